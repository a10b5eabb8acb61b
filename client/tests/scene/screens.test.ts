import { expect, test } from "vitest";
import { bytesOf, fitOf, screenShape, sizeWithin } from "../../src/scene/booths/screen-shape";
import { LEVELS } from "../../src/scene/quality";
import { MOST_SCREENS } from "../../src/world/booth-screens";

test("the picture's upper left is the screen's upper left for who stands before it: not mirrored, not upside down", () => {
	const { positions, places } = screenShape({ width: 2, height: 1, rods: 0 });
	for (let i = 0; i < 4; i++) {
		expect(Math.sign(positions[i * 3])).toBe(places[i * 2] === 0 ? -1 : 1);
		expect(Math.sign(positions[i * 3 + 1])).toBe(places[i * 2 + 1] === 0 ? 1 : -1);
		expect(positions[i * 3 + 2]).toBeGreaterThan(0);
	}
});

test("every face of a screen that hangs looks outwards, and only its front has a picture", () => {
	const { positions, places, indices } = screenShape({ width: 2, height: 1, rods: 1.5 });
	expect(indices.length).toBe((1 + 3 * 6) * 6);
	const corner = (at: number) => [...positions.subarray(at * 3, at * 3 + 3)];
	const middle = [0, 0, -0.03];
	for (let face = 1; face <= 6; face++) {
		const [a, b, c] = [0, 1, 2].map((k) => corner(indices[face * 6 + k]));
		const u = b.map((value, k) => value - a[k]);
		const v = c.map((value, k) => value - a[k]);
		const normal = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
		expect(normal.reduce((sum, value, k) => sum + value * (a[k] - middle[k]), 0)).toBeGreaterThan(0);
	}
	expect([...places.subarray(8)].every((place) => place < 0)).toBe(true);
	expect(Math.max(...[...positions].filter((_, i) => i % 3 === 1))).toBeCloseTo(1.5);
});

test("a picture of any shape is whole on the screen and keeps its shape", () => {
	expect(fitOf(2, 2)).toEqual({ x: 1, y: 1 });
	expect(fitOf(2, 1)).toEqual({ x: 2, y: 1 });
	expect(fitOf(2, 4)).toEqual({ x: 1, y: 2 });
});

test("a large picture becomes small enough, a small one stays", () => {
	const pixels = 1024 * 1024;
	expect(sizeWithin(4000, 2000, pixels)).toEqual({ width: 1024, height: 512 });
	expect(sizeWithin(100, 5000, pixels)).toEqual({ width: 20, height: 1024 });
	expect(sizeWithin(640, 360, pixels)).toEqual({ width: 640, height: 360 });
});

test.each([
	[1920, 1080],
	[1600, 1200],
	[2480, 3508],
	[3000, 3000],
	[4000, 300],
])("at low quality all screens together take 2.6 MB at most, of pages of %i x %i", (width, height) => {
	const size = sizeWithin(width, height, LEVELS.low.screenPixels);
	expect(size.width / size.height).toBeCloseTo(width / height, 0);
	expect(MOST_SCREENS * bytesOf(size)).toBeLessThan(2.6e6);
	expect(bytesOf(sizeWithin(width, height, LEVELS.high.screenPixels))).toBeLessThan(5.6e6);
});
