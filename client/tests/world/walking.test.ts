import { expect, test } from "vitest";
import { findRoute } from "../../src/world/route";
import { Self } from "../../src/world/self";
import { solidsOf, Walkable } from "../../src/world/walkable";
import { booth, PLAN, solid, TEMPLATES } from "./hall";

const walkable = new Walkable(PLAN, TEMPLATES);
const still = { forward: 0, right: 0, run: false, cameraYaw: 0 };

test("self cannot leave the hall or stand in a counter whatever the person presses", () => {
	const self = new Self();
	self.put(10, 18, 0);
	let seed = 7;
	const random = () => {
		seed = (seed * 16807) % 2147483647;
		return seed / 2147483647;
	};
	for (let frame = 0; frame < 20_000; frame++) {
		const intent = { forward: random() * 2 - 1, right: random() * 2 - 1, run: random() > 0.5, cameraYaw: random() * 7 };
		self.step(intent, walkable, { seconds: random() * 0.3 });
		expect(walkable.canStand(self.x, self.z)).toBe(true);
	}
});
test("self slides along a counter", () => {
	const self = new Self();
	self.put(9, 11.3, 0);
	self.step({ ...still, forward: 1, right: 1 }, walkable, { seconds: 0.5 });
	expect(self.x).toBeGreaterThan(9.2);
	expect(self.z).toBeCloseTo(11.3, 1);
});
test("walkable refuses what is not a number", () => {
	expect(walkable.canStand(Number.NaN, 3)).toBe(false);
});
test("solids turn with the booth", () => {
	const east = { ...booth("1", 0, 0), facing: "e" as const };
	const [turned] = solidsOf(east, { shell: [solid(0, 1, 3, 0.5)] });
	expect([turned.x, Math.abs(turned.z), turned.width, turned.depth]).toEqual([1, 0, 0.5, 3]);
});
test("route leads around a booth and the avatar arrives", () => {
	const way = findRoute(walkable, { x: 10, z: 18 }, { x: 10, z: 7 });
	expect(way).not.toBe(null);
	const self = new Self();
	self.put(10, 18, 0);
	self.follow(way ?? [], 3);
	for (let frame = 0; frame < 600; frame++) self.step(still, walkable, { seconds: 1 / 60 });
	expect(Math.hypot(self.x - 10, self.z - 7)).toBeLessThan(0.4);
	expect(self.motion).toBe(0);
	expect(self.yaw).toBe(3);
});
test("self turns softly, never faster than it may, and looks where it was asked to in the end", () => {
	const self = new Self();
	self.put(10, 18, 0);
	self.face(-3);
	let before = 0;
	let pace = 0;
	let most = 0;
	for (let frame = 0; frame < 90; frame++) {
		self.step(still, walkable, { seconds: 1 / 60 });
		const now = (self.yaw - before) * 60;
		expect(Math.abs(now)).toBeLessThan(11.01);
		expect(Math.abs(now - pace)).toBeLessThan(2.4);
		[before, pace, most] = [self.yaw, now, Math.max(most, self.turning)];
	}
	self.step(still, walkable, { seconds: 0 });
	expect(self.yaw).toBe(-3);
	expect([self.x, self.z, self.speed, self.motion]).toEqual([10, 18, 0, 0]);
	expect(most).toBeGreaterThan(0.9);
	expect(self.turning).toBeLessThan(0.01);
});
test("route is null when the goal is walled in", () => {
	const ring = [solid(0, -3, 8, 1), solid(0, 3, 8, 1), solid(-3, 0, 1, 8), solid(3, 0, 1, 8)];
	const closed = new Walkable({ ...PLAN, booths: [booth("1A01", 10, 10)] }, { shell: ring });
	expect(findRoute(closed, { x: 10, z: 18 }, { x: 10, z: 10 })).toBe(null);
});
test("what stands behind a person says how far the camera may go back", () => {
	// The counter of booth 1A01 ends one metre south of (10, 10).
	walkable.freeBehind({ x: 10, z: 12.5 }, Float64Array.of(Math.PI, 4), 0.18);
	expect(walkable.free).toBeCloseTo(1.2, 5);
	walkable.freeBehind({ x: 10, z: 12.5 }, Float64Array.of(0, 4), 0.18);
	expect(walkable.free).toBe(4);
});
test("a correction is true at once and shown gently; a far one jumps", () => {
	const self = new Self();
	self.put(15, 15, 0);
	self.follow([{ x: 15, z: 12 }]);
	self.correct(15.5, 15, 0);
	expect([self.x, self.x + self.slipX]).toEqual([15.5, 15]);
	expect(self.route.length).toBe(1);
	let shown = self.x + self.slipX;
	for (let frame = 0; frame < 60; frame++) {
		self.step(still, walkable, { seconds: 1 / 60 });
		expect(Math.abs(self.x + self.slipX - shown)).toBeLessThan(0.08);
		shown = self.x + self.slipX;
	}
	expect(Math.abs(self.slipX)).toBeLessThan(0.01);
	self.correct(2, 18, 0);
	expect([self.x, self.slipX]).toEqual([2, 0]);
});
