import { describe, expect, it } from "vitest";
import { FrameTimes } from "../../src/world/frame-times";

describe("times of frames", () => {
	it("tells the middle one, the one that 95 of 100 are quicker than, and the longest", () => {
		const times = new FrameTimes();
		for (let ms = 100; ms >= 1; ms--) times.add(ms);
		expect(times.spread()).toEqual({ p50: 51, p95: 96, longest: 100 });
	});
	it("tells pictures a second by the time that all took", () => {
		const times = new FrameTimes();
		for (let at = 0; at < 30; at++) times.add(at % 2 ? 10 : 30);
		expect(times.perSecond()).toBeCloseTo(50);
	});
	it("tells nothing of nothing", () => {
		const times = new FrameTimes();
		expect(times.spread()).toBeNull();
		expect(times.perSecond()).toBe(0);
	});
	it("leaves out what does not fit", () => {
		const times = new FrameTimes(2);
		for (const ms of [5, 6, 700]) times.add(ms);
		expect(times.count).toBe(2);
		expect(times.spread()?.longest).toBe(6);
	});
});
