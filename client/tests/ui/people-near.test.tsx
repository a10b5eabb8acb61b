// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import type { Desk } from "../../src/ui/desk";
import { HallNews } from "../../src/ui/hall-news";
import { PeopleNear } from "../../src/ui/people-near";
import type { Offer } from "../../src/world/gestures";
import { Lines } from "../../src/world/lines";
import { People } from "../../src/world/people";
import { Saved } from "../../src/world/saved";
import { Self } from "../../src/world/self";
import { Tour } from "../../src/world/tour";
import { makeTalk, settle } from "./test-talk";

let place: HTMLElement;
let wishes: string[];
let desk: Desk;
const offer = signal<Offer | null>(null);
const following = signal<{ person: string; name: string } | null>(null);

beforeEach(() => {
	document.body.innerHTML = "";
	place = document.createElement("div");
	document.body.append(place);
	wishes = [];
	offer.value = null;
	following.value = null;
	const wish =
		(name: string) =>
		(...all: unknown[]) =>
			void wishes.push([name, ...all].join(" "));
	desk = {
		...makeTalk(),
		plan: signal(null),
		loading: signal({ kind: "ready" }),
		panel: signal(null),
		booth: signal(null),
		announcement: signal(""),
		lines: new Lines(),
		offer,
		following,
		picked: signal(""),
		quality: signal("low"),
		lessMotion: signal(false),
		names: signal(true),
		letters: signal(true),
		theme: signal("auto"),
		languages: [],
		beat: signal(0),
		headset: { state: signal("none"), wear: async () => wish("wear")() },
		people: new People(),
		self: new Self(),
		saved: new Saved(),
		tour: new Tour(new Saved(), "h1"),
		stick: { forward: 0, right: 0 },
		sound: { isOn: signal(false), volume: signal(0.5), hasCaptions: signal(false), caption: signal("") },
		saveLook: async () => null,
		mirror: async () => Promise.reject(new Error("no canvas")),
		keep: wish("keep"),
		atBooth: signal(""),
		presenting: signal(null),
		slidesOf: async () => [],
		present: wish("present"),
		startGuiding: wish("startGuiding"),
		goToShow: wish("goToShow"),
		joinTour: wish("joinTour"),
		placeOf: (show) => show.show,
		startTour: wish("startTour"),
		endTour: wish("endTour"),
		hallOf: (slug) => slug,
		askLines: wish("askLines"),
		changeLine: wish("changeLine"),
		gesture: wish("gesture"),
		shakeHands: wish("shakeHands"),
		sit: wish("sit"),
		follow: wish("follow"),
		leave: wish("leave"),
		setTheme: wish("setTheme"),
		setQuality: wish("setQuality"),
		walkTo: wish("walkTo"),
		jumpTo: wish("jumpTo"),
		walkOn: wish("walkOn"),
		surroundings: () => "",
		takePicture: wish("takePicture"),
		view: wish("view"),
		readBrochures: wish("readBrochures"),
		search: async () => new Set<string>(),
		pageOf: () => "",
	};
	desk.people.arrive(1, 1, 0, "ann", "Ann");
	desk.people.place(1, 3, 0, 0, 0, 0);
	desk.people.arrive(2, 0, 0, "ben", "Ben");
	desk.people.place(2, 50, 0, 0, 0, 0);
});
const buttons = () => [...place.querySelectorAll("button")];
const nameOf = (one: Element) => one.getAttribute("aria-label") ?? one.textContent ?? "";
async function click(name: string) {
	const found = buttons().find((one) => nameOf(one) === name);
	found?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
	await settle();
}

test("who is near can be waved to, offered a hand and followed, each by a button that names them", async () => {
	render(<PeopleNear desk={desk} />, place);
	expect([...place.querySelectorAll(".people-near__name")].map((one) => one.textContent)).toEqual(["Ann"]);
	await click("Wave to Ann");
	await click("Shake hands with Ann");
	await click("Follow Ann");
	await click("Clap");
	await click("Applaud");
	await click("Sit or stand");
	expect(wishes).toEqual(["gesture 1 1", "shakeHands 1", "follow ann Ann", "gesture 2", "gesture 6", "sit"]);
});
test("whom one clicked on comes first, however far", () => {
	desk.picked.value = "ben";
	render(<PeopleNear desk={desk} />, place);
	expect([...place.querySelectorAll(".people-near__name")].map((one) => one.textContent)).toEqual(["Ben", "Ann"]);
});
test("whom one follows is named, with a way to stop", async () => {
	following.value = { person: "ann", name: "Ann" };
	render(<PeopleNear desk={desk} />, place);
	expect(place.textContent).toContain("Following Ann.");
	await click("Stop");
	expect(wishes).toEqual(["leave"]);
});
test("the line is told, others are listed when asked for, a full one cannot be chosen", async () => {
	desk.lines.current.value = 2;
	desk.lines.count.value = 3;
	render(<PeopleNear desk={desk} />, place);
	expect(place.textContent).toContain("You are in line 2 of 3.");
	await click("Change line");
	desk.lines.list.value = [
		{ line: 1, people: 100, room: 100 },
		{ line: 2, people: 60, room: 100 },
		{ line: 3, people: 4, room: 100 },
	];
	await settle();
	const go = buttons().filter((one) => one.textContent?.startsWith("Go"));
	expect(go.map((one) => one.disabled)).toEqual([true, false]);
	go[1].click();
	expect(wishes).toEqual(["askLines", "changeLine 3"]);
	desk.lines.refused.value = 13;
	await settle();
	expect(place.querySelector("[role=alert]")?.textContent).toContain("cannot be entered");
});
test("an announcement stays until it is put away, and is read out", async () => {
	render(<HallNews desk={desk} />, place);
	desk.news.tell({ text: "The fair opens.", at: 1, isFromOrganiser: true });
	desk.news.tell({ text: "Lunch is served.", at: 100_000, isFromOrganiser: true });
	await settle();
	const status = () => place.querySelector("[role=status]")?.textContent;
	expect(status()).toContain("From the organiser");
	expect(status()).toContain("Lunch is served.");
	expect(place.textContent).not.toContain("The fair opens.");
	await click("1 earlier");
	expect(place.textContent).toContain("The fair opens.");
	await click("Put away");
	expect(status()).toContain("The fair opens.");
	await click("Put away");
	expect(desk.news.list.value).toEqual([]);
	expect(status()).toBe("");
});
test("an offered hand is taken by a button", async () => {
	render(<HallNews desk={desk} />, place);
	offer.value = { id: 1, name: "Ann", until: 0 };
	await settle();
	await click("Shake hands");
	expect(wishes).toEqual(["shakeHands 1"]);
});
test("everybody is listed in pages, people before scripted visitors, and found by letters", async () => {
	for (let id = 10; id < 130; id++) desk.people.arrive(id, 1, 0, `p${id}`, `Visitor ${id}`);
	render(<PeopleNear desk={desk} />, place);
	await click("All");
	const names = () => [...place.querySelectorAll("ul:not([hidden]) .people-near__name")].map((one) => one.textContent);
	expect([names().length, names()[0], names()[1]]).toEqual([50, "Ben", "Ann"]);
	await click("Next");
	await click("Next");
	expect([names().length, names().at(-1)]).toEqual([22, "Visitor 129"]);
	const input = place.querySelector("input");
	if (input) input.value = "be";
	input?.dispatchEvent(new Event("input", { bubbles: true }));
	await settle();
	expect(names()).toEqual(["Ben"]);
	await click("Follow Ben");
	expect(wishes).toEqual(["follow ben Ben"]);
});
