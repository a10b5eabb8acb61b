// The way through the hall: A* over a coarse grid, then straightened. Walking it is self.ts.
import type { Point } from "./self";
import { DIAGONAL, gridOf } from "./walk-grid";
import { BODY_METRES, type Walkable } from "./walkable";

/** The points to walk through from `from` (not included) to `to`; null when there is no way. */
export function findRoute(walkable: Walkable, from: Point, to: Point): Point[] | null {
	const grid = gridOf(walkable);
	const { columns } = grid;
	const cost = new Float32Array(grid.size).fill(Number.POSITIVE_INFINITY);
	const came = new Int32Array(grid.size).fill(-1);
	const start = grid.nearestFree(from);
	const goal = grid.nearestFree(to);
	if (start < 0 || goal < 0) return null;
	const left = (cell: number) => {
		const dx = Math.abs((cell % columns) - (goal % columns));
		const dz = Math.abs(Math.floor(cell / columns) - Math.floor(goal / columns));
		return Math.max(dx, dz) + (DIAGONAL - 1) * Math.min(dx, dz);
	};
	const queue = new Heap();
	cost[start] = 0;
	queue.push(start, left(start));
	for (let cell = queue.pop(); cell >= 0 && cell !== goal; cell = queue.pop()) {
		grid.eachStep(cell, (next, step) => {
			const price = cost[cell] + step;
			if (price >= cost[next]) return;
			cost[next] = price;
			came[next] = cell;
			queue.push(next, price + left(next));
		});
	}
	if (cost[goal] === Number.POSITIVE_INFINITY) return null;
	const way: Point[] = [];
	for (let cell = goal; cell !== start && cell >= 0; cell = came[cell]) way.unshift(grid.point(cell));
	if (walkable.canStand(to.x, to.z)) way.push({ x: to.x, z: to.z });
	return straighten(walkable, from, way);
}

/** Leaves out every point that can be skipped by walking straight on. */
function straighten(walkable: Walkable, from: Point, way: Point[]): Point[] {
	const short: Point[] = [];
	let at = from;
	for (let i = 0; i < way.length; ) {
		let far = i;
		for (let j = way.length - 1; j > i; j--) {
			if (isClear(walkable, at, way[j])) {
				far = j;
				break;
			}
		}
		at = way[far];
		short.push(at);
		i = far + 1;
	}
	return short;
}

function isClear(walkable: Walkable, from: Point, to: Point): boolean {
	const steps = Math.ceil(Math.hypot(to.x - from.x, to.z - from.z) / 0.2);
	for (let step = 1; step <= steps; step++) {
		const part = step / steps;
		const x = from.x + (to.x - from.x) * part;
		const z = from.z + (to.z - from.z) * part;
		if (!walkable.canStand(x, z, BODY_METRES + 0.05)) return false;
	}
	return true;
}

/** The cheapest cell first. */
export class Heap {
	private readonly cells: number[] = [];
	private readonly prices: number[] = [];

	push(cell: number, price: number): void {
		let at = this.cells.length;
		this.cells.push(cell);
		this.prices.push(price);
		while (at > 0) {
			const above = (at - 1) >> 1;
			if (this.prices[above] <= price) break;
			this.swap(at, above);
			at = above;
		}
	}

	pop(): number {
		if (this.cells.length === 0) return -1;
		const top = this.cells[0];
		this.swap(0, this.cells.length - 1);
		this.cells.pop();
		this.prices.pop();
		for (let at = 0; ; ) {
			let least = at;
			for (const below of [at * 2 + 1, at * 2 + 2]) {
				if (below < this.cells.length && this.prices[below] < this.prices[least]) least = below;
			}
			if (least === at) return top;
			this.swap(at, least);
			at = least;
		}
	}

	private swap(a: number, b: number): void {
		[this.cells[a], this.cells[b]] = [this.cells[b], this.cells[a]];
		[this.prices[a], this.prices[b]] = [this.prices[b], this.prices[a]];
	}
}
