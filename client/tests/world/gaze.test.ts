// Whom people look at, how far and how softly.
import { beforeEach, expect, test } from "vitest";
import { FARTHEST_RADIANS, ONESELF } from "../../src/world/gaze";
import { People } from "../../src/world/people";

let people: People;
let now: number;
const own = {
	id: Uint16Array.of(ONESELF),
	x: new Float32Array(1),
	z: new Float32Array(1),
	yaw: new Float32Array(1),
};

beforeEach(() => {
	people = new People();
	now = 0;
	for (const id of [1, 2, 3]) people.arrive(id, 0, 0, `p${id}`, `P${id}`);
	own.x[0] = own.z[0] = 500;
	// One looks north at another who stands north-west of him; a third is far off.
	people.place(1, 10, 10, 0, 0, 0);
	people.place(2, 9, 9, Math.PI, 0, 0);
	people.place(3, 30, 10, 0, 0, 0);
	people.step(5000);
});
/** Frames for so long; the fastest that the head of `id` turned, radians a second. */
function watch(id: number, ms: number): number {
	let fastest = 0;
	for (let end = now + ms; now < end; now += 16) {
		const before = people.gaze.turn[id];
		people.gaze.begin(people, own, now);
		for (let slot = 0; slot < people.count; slot++) people.gaze.look(people, slot);
		people.gaze.look(own, 0);
		fastest = Math.max(fastest, Math.abs(people.gaze.turn[id] - before) / 0.016);
	}
	return fastest;
}

test("whoever is near looks at who talks, softly, and back when it is over", () => {
	people.gaze.attend(2, 6, 3000);
	expect(watch(1, 2000)).toBeLessThan(4);
	expect(people.gaze.turn[1]).toBeCloseTo(-Math.PI / 4, 2);
	expect(people.gaze.turn[2]).toBe(0);
	expect(people.gaze.turn[3]).toBe(0);
	expect(watch(1, 3000)).toBeLessThan(4);
	expect(people.gaze.turn[1]).toBeCloseTo(0, 2);
});
test("a head turns 60° at most, and not at all to what is behind", () => {
	people.place(1, 10, 10, 1, 0, 6000);
	people.step(9000);
	people.gaze.attend(2, 6, 90_000);
	watch(1, 2000);
	expect(people.gaze.turn[1]).toBeCloseTo(-FARTHEST_RADIANS, 2);
	people.place(1, 10, 10, 2.4, 0, 9000);
	for (let ms = 9000; ms < 12_000; ms += 50) people.step(ms);
	watch(1, 2000);
	expect(people.gaze.turn[1]).toBeCloseTo(0, 2);
});
test("oneself is looked at, and looks", () => {
	own.x[0] = 11;
	own.z[0] = 9;
	own.yaw[0] = -Math.PI / 2;
	people.gaze.attend(ONESELF, 4, 90_000);
	people.gaze.attend(1, 4, 90_000);
	watch(1, 2000);
	expect(people.gaze.turn[1]).toBeCloseTo(Math.PI / 4, 2);
	expect(people.gaze.turn[ONESELF]).toBeCloseTo(-Math.PI / 4, 2);
});
test("of many who talk the latest are looked at, and one who left is not", () => {
	for (let id = 100; id < 120; id++) people.gaze.attend(id, 6, 1000 + id);
	people.gaze.attend(2, 6, 90_000);
	people.gaze.attend(2, 6, 10);
	watch(1, 2000);
	expect(people.gaze.turn[1]).toBeCloseTo(-Math.PI / 4, 2);
	people.depart(2);
	watch(1, 2000);
	expect(people.gaze.turn[1]).toBeCloseTo(0, 2);
});
