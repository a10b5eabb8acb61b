// In which order to see the stops of a tour: nearest first over the grid of the hall, then improved by turning parts of the tour
// round (2-opt; G. A. Croes, A method for solving traveling-salesman problems, 1958). What a tour is, is tour.ts.
import { Heap } from "./route";
import type { Point } from "./self";
import { GRID_METRES, gridOf, type WalkGrid } from "./walk-grid";
import type { Walkable } from "./walkable";

/** A stop that cannot be walked to is as far as this, so that it comes last. */
const NO_WAY_METRES = 1e6;
const LEAST_GAIN_METRES = 1e-6;

/** Metres to walk from a cell to each of the goals; NO_WAY_METRES where no way leads. */
export function metresFrom(grid: WalkGrid, start: number, goals: readonly number[]): number[] {
	const cost = new Float32Array(grid.size).fill(Number.POSITIVE_INFINITY);
	const done = new Uint8Array(grid.size);
	const left = new Set(goals.filter((goal) => goal >= 0));
	const queue = new Heap();
	if (start >= 0) {
		cost[start] = 0;
		queue.push(start, 0);
	}
	for (let cell = queue.pop(); cell >= 0 && left.size > 0; cell = queue.pop()) {
		if (done[cell] === 1) continue;
		done[cell] = 1;
		left.delete(cell);
		grid.eachStep(cell, (next, step) => {
			const price = cost[cell] + step;
			if (price >= cost[next]) return;
			cost[next] = price;
			queue.push(next, price);
		});
	}
	return goals.map((goal) => (goal >= 0 && Number.isFinite(cost[goal]) ? cost[goal] * GRID_METRES : NO_WAY_METRES));
}

/** The length of a tour that begins at 0 and goes through `order`. */
export function lengthOf(metres: readonly (readonly number[])[], order: readonly number[]): number {
	return order.reduce((sum, at, i) => sum + metres[i === 0 ? 0 : order[i - 1]][at], 0);
}

/** The stops 1 … n-1 of a table of metres (n × n, 0 is where one stands) in a sensible order; it does not lead back. */
export function orderStops(metres: readonly (readonly number[])[]): number[] {
	const left = new Set(metres.keys());
	left.delete(0);
	const order: number[] = [];
	for (let at = 0; left.size > 0; ) {
		let next = -1;
		for (const stop of left) if (next < 0 || metres[at][stop] < metres[at][next]) next = stop;
		left.delete(next);
		order.push(next);
		at = next;
	}
	for (let isBetter = true; isBetter; ) {
		isBetter = false;
		for (let i = 0; i < order.length - 1; i++) {
			for (let j = i + 1; j < order.length; j++) {
				const before = i === 0 ? 0 : order[i - 1];
				// A tour that ends at j has no way on from there.
				const on = (from: number) => (j + 1 < order.length ? metres[from][order[j + 1]] : 0);
				const gain = metres[before][order[i]] + on(order[j]) - metres[before][order[j]] - on(order[i]);
				if (gain <= LEAST_GAIN_METRES) continue;
				order.splice(i, j - i + 1, ...order.slice(i, j + 1).reverse());
				isBetter = true;
			}
		}
	}
	return order;
}

/** Indexes of `stops` in the order to see them, from where one stands. `rest` is waited for between parts of the work. */
export async function planTour(
	walkable: Walkable,
	from: Point,
	stops: readonly Point[],
	rest: () => Promise<void>,
): Promise<number[]> {
	const grid = gridOf(walkable);
	const cells = [from, ...stops].map((point) => grid.nearestFree(point));
	const metres: number[][] = [];
	for (const cell of cells) {
		metres.push(metresFrom(grid, cell, cells));
		await rest();
	}
	return orderStops(metres).map((stop) => stop - 1);
}
