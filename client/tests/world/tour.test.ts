import { expect, test } from "vitest";
import { Saved, type SavedThing } from "../../src/world/saved";
import { otherHalls, stopsOf, Tour } from "../../src/world/tour";
import { lengthOf, metresFrom, orderStops, planTour } from "../../src/world/tour-order";
import { gridOf } from "../../src/world/walk-grid";
import { Walkable } from "../../src/world/walkable";
import { PLAN, solid, TEMPLATES } from "./hall";

function thing(exhibitor: string, more: Partial<SavedThing> = {}): SavedThing {
	const place = { hall: "h1", hall_number: 1, hall_name: "Hall", booth: "1A01" };
	const names = { name: exhibitor, exhibitor_name: exhibitor, note: "" };
	return { kind: "exhibitors", key: exhibitor, exhibitor, ...names, ...place, ...more };
}
let seed = 3;
function random(): number {
	seed = (seed * 16807) % 2147483647;
	return seed / 2147483647;
}
function scattered(count: number): number[][] {
	const points = Array.from({ length: count }, () => [random() * 100, random() * 100]);
	return points.map(([x, z]) => points.map(([u, v]) => Math.hypot(x - u, z - v)));
}
function shortest(metres: number[][], at = 0, left = new Set([...metres.keys()].slice(1))): number {
	let best = left.size === 0 ? 0 : Number.POSITIVE_INFINITY;
	for (const stop of left) {
		const rest = new Set(left);
		rest.delete(stop);
		best = Math.min(best, metres[at][stop] + shortest(metres, stop, rest));
	}
	return best;
}

test("the order visits every stop once and is near the shortest there is", () => {
	let over = 0;
	for (let round = 0; round < 40; round++) {
		const metres = scattered(8);
		const order = orderStops(metres);
		expect(order.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
		const ratio = lengthOf(metres, order) / shortest(metres);
		expect(ratio).toBeLessThan(1.3);
		over += ratio - 1;
	}
	expect(over / 40).toBeLessThan(0.05);
});

test("turning a part round takes the crossing out that going to the nearest makes", () => {
	// On a line: one stands at 0, stops at 1, -1.5 and 4; nearest first would go 1, -1.5, 4.
	const at = [0, 1, -1.5, 4];
	const metres = at.map((a) => at.map((b) => Math.abs(a - b)));
	expect(orderStops(metres)).toEqual([2, 1, 3]);
	expect(orderStops([[0]])).toEqual([]);
});

test("metres are those of the way round, not through, what stands there", () => {
	const wall = { shell: [solid(0, 0, 16, 0.5)] };
	const walkable = new Walkable({ ...PLAN, booths: [PLAN.booths[0]] }, wall);
	const grid = gridOf(walkable);
	const [start, goal] = [grid.nearestFree({ x: 10, z: 8 }), grid.nearestFree({ x: 10, z: 12 })];
	const [metres, none] = metresFrom(grid, start, [goal, -1]);
	expect(metres).toBeGreaterThan(16);
	expect(none).toBe(1e6);
});

test("a tour is planned in rests and begins with what is near", async () => {
	const walkable = new Walkable(PLAN, TEMPLATES);
	let rests = 0;
	const order = await planTour(
		walkable,
		{ x: 10, z: 18 },
		[
			{ x: 4, z: 6 },
			{ x: 10, z: 13 },
		],
		async () => void rests++,
	);
	expect([order, rests]).toEqual([[1, 0], 3]);
});

test("stops are booths of this hall, each once with all that was saved of it", () => {
	const product = thing("1a01", { kind: "products", key: "7" });
	const stops = stopsOf(PLAN, [thing("1a02"), product, thing("1a01"), thing("gone"), thing("e9", { hall: null })]);
	expect(stops.map(({ booth, things }) => [booth.number, things.length])).toEqual([
		["1A01", 2],
		["1A02", 1],
	]);
});

test("the next stop is the first where one has not been, and other halls count what is left", () => {
	const saved = new Saved();
	const tour = new Tour(saved, "h1");
	const there = { hall: "h3", hall_number: 3, hall_name: "Third" };
	saved.list.value = [thing("1a01"), thing("e7", there), thing("e8", there), thing("e8", { ...there, key: "2" })];
	tour.stops.value = stopsOf(PLAN, [thing("1a01"), thing("1a02")]);
	expect(tour.next.value?.booth.number).toBe("1A01");
	tour.mark("1a01", true);
	tour.mark("e8", true);
	expect([tour.next.value?.booth.number, tour.numberOf("1a02"), tour.numberOf("none")]).toEqual(["1A02", 2, 0]);
	expect(tour.elsewhere.value).toEqual([{ slug: "h3", number: 3, name: "Third", left: 1 }]);
	tour.mark("1a01", false);
	expect(tour.next.value?.booth.number).toBe("1A01");
	expect(otherHalls([thing("e", { hall: null, hall_number: null })], "h1", new Set())).toEqual([]);
});
