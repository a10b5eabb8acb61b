import { expect, test } from "vitest";
import { boothsAround, nextBooth, sideOf } from "../../src/world/surroundings";
import { PLAN } from "./hall";

test("sides turn with the person", () => {
	const sides = (yaw: number) =>
		[
			[0, -5],
			[5, 0],
			[0, 5],
			[-5, 0],
		].map(([x, z]) => sideOf({ x: 0, z: 0, yaw }, x, z));
	expect(sides(0)).toEqual(["ahead", "right", "behind", "left"]);
	expect(sides(Math.PI / 2)).toEqual(["left", "ahead", "right", "behind"]);
	expect(sides(-7 * Math.PI)).toEqual(["behind", "left", "ahead", "right"]);
});
test("booths around come nearest first, with the way to their edge, within reach", () => {
	const here = { x: 10, z: 14, yaw: 0 };
	const around = boothsAround(PLAN, here);
	expect(around.map(({ booth, side }) => [booth.number, side])).toEqual([
		["1A01", "ahead"],
		["1A02", "ahead"],
	]);
	expect(around[0].metres).toBeCloseTo(3);
	expect(boothsAround(PLAN, here, 12, 1)).toHaveLength(1);
	expect(boothsAround(PLAN, here, 2)).toEqual([]);
});
test("next booth is the nearest taken one not seen, until all are", () => {
	const here = { x: 10, z: 14, yaw: 0 };
	const seen = new Set<string>();
	expect(nextBooth(PLAN, here, seen)?.number).toBe("1A01");
	seen.add("1A01");
	expect(nextBooth(PLAN, here, seen)?.number).toBe("1A02");
	seen.add("1A02");
	expect(nextBooth(PLAN, here, seen)).toBeNull();
	const free = { ...PLAN, booths: PLAN.booths.map((booth) => ({ ...booth, exhibitor: "" })) };
	expect(nextBooth(free, here, new Set())).toBeNull();
});
