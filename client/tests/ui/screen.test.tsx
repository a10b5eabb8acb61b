// @vitest-environment happy-dom
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { OnNow } from "../../src/ui/on-now";
import { Screen, type ScreenProps } from "../../src/ui/screen";
import { wordsOf } from "../../src/ui/words";
import type { Showing } from "../../src/wire/messages";
import { REASONS } from "../../src/wire/tables";
import { Shows, tourOf } from "../../src/world/shows";
import { settle } from "./test-talk";

const place = document.createElement("div");
let wishes: string[];
let props: ScreenProps;
const talk: Showing = {
	type: "Showing",
	group: "g",
	show: "1A01",
	person: "ann",
	name: "Ann",
	title: "New pumps",
	pages: ["/media/a.webp", "/media/b.webp"],
	page: 0,
	playing: 0,
	position: 0,
	at: 0,
	floor: [],
};
const button = (text: string) =>
	[...place.querySelectorAll("button")].find((one) => one.textContent?.trim().startsWith(text));
const draw = (me: string, show = talk) =>
	render(<Screen props={{ ...props, me: { id: me } }} show={show} place="1A01" />, place);

beforeEach(() => {
	render(null, place);
	document.body.replaceChildren(place);
	wishes = [];
	const wish =
		(name: string) =>
		(...all: unknown[]) =>
			void wishes.push([name, ...all].join(" "));
	props = {
		words: wordsOf("en"),
		shows: new Shows(),
		me: { id: "me" },
		gatewayNow: () => 0,
		turn: wish("turn"),
		endShow: wish("end"),
		raise: wish("raise"),
		answer: wish("answer"),
	};
});

test("a visitor sees the page and asks to speak; no control of the one who presents is there", async () => {
	draw("me");
	expect(place.querySelector("img")?.getAttribute("src")).toBe("/media/a.webp");
	expect(place.querySelector("img")?.getAttribute("alt")).toBe("Page 1 of 2");
	expect(button("Next page")).toBe(undefined);
	button("Ask to speak")?.click();
	expect(wishes).toEqual(["raise 1A01 true"]);
	props.shows.raised("1A01", true);
	await settle();
	expect(place.querySelector("[role=status]:last-child")?.textContent).toBe("You are in the queue.");
	button("Withdraw")?.click();
	expect(wishes.at(-1)).toBe("raise 1A01 false");
});

test("who presents turns pages, answers hands and ends", async () => {
	props.shows.take({ type: "Hands", group: "g", show: "1A01", hands: [{ person: "bo", name: "Bo" }] });
	draw("ann", { ...talk, floor: [{ person: "cy", name: "Cy" }] });
	expect(button("Previous page")?.disabled).toBe(true);
	for (const text of ["Next page", "Give the word", "Decline", "Take it back", "End"]) button(text)?.click();
	expect(wishes).toEqual([
		"turn 1A01 1 false",
		"answer 1A01 bo true",
		"answer 1A01 bo false",
		"answer 1A01 cy false",
		"end 1A01",
	]);
});

test("an address of elsewhere is never fetched", () => {
	draw("me", { ...talk, pages: ["https://elsewhere.example/a.png"] });
	expect(place.querySelector("img, video")).toBe(null);
});

test("what is on lists talks and tours, and says why a wish was not granted", async () => {
	const tour = { ...talk, show: tourOf("ann"), title: "Ten stops", pages: [] };
	for (const show of [talk, tour]) props.shows.take(show);
	const more = { mayGuide: () => true, placeOf: () => "1A01 Blue", startGuiding: () => {}, walkAddress: "/walk/" };
	render(<OnNow {...props} {...more} />, place);
	expect([...place.querySelectorAll(".on-now__show strong")].map((one) => one.textContent)).toEqual([
		"New pumps",
		"Ten stops",
	]);
	expect(place.querySelector("a")?.getAttribute("href")).toBe("/walk/");
	expect(place.querySelector("form")).toBe(null);
	button("Look")?.click();
	await settle();
	expect(place.querySelector("img")?.getAttribute("src")).toBe("/media/a.webp");
	props.shows.refused.value = REASONS.muted;
	await settle();
	expect(place.querySelector("[role=alert]")?.textContent).toBe("You are muted and cannot do this.");
});
