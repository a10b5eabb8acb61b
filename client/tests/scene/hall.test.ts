import { expect, test } from "vitest";
import { layOutAtlas } from "../../src/scene/graphics/atlas-layout";
import { lookOf } from "../../src/scene/hall/character";
import { RIBBON_STRIDE, writeRibbon } from "../../src/scene/hall/ribbon";
import { fitWords, wordsOf } from "../../src/scene/hall/words";
import { boothOnRay, distanceToFloor } from "../../src/scene/pick/boxes";
import { FrameProbe } from "../../src/scene/quality";
import { standPlan } from "../../stand/plan";

test("a straight path becomes a band of constant width with growing metres", () => {
	const out = new Float32Array(6 * RIBBON_STRIDE);
	const points = [
		{ x: 0, z: 0 },
		{ x: 0, z: -3 },
		{ x: 0, z: -5 },
	];
	expect(writeRibbon(points, 0.5, out)).toBe(3);
	expect([out[0], out[RIBBON_STRIDE]].map(Math.abs)).toEqual([0.5, 0.5]);
	expect(out[0] * out[RIBBON_STRIDE]).toBeLessThan(0);
	expect([0, 2, 4].map((i) => out[i * RIBBON_STRIDE + 3])).toEqual([0, 3, 5]);
});

test("a ray meets the nearest booth, or the floor, or nothing", () => {
	const plan = standPlan();
	const booth = plan.booths[0];
	const ray = { origin: { x: booth.x, y: 1.6, z: booth.z - 20 }, direction: { x: 0, y: 0, z: 1 } };
	expect(boothOnRay(plan, ray)).toEqual({ place: 0, number: booth.number, distance: 18 });
	expect(boothOnRay(plan, { origin: ray.origin, direction: { x: 0, y: 1, z: 0 } })).toBeNull();
	expect(distanceToFloor({ origin: ray.origin, direction: { x: 0, y: -1, z: 0 } })).toBeCloseTo(1.6);
});

test("slow frames lower the level, quick ones raise it, but not above high", () => {
	const after = (seconds: number, level: "low" | "medium" | "high") => {
		const probe = new FrameProbe();
		let answer = null;
		for (let i = 0; i < 80; i++) answer = probe.measure(seconds, level) ?? answer;
		return answer;
	};
	expect(after(0.05, "medium")).toBe("low");
	expect(after(0.05, "low")).toBeNull();
	expect(after(0.0166, "medium")).toBe("high");
	expect(after(0.0166, "high")).toBeNull();
	expect(after(0.02, "medium")).toBeNull();
});

test("every character of the website lights its hall in its own way; an unknown one is day", () => {
	const plan = standPlan();
	const looks = ["daylight", "evening", "studio"].map((character) =>
		lookOf({ ...plan, hall: { ...plan.hall, character } }),
	);
	expect(new Set(looks).size).toBe(3);
	expect(lookOf({ ...plan, hall: { ...plan.hall, character: "midnight" } })).toBe(looks[0]);
});

test("a short word fills its board, a long one is as wide as the board and no wider", () => {
	const layout = layOutAtlas(4, 1024);
	const short = wordsOf("A", layout, 0);
	expect(fitWords(short, 6, 0.9).high).toBe(0.9);
	const long = wordsOf("两岸云展示范展　机械装备馆", layout, 1);
	const fit = fitWords(long, 6, 0.9);
	expect(fit.wide).toBeCloseTo(6);
	expect(fit.high).toBeLessThan(0.9);
});

test("words are cut from the middle of their slot, where the atlas writes them", () => {
	const layout = layOutAtlas(4, 1024);
	const [left, , width] = wordsOf("南区", layout, 0).place;
	const slot = layout.slotWidth / layout.width;
	expect(left + width / 2).toBeCloseTo(slot / 2);
	expect(width).toBeLessThan(slot / 3);
	expect(wordsOf("馆".repeat(40), layout, 0).place[2]).toBeCloseTo(slot);
});
