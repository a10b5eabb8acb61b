import { expect, test } from "vitest";
import { Group } from "../../src/world/group";

const stored = (seq: number, person = "other", text = `m${seq}`) => ({
	seq,
	at: seq,
	flags: 0,
	person,
	name: person,
	text,
});
const me = { id: "me", name: "Me" };
const seqs = (group: Group) => group.messages.value.map((message) => message.seq);

test("group orders by number and keeps each once", () => {
	const group = new Group("g");
	group.take([stored(5), stored(6)], "me");
	group.take([stored(3), stored(4), stored(5)], "me");
	group.take([stored(7), stored(7)], "me");
	expect(seqs(group)).toEqual([3, 4, 5, 6, 7]);
	expect(group.last).toBe(7);
	expect(group.first).toBe(3);
	expect(group.unread.value).toBe(3);
});
test("group shows own words once whether said or accepted comes first", () => {
	for (const order of ["said", "accepted"]) {
		const group = new Group("g");
		group.say("hello", 42, me, 1);
		expect(group.messages.value[0].state).toBe("pending");
		if (order === "said") group.take([stored(8, "me", "hello")], "me");
		group.accept(42, 8, 2);
		group.take([stored(8, "me", "hello")], "me");
		expect(group.messages.value.map((m) => [m.seq, m.state])).toEqual([[8, "accepted"]]);
	}
});
test("group keeps failed words with the reason and retries them", () => {
	const group = new Group("g");
	group.say("hello", 42, me, 1);
	group.fail(42, 9);
	expect(group.messages.value[0]).toMatchObject({ state: "failed", reason: 9, text: "hello" });
	expect(group.retry(42)).toBe("hello");
	expect(group.messages.value[0].state).toBe("pending");
});
test("group takes removed messages away", () => {
	const group = new Group("g");
	group.take([stored(1), stored(2)], "me");
	group.remove([1]);
	expect(seqs(group)).toEqual([2]);
});
