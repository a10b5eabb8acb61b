import { expect, test } from "vitest";
import { fitOnPlinth, markPlinths, plinthsOf, standingOn } from "../../src/world/plinths";
import { booth } from "./hall";

test("a shell scheme of 3 m has one plinth, a wide one three, and each stands inside", () => {
	expect(plinthsOf("shell", { width: 3, depth: 3 }).length).toBe(1);
	expect(plinthsOf("shell", { width: 9, depth: 4 }).length).toBe(3);
	for (const template of ["shell", "frame", "tower", "pavilion", "island", "portal", "garden"]) {
		for (const { x, z, height } of plinthsOf(template, { width: 9, depth: 9 })) {
			expect(Math.abs(x)).toBeLessThan(4.3);
			expect(Math.abs(z)).toBeLessThan(4.3);
			expect(height).toBeGreaterThan(0.8);
		}
	}
});

test("a template nobody knows has none", () => {
	expect(plinthsOf("castle", { width: 6, depth: 4 })).toEqual([]);
});

test("a product stands in the middle of its plinth's top, turned with its booth", () => {
	const [plinth] = plinthsOf("shell", { width: 6, depth: 4 });
	const south = standingOn({ ...booth("1A01", 10, 20), facing: "s" }, plinth);
	expect([south.x, south.z]).toEqual([10 + plinth.x, 20 + plinth.z]);
	expect(south.y).toBeGreaterThan(plinth.height);
	const west = standingOn({ ...booth("1A01", 10, 20), facing: "w" }, plinth);
	expect(west.x).toBeCloseTo(10 - plinth.z);
	expect(west.z).toBeCloseTo(20 + plinth.x);
	expect(west.turn).toBeCloseTo(-Math.PI / 2);
});

test("what fits keeps its size; the large shrinks, the tiny grows until one sees it", () => {
	expect(fitOnPlinth({ x: 0.3, y: 0.3, z: 0.2 })).toBe(1);
	const machine = { x: 3, y: 2, z: 4 };
	expect(Math.hypot(3, 4) * (fitOnPlinth(machine) ?? 0)).toBeCloseTo(0.5);
	expect(2 * (fitOnPlinth({ x: 0.1, y: 2, z: 0.1 }) ?? 0)).toBeCloseTo(0.6);
	expect(0.02 * (fitOnPlinth({ x: 0.02, y: 0.01, z: 0.02 }) ?? 0)).toBeCloseTo(0.16);
	for (const none of [0, Number.NaN, Number.POSITIVE_INFINITY])
		expect(fitOnPlinth({ x: none, y: none, z: none })).toBeNull();
});

test("only what stands on a plinth carries its number", () => {
	const [{ x, z, height }] = plinthsOf("shell", { width: 9, depth: 4 });
	const at = (dx: number, y: number) => [(x + dx) * 1000, y * 1000, z * 1000, 0];
	const position = Int16Array.from([
		...at(0, height + 0.2),
		...at(0, height - 0.2),
		...at(0.5, height + 0.2),
		...at(0, 2.4),
	]);
	const kind = new Uint8Array(16);
	markPlinths("shell", position, kind);
	expect([3, 7, 11, 15].map((place) => kind[place])).toEqual([1, 0, 0, 0]);
});
