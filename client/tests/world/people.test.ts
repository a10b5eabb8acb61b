import { expect, test } from "vitest";
import { BEHIND_MS, METRES_PER_RADIAN, People, shortWay, TURN_RADIANS_PER_SECOND } from "../../src/world/people";

test("people start and stop softly, and never swing past where they are", () => {
	const people = new People();
	people.place(7, 1, 1, 0, 0, 1000);
	people.step(1000);
	people.place(7, 2, 1, 0, 1, 1100);
	const paces: number[] = [];
	for (let now = 1100; now <= 1900; now += 16) {
		const before = people.x[0];
		people.step(now);
		paces.push(people.x[0] - before);
		expect(people.x[0]).toBeLessThanOrEqual(2 + 1e-5);
	}
	expect(people.x[0]).toBeCloseTo(2, 2);
	expect(people.travelled[0]).toBeCloseTo(1, 2);
	const fastest = Math.max(...paces);
	for (let at = 1; at < paces.length; at++) expect(Math.abs(paces[at] - paces[at - 1])).toBeLessThan(fastest * 0.35);
});
test("people are at most 20 cm behind where a walk would have them by the wire's tick", () => {
	const people = new People();
	for (let now = 0; now < 3000; now += 20) {
		if (now % 100 === 0) people.place(1, now * 0.0014, 0, 0, 1, now);
		people.step(now);
		if (now > 1000) expect((now - BEHIND_MS) * 0.0014 - people.x[0]).toBeLessThan(0.2);
	}
});
test("people's shown angle never jumps, whichever way round they turn", () => {
	const people = new People();
	let yaw = 0;
	people.place(1, 0, 0, yaw, 1, 0);
	people.step(0);
	let before = people.yaw[0];
	for (let now = 20; now < 8000; now += 20) {
		if (now % 100 === 0) {
			yaw += 1.1;
			people.place(1, 0, 0, yaw % (Math.PI * 2), 1, now);
		}
		people.step(now);
		expect(Math.abs(shortWay(before, people.yaw[0]))).toBeLessThan(0.5);
		expect(Math.abs(people.yaw[0])).toBeLessThan(Math.PI * 4);
		before = people.yaw[0];
	}
});
test("people turn at a bounded pace, softly, and shift their feet meanwhile", () => {
	const people = new People();
	people.place(1, 5, 5, 0, 0, 0);
	people.step(100);
	people.place(1, 5, 5, 3, 0, 100);
	const paces: number[] = [];
	let most = 0;
	for (let now = 110; now < 2000; now += 10) {
		const before = people.yaw[0];
		people.step(now);
		paces.push((people.yaw[0] - before) / 0.01);
		most = Math.max(most, people.turning[0]);
	}
	expect(Math.max(...paces)).toBeLessThanOrEqual(TURN_RADIANS_PER_SECOND + 1e-3);
	expect(Math.min(...paces)).toBeGreaterThan(-1e-3);
	for (let at = 1; at < paces.length; at++) expect(Math.abs(paces[at] - paces[at - 1])).toBeLessThan(1.1);
	expect(people.yaw[0]).toBeCloseTo(3, 3);
	expect(people.travelled[0]).toBeCloseTo(3 * METRES_PER_RADIAN, 2);
	expect(most).toBeGreaterThan(0.9);
	expect(people.turning[0]).toBeLessThan(0.01);
});
test("people never move back or faster than twice their pace on a recorded walk", () => {
	const people = new People();
	const jitter = [0, 30, -20, 10, 40, 0, -30, 20, 0, 15];
	let before = 0;
	let sent = 0;
	for (let now = 0; now < 4000; now += 16) {
		while (sent < 40 && sent * 100 + jitter[sent % 10] <= now) {
			people.place(1, sent * 0.14, 0, 0, 1, now);
			sent++;
		}
		people.step(now);
		expect(people.x[0]).toBeGreaterThanOrEqual(before - 1e-6);
		expect(people.x[0] - before).toBeLessThan(0.14 * 0.16 * 2.1);
		before = people.x[0];
	}
});
test("people turn the short way round", () => {
	expect(shortWay(6.2, 0.1)).toBeCloseTo(0.1 - 6.2 + Math.PI * 2, 6);
	expect(shortWay(0, Math.PI)).toBeCloseTo(Math.PI, 6);
});
test("people stay dense when one departs", () => {
	const people = new People();
	for (const id of [1, 2, 3]) people.arrive(id, 0, id * 10, `p${id}`, `n${id}`);
	people.depart(1);
	expect(people.count).toBe(2);
	expect(people.slotOf(3)).toBe(0);
	expect(people.name[0]).toBe("n3");
	expect(people.look[0]).toBe(30);
	expect(people.slotOf(1)).toBe(-1);
});
test("people jump at once over a long way", () => {
	const people = new People();
	people.place(1, 1, 1, 0, 0, 0);
	people.place(1, 50, 1, 0, 0, 100);
	people.step(101);
	expect(people.x[0]).toBe(50);
});
