import { expect, test } from "vitest";
import { foyerOf, foyerSolids } from "../../src/world/foyer";
import type { HallPlan } from "../../src/world/plan";
import { Walkable } from "../../src/world/walkable";
import { standPlan } from "../../stand/plan";

function withFoyer(): HallPlan {
	const plan = standPlan();
	const foyer = { x: 53, z: 69, width: 106, depth: 17, kind: "main" as const, label: "" };
	return {
		...plan,
		hall: { ...plan.hall, width: 106, depth: 78 },
		entrance: { x: 53, z: 74, yaw: 0 },
		aisles: [...plan.aisles, foyer],
		booths: plan.booths.filter((booth) => booth.z < 58),
	};
}

test("a hall without a foyer has no desk and no stage", () => {
	expect(foyerOf(standPlan())).toBeNull();
	expect(foyerSolids(standPlan())).toEqual([]);
});

test("desk, stage and seats stand inside the foyer and leave the way in free", () => {
	const plan = withFoyer();
	const solids = foyerSolids(plan);
	expect(solids.length).toBe(62);
	for (const { x, z, width, depth } of solids) {
		expect([x - width / 2 > 0, z - depth / 2 > 63, z + depth / 2 < 78]).toEqual([true, true, true]);
	}
	const floor = new Walkable(plan);
	const [desk, stage] = solids;
	expect([floor.canStand(desk.x, desk.z), floor.canStand(stage.x, stage.z)]).toEqual([false, false]);
	for (let z = 74; z > 60; z--) expect(floor.canStand(53, z)).toBe(true);
});

test("everything is mirrored when people come in from the north", () => {
	const plan = withFoyer();
	const turned = { ...plan, entrance: { x: 53, z: 64, yaw: Math.PI } };
	expect(foyerOf(turned)?.side).toBe(-1);
	expect(foyerOf(turned)?.desk.z).toBeLessThan(69);
});
