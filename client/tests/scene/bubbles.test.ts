// Which speech bubbles are shown, and where. How they are drawn needs a graphics card.
import * as THREE from "three";
import { beforeEach, expect, test } from "vitest";
import { BUBBLE_HEIGHT, BUBBLES, Bubbles, readingMs } from "../../src/scene/people/bubbles";
import { People } from "../../src/world/people";

const WIDE = 160;
const viewport = new THREE.Vector2(1280, 720);
const camera = new THREE.PerspectiveCamera(58, 1280 / 720, 0.1, 200);
const view = new THREE.Matrix4();
let people: People;
let bubbles: Bubbles;
let shown: number[];
let data: Float32Array;

/** Rows shown at `nowMs`, in the order in which they were taken. */
function rows(nowMs: number, screen = viewport): number[] {
	shown = [];
	bubbles.update(people, camera.position, view, screen, nowMs);
	return shown.map((at) => data[at * 6 + 3]);
}
function stand(id: number, x: number, z: number): void {
	people.arrive(id, 0, 0, `p${id}`, `P${id}`);
	people.place(id, x, z, 0, 0, 0);
}

beforeEach(() => {
	people = new People();
	data = new Float32Array(BUBBLES * 6);
	bubbles = new Bubbles({
		write: () => WIDE,
		begin: () => {},
		take: () => shown.push(shown.length) * 6 - 6,
		end: () => {},
		data,
	});
	camera.position.set(50, 1.6, 50);
	camera.lookAt(50, 1.6, 0);
	camera.updateMatrixWorld();
	view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
});

test("words stand over who spoke, go after they could be read, and longer ones stay longer", () => {
	stand(1, 50, 45);
	bubbles.say(1, "Hello", 1000);
	expect(rows(1000)).toEqual([0]);
	expect(data[0]).toBeCloseTo(50);
	expect(rows(1000 + readingMs("Hello") + 1)).toEqual([]);
	expect(readingMs("x".repeat(40))).toBeGreaterThan(readingMs("x"));
	expect(readingMs("x".repeat(4000))).toBe(12_000);
});

test("a new sentence takes the place of the old one", () => {
	stand(1, 50, 45);
	bubbles.say(1, "One", 0);
	bubbles.say(1, "Two", 10);
	expect(rows(20)).toEqual([0]);
});

test("who is behind, far away or gone has none", () => {
	stand(1, 50, 55);
	stand(2, 50, 25);
	for (const id of [1, 2, 3]) bubbles.say(id, "Hello", 0);
	expect(rows(10)).toEqual([]);
});

test("bubbles never lie over each other: the newer one is shown", () => {
	stand(1, 50, 45);
	stand(2, 50.1, 44.5);
	bubbles.say(1, "First", 0);
	bubbles.say(2, "Second", 10);
	expect(rows(20)).toEqual([1]);
	stand(3, 53, 45);
	bubbles.say(3, "Beside", 20);
	expect(rows(30)).toEqual([2, 1]);
});

test("a small screen carries fewer", () => {
	for (let id = 0; id < 6; id++) {
		stand(id, 46 + id * 1.6, 44);
		bubbles.say(id, "Hello", id);
	}
	const phone = new THREE.Vector2(390, 700);
	expect(rows(50, phone).length * WIDE * BUBBLE_HEIGHT).toBeLessThanOrEqual(0.15 * 390 * 700);
	expect(rows(50).length).toBe(6);
});
