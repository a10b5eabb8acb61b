import { expect, test } from "vitest";
import { EDITED, REMOVED, SAID } from "../../src/wire/messages";
import { Group } from "../../src/world/group";

const stored = (seq: number, person = "other", text = `m${seq}`) => ({
	seq,
	at: seq,
	flags: 0,
	person,
	name: person,
	text,
	kind: SAID,
	target: 0,
	attachment: "",
	mentions: [],
});
const changed = (seq: number, kind: number, target: number, text = "") => ({
	...stored(seq, "other", text),
	kind,
	target,
});
const hello = { text: "hello", reply: 0, attachment: "", mentions: [] };
const me = { id: "me", name: "Me" };
const seqs = (group: Group) => group.messages.value.map((message) => message.seq);

test("group orders by number and keeps each once", () => {
	const group = new Group("g");
	group.readTo = 4;
	group.take([stored(5), stored(6)], "me");
	group.take([stored(3), stored(4), stored(5)], "me");
	group.take([stored(7), stored(7)], "me");
	expect(seqs(group)).toEqual([3, 4, 5, 6, 7]);
	expect(group.whole).toBe(7);
	expect(group.first).toBe(3);
	expect(group.unread.value).toBe(3);
});
test("group shows own words once whether said or accepted comes first", () => {
	for (const order of ["said", "accepted"]) {
		const group = new Group("g");
		group.say(hello, 42, me, 1);
		expect(group.messages.value[0].state).toBe("pending");
		if (order === "said") group.take([stored(8, "me", "hello")], "me");
		group.accept(42, 8, 2);
		group.take([stored(8, "me", "hello")], "me");
		expect(group.messages.value.map((m) => [m.seq, m.state])).toEqual([[8, "accepted"]]);
	}
});
test("group keeps failed words with the reason and retries them", () => {
	const group = new Group("g");
	group.say(hello, 42, me, 1);
	group.fail(42, 9);
	expect(group.messages.value[0]).toMatchObject({ state: "failed", reason: 9, text: "hello" });
	expect(group.retry(42)).toBe(true);
	expect(group.messages.value[0].state).toBe("pending");
});
test("group keeps a line without words for a removed message", () => {
	const group = new Group("g");
	group.take([stored(1), stored(2), changed(3, REMOVED, 1)], "me");
	expect(group.messages.value.map((m) => [m.state, m.text])).toEqual([
		["removed", ""],
		["accepted", "m2"],
	]);
});
test("group is whole only up to where the pages have come, whatever was said meanwhile", () => {
	const group = new Group("g");
	group.catchUp();
	group.take([stored(1), stored(2)], "me");
	group.caughtUp(2, false);
	group.take([stored(9)], "me");
	expect(group.whole).toBe(2);
	group.take([stored(3)], "me");
	group.caughtUp(3, true);
	expect(group.whole).toBe(9);
	expect(seqs(group)).toEqual([1, 2, 3, 9]);
});
test("group keeps the same words said in two windows apart", () => {
	const group = new Group("g");
	group.say(hello, 42, me, 1);
	group.take([stored(7, "me", "hello")], "me");
	group.accept(42, 8, 2);
	expect(seqs(group)).toEqual([7, 8]);
});
test("group shows the newest text of an edited message, in whatever order it hears", () => {
	const group = new Group("g");
	group.take([changed(9, EDITED, 1, "third"), changed(5, EDITED, 1, "second")], "me");
	group.take([stored(1, "other", "first")], "me");
	expect(group.messages.value.map((m) => [m.seq, m.text, m.isEdited])).toEqual([[1, "third", true]]);
	expect([group.whole, group.unread.value]).toEqual([9, 0]);
});
test("group counts nothing unread on a first visit, then what others say and whom they call", () => {
	const group = new Group("g");
	group.catchUp();
	group.take([stored(1), stored(2)], "me");
	group.caughtUp(2, true);
	expect(group.unread.value).toBe(0);
	group.take([stored(3), { ...stored(4), mentions: ["me"] }, stored(5, "me")], "me");
	expect([group.unread.value, group.mentioned.value]).toEqual([2, 1]);
	group.read();
	expect([group.unread.value, group.mentioned.value, group.readTo]).toEqual([0, 0, 5]);
});
test("a watched group counts what came since it was read, nothing before the first visit", () => {
	const group = new Group("g");
	group.ahead(40);
	expect(group.unread.value).toBe(0);
	group.ahead(43);
	expect(group.unread.value).toBe(3);
});
test("pages of changes alone still lead further back", () => {
	const group = new Group("g");
	group.take([stored(9)], "me");
	group.take(
		[
			{ ...stored(7), kind: EDITED, target: 2 },
			{ ...stored(8), kind: REMOVED, target: 3 },
		],
		"me",
	);
	expect(group.first).toBe(7);
	group.take([stored(2), stored(3)], "me");
	expect(group.messages.value.map((m) => [m.seq, m.state, m.text])).toEqual([
		[2, "accepted", "m7"],
		[3, "removed", ""],
		[9, "accepted", "m9"],
	]);
});
test("group lets go of the oldest of very many, and can page them in again", () => {
	const group = new Group("g");
	for (let seq = 1; seq <= 4001; seq++) group.take([stored(seq)], "me");
	expect([group.messages.value.length, group.first, group.hasOlder.value]).toEqual([3000, 1002, true]);
	group.take([stored(1000), stored(1001)], "me");
	expect([group.messages.value.length, group.first, group.whole]).toEqual([3002, 1000, 4001]);
});
