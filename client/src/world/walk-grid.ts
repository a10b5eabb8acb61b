// The hall as a grid of places where one can walk, half a metre apart. Ways over it are route.ts, lengths of ways tour-order.ts.
import type { Point } from "./self";
import { BODY_METRES, type Walkable } from "./walkable";

export const GRID_METRES = 0.5;
const CLEARANCE_METRES = BODY_METRES + 0.12;
const MOST_RINGS = 12;
export const DIAGONAL = Math.SQRT2;

export class WalkGrid {
	readonly columns: number;
	readonly rows: number;
	/** 0 not looked at yet, 1 free, -1 not. */
	private readonly open: Int8Array;

	constructor(private readonly walkable: Walkable) {
		this.columns = Math.floor(walkable.width / GRID_METRES);
		this.rows = Math.floor(walkable.depth / GRID_METRES);
		this.open = new Int8Array(this.columns * this.rows);
	}

	get size(): number {
		return this.open.length;
	}

	/** The middle of a cell, metres. */
	point(cell: number): Point {
		return { x: ((cell % this.columns) + 0.5) * GRID_METRES, z: (Math.floor(cell / this.columns) + 0.5) * GRID_METRES };
	}

	isFree(cell: number): boolean {
		if (this.open[cell] === 0) {
			const { x, z } = this.point(cell);
			this.open[cell] = this.walkable.canStand(x, z, CLEARANCE_METRES) ? 1 : -1;
		}
		return this.open[cell] === 1;
	}

	/** Calls `go` with every cell one step from `cell` and the step's price in cells; no squeezing diagonally past a corner. */
	eachStep(cell: number, go: (next: number, price: number) => void): void {
		const { columns, rows } = this;
		const column = cell % columns;
		const row = Math.floor(cell / columns);
		for (let dz = -1; dz <= 1; dz++) {
			for (let dx = -1; dx <= 1; dx++) {
				if (dx === 0 && dz === 0) continue;
				if (column + dx < 0 || column + dx >= columns || row + dz < 0 || row + dz >= rows) continue;
				const next = cell + dz * columns + dx;
				if (!this.isFree(next)) continue;
				const isDiagonal = dx !== 0 && dz !== 0;
				if (isDiagonal && !(this.isFree(cell + dx) && this.isFree(cell + dz * columns))) continue;
				go(next, isDiagonal ? DIAGONAL : 1);
			}
		}
	}

	/** The free cell nearest to a point, searched in widening rings; -1 when none is within six metres. */
	nearestFree(near: Point): number {
		const { columns, rows } = this;
		const column = Math.min(columns - 1, Math.max(0, Math.floor(near.x / GRID_METRES)));
		const row = Math.min(rows - 1, Math.max(0, Math.floor(near.z / GRID_METRES)));
		for (let ring = 0; ring < MOST_RINGS; ring++) {
			let best = -1;
			let distance = Number.POSITIVE_INFINITY;
			for (let r = Math.max(0, row - ring); r <= Math.min(rows - 1, row + ring); r++) {
				for (let c = Math.max(0, column - ring); c <= Math.min(columns - 1, column + ring); c++) {
					const cell = r * columns + c;
					const { x, z } = this.point(cell);
					const away = Math.hypot(x - near.x, z - near.z);
					if (away < distance && this.isFree(cell)) {
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

const grids = new WeakMap<Walkable, WalkGrid>();

/** The grid of a hall; the same one as long as the hall is the same. */
export function gridOf(walkable: Walkable): WalkGrid {
	const grid = grids.get(walkable) ?? new WalkGrid(walkable);
	grids.set(walkable, grid);
	return grid;
}
