// @vitest-environment happy-dom
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { Chat } from "../../src/ui/chat";
import { GuestEntry } from "../../src/ui/guest-entry";
import { wordsOf } from "../../src/ui/words";
import { EDITED, MAY_MODERATE, REMOVED } from "../../src/wire/messages";
import { entry, makeTalk, settle, type TestTalk } from "./test-talk";

let place: HTMLElement;
let talk: TestTalk;

beforeEach(() => {
	document.body.innerHTML = "";
	place = document.createElement("div");
	document.body.append(place);
	talk = makeTalk();
});
const group = () => talk.room.value.group;
const button = (text: string) => [...place.querySelectorAll("button")].find((one) => one.textContent?.trim() === text);
const field = () => place.querySelector<HTMLInputElement>("#chat-text") ?? document.createElement("input");
const shown = () => [...place.querySelectorAll(".chat__text")].map((line) => line.textContent);

async function write(text: string) {
	const input = place.querySelector<HTMLInputElement>("#chat-text, input") ?? field();
	input.value = text;
	input.setSelectionRange(text.length, text.length);
	input.dispatchEvent(new Event("input", { bubbles: true }));
	await settle();
	return input;
}
async function send() {
	place.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
	await settle();
}
async function click(what: Element | null | undefined) {
	what?.dispatchEvent(new MouseEvent("click", { bubbles: true }));
	await settle();
}
async function press(key: string) {
	field().dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
	await settle();
}
async function openActions(seq: number) {
	await click(place.querySelector(`[data-seq="${seq}"] .chat__more`));
}

