import { expect, test } from "vitest";
import { loadedAt, openAt, turned, turnOfKey, turnOfSwipe } from "../../src/world/brochures";

const walk = (count: number, isDouble: boolean, way: "next" | "previous", from: number) => {
	const seen = [openAt(from, count, isDouble)];
	for (let at = from; ; ) {
		const next = turned(at, count, way, isDouble);
		if (next === at) return seen;
		seen.push(openAt(next, count, isDouble));
		at = next;
	}
};

test("one page after the other to either end, and no farther", () => {
	expect(walk(3, false, "next", 0)).toEqual([[0], [1], [2]]);
	expect(walk(3, false, "previous", 2)).toEqual([[2], [1], [0]]);
	expect(walk(1, false, "next", 0)).toEqual([[0]]);
});
test("two pages lie beside each other as in print: the cover alone, an even number's last alone", () => {
	expect(walk(5, true, "next", 0)).toEqual([[0], [1, 2], [3, 4]]);
	expect(walk(6, true, "next", 0)).toEqual([[0], [1, 2], [3, 4], [5]]);
	expect(walk(6, true, "previous", 5)).toEqual([[5], [3, 4], [1, 2], [0]]);
	expect(walk(1, true, "next", 0)).toEqual([[0]]);
	expect(walk(2, true, "next", 0)).toEqual([[0], [1]]);
});
test("a screen that is turned keeps the page that is read", () => {
	for (const at of [0, 1, 2, 3, 4]) expect(openAt(at, 5, true)).toContain(at);
});
test("Home and End go to the first and the last", () => {
	expect(turned(3, 6, "first", true)).toBe(0);
	expect(turned(1, 6, "last", false)).toBe(5);
	expect(turned(1, 5, "last", true)).toBe(3);
	expect(turnOfKey("Home")).toBe("first");
	expect(turnOfKey("a")).toBe(null);
});
test("only the open pages and their neighbours are loaded, whatever the length", () => {
	expect([...loadedAt(0, 100, false)].sort((a, b) => a - b)).toEqual([0, 1]);
	expect([...loadedAt(50, 100, false)].sort((a, b) => a - b)).toEqual([49, 50, 51]);
	expect([...loadedAt(5, 100, true)].sort((a, b) => a - b)).toEqual([3, 4, 5, 6, 7, 8]);
	expect(loadedAt(0, 1, true)).toEqual([0]);
});
test("a finger turns by going aside far enough; up, down and a touch are no turn", () => {
	expect(turnOfSwipe(-80, 10)).toBe("next");
	expect(turnOfSwipe(80, -10)).toBe("previous");
	expect(turnOfSwipe(-80, 70)).toBe(null);
	expect(turnOfSwipe(-20, 0)).toBe(null);
});
