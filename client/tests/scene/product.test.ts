import { Matrix4, PerspectiveCamera, Vector3 } from "three";
import { expect, test } from "vitest";
import { fittingDistance, Orbit } from "../../src/scene/product/orbit";
import { looksHere, project } from "../../src/scene/product/projection";

const WIDTH = 800;
const HEIGHT = 600;

function lensAt(x: number, y: number, z: number) {
	const lens = new PerspectiveCamera(30, WIDTH / HEIGHT, 0.01, 100);
	lens.position.set(x, y, z);
	lens.lookAt(0, 0, 0);
	lens.updateMatrixWorld();
	return lens;
}
const matrixOf = (lens: PerspectiveCamera) =>
	new Matrix4().multiplyMatrices(lens.projectionMatrix, lens.matrixWorldInverse).elements;

test("a point lies on the picture where three.js draws it", () => {
	const lens = lensAt(1, 0.6, 2);
	for (const point of [
		[0, 0, 0],
		[0.2, -0.1, 0.3],
		[-0.4, 0.3, 0.1],
	] as const) {
		const drawn = new Vector3(...point).project(lens);
		const placed = project(matrixOf(lens), point, WIDTH, HEIGHT);
		expect(placed.x).toBeCloseTo(((drawn.x + 1) / 2) * WIDTH, 6);
		expect(placed.y).toBeCloseTo(((1 - drawn.y) / 2) * HEIGHT, 6);
		expect(placed.isInside).toBe(true);
	}
});
test("what is behind the camera or beside the picture is not on it", () => {
	const matrix = matrixOf(lensAt(0, 0, 2));
	expect(project(matrix, [0, 0, 3], WIDTH, HEIGHT).isInside).toBe(false);
	expect(project(matrix, [5, 0, 0], WIDTH, HEIGHT).isInside).toBe(false);
});
test("a surface that clearly looks away is dimmed, one seen from the side is not", () => {
	expect(looksHere([0, 0, 0], [0, 0, 1], [0, 0, 2])).toBe(true);
	expect(looksHere([0, 0, 0], [1, 0, 0], [0, 0, 2])).toBe(true);
	expect(looksHere([0, 0, 0], [0, 0, -1], [0, 0, 2])).toBe(false);
	expect(looksHere([0, 0, 0], [0, 0, 0], [0, 0, 2])).toBe(true);
});
test("turning ends where it was meant to, at any frame rate", () => {
	const ends = [1 / 120, 1 / 30].map((seconds) => {
		const orbit = new Orbit(false);
		orbit.settle([0, 0.1, 0], 1);
		orbit.look(100, 0);
		orbit.zoom(0.5);
		let frames = 0;
		while (orbit.step(seconds)) frames++;
		expect(frames).toBeLessThan(2 / seconds);
		return [orbit.yaw, orbit.distance];
	});
	expect(ends[0]).toEqual(ends[1]);
	expect(ends[0][1]).toBe(0.5);
});
test("with less motion a view changes at once", () => {
	const orbit = new Orbit(true);
	orbit.settle([0, 0, 0], 1);
	orbit.look(100, 20);
	expect(orbit.step(0.016)).toBe(false);
	expect(orbit.yaw).toBeCloseTo(0.6 - 0.75, 12);
});
test("nobody gets into a thing, or loses it out of sight", () => {
	const orbit = new Orbit(true);
	orbit.settle([0, 0, 0], 2);
	for (let i = 0; i < 50; i++) orbit.zoom(0.5);
	orbit.step(1);
	expect(orbit.distance).toBe(0.5);
	for (let i = 0; i < 50; i++) orbit.zoom(2);
	orbit.step(1);
	expect(orbit.distance).toBe(4.4);
});
test("a place is looked at from its front, the short way round", () => {
	const orbit = new Orbit(true);
	orbit.settle([0, 0, 0], 1);
	for (let i = 0; i < 9; i++) orbit.look(-200, 0);
	orbit.step(1);
	const before = orbit.yaw;
	orbit.face([1, 0, 0]);
	orbit.step(1);
	expect(Math.abs(orbit.yaw - before)).toBeLessThanOrEqual(Math.PI);
	expect(Math.sin(orbit.yaw)).toBeCloseTo(1, 9);
});
test("a thing fits into an upright phone as into a wide screen", () => {
	const wide = fittingDistance(1, 0.5, 16 / 9);
	const tall = fittingDistance(1, 0.5, 9 / 16);
	expect(tall).toBeGreaterThan(wide);
	expect(Math.asin(1 / tall)).toBeLessThanOrEqual(Math.atan(Math.tan(0.25) * (9 / 16)) * 1.03);
});
