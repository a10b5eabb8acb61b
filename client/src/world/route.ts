// The way through the hall: A* over a coarse grid, then straightened. Walking it is self.ts.
import type { Point } from "./self";
import { BODY_METRES, type Walkable } from "./walkable";

const STEP_METRES = 0.5;
const CLEARANCE_METRES = BODY_METRES + 0.12;
const DIAGONAL = Math.SQRT2;

/** The points to walk through from `from` (not included) to `to`; null when there is no way. */
export function findRoute(walkable: Walkable, from: Point, to: Point): Point[] | null {
	const columns = Math.floor(walkable.width / STEP_METRES);
	const rows = Math.floor(walkable.depth / STEP_METRES);
	const open = new Int8Array(columns * rows);
	const cost = new Float32Array(columns * rows).fill(Number.POSITIVE_INFINITY);
	const came = new Int32Array(columns * rows).fill(-1);
	const point = (cell: number): Point => ({
		x: ((cell % columns) + 0.5) * STEP_METRES,
		z: (Math.floor(cell / columns) + 0.5) * STEP_METRES,
	});
	const isFree = (cell: number): boolean => {
		if (open[cell] === 0) {
			const { x, z } = point(cell);
			open[cell] = walkable.canStand(x, z, CLEARANCE_METRES) ? 1 : -1;
		}
		return open[cell] === 1;
	};
	const start = nearestFree(from);
	const goal = nearestFree(to);
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
		const column = cell % columns;
		const row = Math.floor(cell / columns);
		for (let dz = -1; dz <= 1; dz++) {
			for (let dx = -1; dx <= 1; dx++) {
				const next = (row + dz) * columns + column + dx;
				if (dx === 0 && dz === 0) continue;
				if (column + dx < 0 || column + dx >= columns || row + dz < 0 || row + dz >= rows || !isFree(next)) continue;
				// No squeezing diagonally past a corner.
				if (dx !== 0 && dz !== 0 && !(isFree(cell + dx) && isFree(cell + dz * columns))) continue;
				const price = cost[cell] + (dx !== 0 && dz !== 0 ? DIAGONAL : 1);
				if (price >= cost[next]) continue;
				cost[next] = price;
				came[next] = cell;
				queue.push(next, price + left(next));
			}
		}
	}
	if (cost[goal] === Number.POSITIVE_INFINITY) return null;
	const way: Point[] = [];
	for (let cell = goal; cell !== start && cell >= 0; cell = came[cell]) way.unshift(point(cell));
	if (walkable.canStand(to.x, to.z)) way.push({ x: to.x, z: to.z });
	return straighten(walkable, from, way);

	function nearestFree(near: Point): number {
		const column = Math.min(columns - 1, Math.max(0, Math.floor(near.x / STEP_METRES)));
		const row = Math.min(rows - 1, Math.max(0, Math.floor(near.z / STEP_METRES)));
		for (let ring = 0; ring < 12; ring++) {
			let best = -1;
			let distance = Number.POSITIVE_INFINITY;
			for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
				for (let c = Math.max(0, column - ring); c <= Math.min(columns - 1, column + ring); c++) {
					const cell = r * columns + c;
					const away = Math.hypot(point(cell).x - near.x, point(cell).z - near.z);
					if (away < distance && isFree(cell)) {
						best = cell;
						distance = away;
					}
				}
			}
			if (best >= 0) return best;
		}
		return -1;
	}
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
class Heap {
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