test("chat says what is typed and empties the field", async () => {
	render(<Chat talk={talk} />, place);
	await write("  hello ");
	await send();
	expect(talk.said).toEqual([{ text: "hello", reply: 0, attachment: "", mentions: [] }]);
	expect(field().value).toBe("");
});
test("chat keeps what is typed when it is too long, and says so by the field", async () => {
	render(<Chat talk={talk} />, place);
	await write("x".repeat(501));
	await send();
	expect(talk.said).toEqual([]);
	expect(field().value.length).toBe(501);
	expect(place.querySelector(".field__error")?.textContent).toBe("At most 500 characters.");
});
test("chat refuses only spaces", async () => {
	render(<Chat talk={talk} />, place);
	await write("   ");
	await send();
	expect(talk.said).toEqual([]);
	expect(place.querySelector(".field__error")?.textContent).toBe("Write something first.");
});
test("chat keeps what is typed when it is closed and opened again", async () => {
	render(<Chat talk={talk} />, place);
	await write("half a sen");
	render(null, place);
	render(<Chat talk={talk} />, place);
	expect(field().value).toBe("half a sen");
});
test("chat shows markup as letters", () => {
	group().take([entry(1, { flags: 1, name: "<b>x</b>", text: "<img src=x>" })], "me");
	render(<Chat talk={talk} />, place);
	expect(place.querySelector("img")).toBe(null);
	expect(shown()).toEqual(["<img src=x>"]);
	expect(place.querySelector(".mark")?.textContent).toBe("scripted");
});
test("chat shows why a message failed", () => {
	group().say({ text: "hi", reply: 0, attachment: "", mentions: [] }, 5, talk.me, 0);
	group().fail(5, 9);
	render(<Chat talk={talk} />, place);
	expect(place.querySelector(".chat__state--failed")?.textContent).toContain("you are muted");
});
test("a reply names what it answers and carries its number; Esc takes it back", async () => {
	group().take([entry(4)], "me");
	render(<Chat talk={talk} />, place);
	await openActions(4);
	await click(button("Reply"));
	expect(place.querySelector(".composer__about")?.textContent).toContain("Replying to Ann: text 4");
	await press("Escape");
	expect(place.querySelector(".composer__about")).toBe(null);
	await openActions(4);
	await click(button("Reply"));
	await write("yes");
	await send();
	expect(talk.said[0]).toMatchObject({ text: "yes", reply: 4 });
	group().take([entry(5, { text: "yes", target: 4 }), entry(6, { text: "late", target: 1 })], "me");
	await settle();
	const answered = [...place.querySelectorAll(".chat__answered")].map((one) => one.textContent);
	expect(answered).toEqual(["Ann: text 4", "An earlier message"]);
});
test("one's own message can get another text or go, another's only by right", async () => {
	group().take([entry(1), entry(2, { person: "me", name: "Me", text: "mine" })], "me");
	render(<Chat talk={talk} />, place);
	await openActions(1);
	expect([button("Edit"), button("Remove")]).toEqual([undefined, undefined]);
	await openActions(1);
	await openActions(2);
	await click(button("Edit"));
	expect(field().value).toBe("mine");
	await write("mine, better");
	await send();
	await openActions(2);
	await click(button("Remove"));
	expect(talk.changed).toEqual([
		{ type: "Edit", target: 2, text: "mine, better", mentions: [] },
		{ type: "Remove", target: 2 },
	]);
	expect(talk.said).toEqual([]);
	group().mayModerate.value = MAY_MODERATE > 0;
	await openActions(1);
	await click(button("Remove"));
	expect(talk.changed.at(-1)).toEqual({ type: "Remove", target: 1 });
});
test("an edited message says so, a removed one leaves a line", async () => {
	group().take([entry(1), entry(2), entry(3, { kind: EDITED, target: 1, text: "new" })], "me");
	group().take([entry(4, { kind: REMOVED, target: 2 })], "me");
	render(<Chat talk={talk} />, place);
	expect(shown()).toEqual(["new", "This message was removed."]);
	expect(place.querySelectorAll(".chat__edited").length).toBe(1);
});
test("an @ offers people near and recent speakers; Enter calls one", async () => {
	talk.people = [
		{ person: "a", name: "Visitor 0001" },
		{ person: "b", name: "Vera" },
		{ person: "b", name: "Vera" },
		{ person: "me", name: "Vincent" },
	];
	render(<Chat talk={talk} />, place);
	await write("hello @v");
	expect([...place.querySelectorAll("[role=option]")].map((one) => one.textContent)).toEqual(["Visitor 0001", "Vera"]);
	expect(field().getAttribute("aria-activedescendant")).toBe("chat-person-0");
	await press("ArrowDown");
	await press("Enter");
	expect(field().value).toBe("hello @Vera ");
	expect(place.querySelector("[role=listbox]")).toBe(null);
	await send();
	expect(talk.said).toEqual([{ text: "hello @Vera", reply: 0, attachment: "", mentions: ["b"] }]);
});
test("a message that calls me is marked, and the names in it", async () => {
	group().take([entry(1, { person: "b", name: "Vera" })], "me");
	group().take([entry(2, { text: "see @Me and @Vera", mentions: ["me", "b"] })], "me");
	talk.people = [{ person: "me", name: "Me" }];
	render(<Chat talk={talk} />, place);
	expect([...place.querySelectorAll(".chat__mention")].map((one) => one.textContent)).toEqual(["@Me", "@Vera"]);
	expect(place.querySelector(".chat__line--to-me")?.getAttribute("data-seq")).toBe("2");
});
test("a sticker and a product picture are sent by name; only product pictures are ever shown", async () => {
	render(<Chat talk={talk} />, place);
	await click(button("Stickers"));
	await click(place.querySelector(".tray--stickers button"));
	await click(button("Product pictures"));
	await new Promise((done) => setTimeout(done, 300));
	await click(place.querySelector(".tray--pictures .tray__choice"));
	expect(talk.said.map((one) => one.attachment)).toEqual(["sticker:hello", "picture:products/abc.webp"]);
	const keys = [
		"sticker:hello",
		"picture:products/abc.webp",
		"picture:other/x.webp",
		"picture:../admin",
		"sticker:none",
	];
	group().take(
		keys.map((attachment, at) => entry(at + 1, { attachment, text: "" })),
		"me",
	);
	await settle();
	const pictures = [...place.querySelectorAll(".chat__picture")].map((one) => one.getAttribute("src"));
	expect(pictures).toEqual(["/media/products/abc.webp"]);
	expect(place.querySelectorAll(".chat__lines .sticker").length).toBe(1);
});
test("a slow group counts down and keeps what is typed", async () => {
	group().slow.value = 20;
	group().waitsUntil.value = 12_000;
	render(<Chat talk={talk} />, place);
	await settle();
	await write("soon");
	await send();
	expect(talk.said).toEqual([]);
	expect(place.textContent).toContain("You can speak again in 12 s");
	expect(field().value).toBe("soon");
	talk.now = 12_000;
	group().waitsUntil.value = 11_999;
	await settle();
	await send();
	expect(talk.said.length).toBe(1);
});
test("a group that one may only read has no field", async () => {
	group().joined.value = true;
	group().maySay.value = false;
	render(<Chat talk={talk} />, place);
	expect(place.querySelector("form")).toBe(null);
	expect(place.textContent).toContain("You can read this group but not write in it.");
});
test("the other room shows its unread count and keeps its own typed words", async () => {
	talk.rooms[1].group.readTo = 0;
	talk.rooms[1].group.maySay.value = true;
	talk.rooms[1].group.ahead(7);
	render(<Chat talk={talk} />, place);
	expect(place.querySelector(".chat__unread")?.textContent).toBe("7 unread");
	await write("to the hall");
	await click(place.querySelectorAll("[role=tab]")[1]);
	expect(place.querySelectorAll("[role=tab]")[1].getAttribute("aria-selected")).toBe("true");
	expect(field().value).toBe("");
	await click(place.querySelectorAll("[role=tab]")[0]);
	expect(field().value).toBe("to the hall");
});
test("Tab stops at one line's actions; arrows go from line to line", async () => {
	group().take([entry(1), entry(2), entry(3)], "me");
	render(<Chat talk={talk} />, place);
	const stops = () => [...place.querySelectorAll<HTMLElement>(".chat__more")].map((one) => one.tabIndex);
	expect(stops()).toEqual([-1, -1, 0]);
	const last = place.querySelector<HTMLElement>('[data-seq="3"] .chat__more');
	last?.focus();
	last?.dispatchEvent(new KeyboardEvent("keydown", { key: "ArrowUp", bubbles: true, cancelable: true }));
	await settle();
	expect(stops()).toEqual([-1, 0, -1]);
	expect(document.activeElement?.closest("li")?.getAttribute("data-seq")).toBe("2");
});
test("guest entry keeps the name and shows the refusal", async () => {
	render(<GuestEntry words={wordsOf("en")} signIn={undefined} enter={async () => "Too long."} />, place);
	const input = await write("Somebody");
	await send();
	await settle();
	expect(input.value).toBe("Somebody");
	expect(place.querySelector("[role=alert]")?.textContent).toBe("Too long.");
});
