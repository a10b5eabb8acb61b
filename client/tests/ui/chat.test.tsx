// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { Chat } from "../../src/ui/chat";
import type { Talk } from "../../src/ui/desk";
import { GuestEntry } from "../../src/ui/guest-entry";
import { wordsOf } from "../../src/ui/words";
import { Group } from "../../src/world/group";
import { Presence } from "../../src/world/presence";

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
let place: HTMLElement;
let said: string[];
let talk: Talk;

beforeEach(() => {
	document.body.innerHTML = "";
	place = document.createElement("div");
	document.body.append(place);
	said = [];
	talk = {
		words: wordsOf("en"),
		language: "en",
		connection: signal({ kind: "online" }),
		presence: new Presence(),
		group: new Group("g"),
		hall: { slug: "h1", number: "1", name: "Hall" },
		urls: {},
		say: (text) => said.push(text),
		retry: () => {},
		browse: () => {},
		reconnect: () => {},
	};
});
async function type(text: string) {
	const input = place.querySelector("input");
	if (!input) throw new Error("no input");
	input.value = text;
	input.dispatchEvent(new Event("input", { bubbles: true }));
	await settle();
	place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
	await settle();
	return input;
}

test("chat says what is typed and empties the field", async () => {
	render(<Chat talk={talk} />, place);
	const input = await type("  hello ");
	expect(said).toEqual(["hello"]);
	expect(input.value).toBe("");
});
test("chat keeps what is typed when it is too long, and says so by the field", async () => {
	render(<Chat talk={talk} />, place);
	const input = await type("x".repeat(501));
	expect(said).toEqual([]);
	expect(input.value.length).toBe(501);
	expect(place.querySelector(".field__error")?.textContent).toBe("At most 500 characters.");
});
test("chat refuses only spaces", async () => {
	render(<Chat talk={talk} />, place);
	await type("   ");
	expect(said).toEqual([]);
	expect(place.querySelector(".field__error")?.textContent).toBe("Write something first.");
});
test("chat shows markup as letters", async () => {
	const plain = { kind: 0, target: 0, attachment: "", mentions: [] };
	const hostile = { seq: 1, at: 0, flags: 1, person: "p", name: "<b>x</b>", text: "<img src=x>" };
	talk.group.take([{ ...plain, ...hostile }], "me");
	render(<Chat talk={talk} />, place);
	expect(place.querySelector("img")).toBe(null);
	expect(place.querySelector(".chat__text")?.textContent).toBe("<img src=x>");
	expect(place.querySelector(".mark")?.textContent).toBe("scripted");
});
test("chat shows why a message failed", async () => {
	talk.group.say("hi", 5, { id: "me", name: "Me" }, 0);
	talk.group.fail(5, 9);
	render(<Chat talk={talk} />, place);
	expect(place.querySelector(".chat__state--failed")?.textContent).toContain("you are muted");
});
test("guest entry keeps the name and shows the refusal", async () => {
	render(<GuestEntry words={wordsOf("en")} signIn={undefined} enter={async () => "Too long."} />, place);
	const input = await type("Somebody");
	await settle();
	expect(input.value).toBe("Somebody");
	expect(place.querySelector("[role=alert]")?.textContent).toBe("Too long.");
});
