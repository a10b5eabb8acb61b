import { expect, test } from "vitest";
import { approach, clampDistance, clampPitch, freeDistance } from "../../src/scene/camera/orbit";

test("the camera stops before a wall behind the person", () => {
	const wall = (_x: number, z: number) => z < 1.9;
	expect(freeDistance({ x: 0, z: 0 }, 0, 4, wall)).toBeCloseTo(1.8, 5);
	expect(freeDistance({ x: 0, z: 0 }, Math.PI, 4, wall)).toBe(4);
});

test("zooming in ends in one's own eyes, zooming out at seven metres", () => {
	expect(clampDistance(0.5)).toBe(0);
	expect(clampDistance(99)).toBe(7);
	expect(clampPitch(9)).toBe(1.2);
});

test("easing is the same in one step or in ten", () => {
	let value = 0;
	for (let i = 0; i < 10; i++) value = approach(value, 1, 0.1, 0.02);
	expect(value).toBeCloseTo(approach(0, 1, 0.1, 0.2), 10);
});
