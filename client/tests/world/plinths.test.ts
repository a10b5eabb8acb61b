import { expect, test } from "vitest";
import { plinthsOf } from "../../src/world/plinths";

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
