// Where a person can stand: inside the hall, outside the booths' solids. Walking the way there is route.ts.
import drawn from "./booth-solids.json";
import { foyerSolids } from "./foyer";
import { frontSize, type HallPlan, type PlanBooth, TURNS } from "./plan";

export interface Solid {
	x: number;
	z: number;
	width: number;
	depth: number;
}
/** A solid of a template as drawn; see `fitSolid` for how it follows the booth's size. */
export interface DrawnSolid extends Solid {
	height: number;
	anchor: number[];
	stretch: number[];
	least: number[];
}
export type SolidsByTemplate = Record<string, DrawnSolid[]>;
/** A person's radius in metres. */
export const BODY_METRES = 0.28;
const CELL_METRES = 4;
const STEP_METRES = 0.12;
const BACK_METRES = 0.2;

const { width: DRAWN_WIDTH, depth: DRAWN_DEPTH, ...TEMPLATES } = drawn;
/** What is drawn only in a booth of some size stands there when it is at most this much smaller. */
const LEAST_SLACK_METRES = 0.01;

/** A drawn solid in a booth of another size than the drawn one: moved by its anchor, stretched by its stretch. */
function fitSolid(solid: DrawnSolid, size: { width: number; depth: number }): Solid | null {
	const wider = size.width - DRAWN_WIDTH;
	const deeper = size.depth - DRAWN_DEPTH;
	if (size.width < solid.least[0] - LEAST_SLACK_METRES || size.depth < solid.least[1] - LEAST_SLACK_METRES) return null;
	return {
		x: solid.x + solid.anchor[0] * wider,
		z: solid.z + solid.anchor[1] * deeper,
		width: solid.width + solid.stretch[0] * wider,
		depth: solid.depth + solid.stretch[1] * deeper,
	};
}

/** A booth's solids in hall metres; a template nobody described is one block. */
export function solidsOf(booth: PlanBooth, templates: SolidsByTemplate = TEMPLATES): Solid[] {
	const size = frontSize(booth);
	const local = templates[booth.template]?.map((solid) => fitSolid(solid, size)) ?? [{ x: 0, z: 0, ...size }];
	const turns = TURNS[booth.facing];
	return local
		.filter((solid) => solid !== null)
		.map((solid) => {
			let { x, z, width, depth } = solid;
			for (let turn = 0; turn < turns; turn++) {
				[x, z] = [-z, x];
				[width, depth] = [depth, width];
			}
			return { x: booth.x + x, z: booth.z + z, width, depth };
		});
}

export class Walkable {
	readonly width: number;
	readonly depth: number;
	private readonly columns: number;
	private readonly cells: Solid[][] = [];
	private readonly circle = new Float64Array(3);

	constructor(plan: HallPlan, templates: SolidsByTemplate = TEMPLATES) {
		this.width = plan.hall.width;
		this.depth = plan.hall.depth;
		this.columns = Math.ceil(this.width / CELL_METRES);
		const rows = Math.ceil(this.depth / CELL_METRES);
		for (let cell = 0; cell < this.columns * rows; cell++) this.cells.push([]);
		for (const booth of plan.booths) {
			for (const solid of solidsOf(booth, templates)) this.enter(solid, rows);
		}
		for (const solid of foyerSolids(plan)) this.enter(solid, rows);
	}

	/** True when a circle of `radius` metres around (x, z) touches nothing solid. */
	canStand(x: number, z: number, radius = BODY_METRES): boolean {
		this.circle[0] = x;
		this.circle[1] = z;
		this.circle[2] = radius;
		return this.isFree();
	}

	/** The same for x, z and radius in `circle`: called several times a frame, where handed-over numbers would be boxed. */
	private isFree(): boolean {
		const { circle } = this;
		const x = circle[0];
		const z = circle[1];
		const radius = circle[2];
		// Written so that NaN answers false.
		if (!(x >= radius && z >= radius && x <= this.width - radius && z <= this.depth - radius)) return false;
		const cell = this.cells[Math.floor(z / CELL_METRES) * this.columns + Math.floor(x / CELL_METRES)];
		for (let i = 0; i < cell.length; i++) {
			const solid = cell[i];
			const dx = Math.max(0, Math.abs(x - solid.x) - solid.width / 2);
			const dz = Math.max(0, Math.abs(z - solid.z) - solid.depth / 2);
			if (dx * dx + dz * dz < radius * radius) return false;
		}
		return true;
	}

	/** Metres that the last `freeBehind` found free. */
	free = 0;

	/** How far one can go back from `from` before something is in the way, written to `free`. `back`: the yaw one looks
	 * along, and the metres one wishes. */
	freeBehind(from: { readonly x: number; readonly z: number }, back: Float64Array, radius: number): void {
		const yaw = back[0];
		const wish = back[1];
		this.free = wish;
		const dx = -Math.sin(yaw);
		const dz = Math.cos(yaw);
		const { circle } = this;
		circle[2] = radius;
		for (let far = BACK_METRES; far < wish + BACK_METRES; far += BACK_METRES) {
			const at = Math.min(far, wish);
			circle[0] = from.x + dx * at;
			circle[1] = from.z + dz * at;
			if (this.isFree()) continue;
			this.free = Math.max(0, at - BACK_METRES);
			return;
		}
	}

	/** Metres really walked in the last `slide`. */
	walked = 0;

	/** Moves `at` by `by` (x, z) in short steps, sliding along what is in the way; `walked` says how far that came. */
	slide(at: { x: number; z: number }, by: Float64Array, radius = BODY_METRES): void {
		const dx = by[0];
		const dz = by[1];
		const steps = Math.max(1, Math.ceil(Math.sqrt(dx * dx + dz * dz) / STEP_METRES));
		const sx = dx / steps;
		const sz = dz / steps;
		const { circle } = this;
		circle[2] = radius;
		let walked = 0;
		for (let step = 0; step < steps; step++) {
			circle[0] = at.x + sx;
			circle[1] = at.z + sz;
			if (this.isFree()) {
				at.x += sx;
				at.z += sz;
				walked += Math.sqrt(sx * sx + sz * sz);
				continue;
			}
			circle[1] = at.z;
			if (sx !== 0 && this.isFree()) {
				at.x += sx;
				walked += Math.abs(sx);
				continue;
			}
			circle[0] = at.x;
			circle[1] = at.z + sz;
			if (sz === 0 || !this.isFree()) break;
			at.z += sz;
			walked += Math.abs(sz);
		}
		this.walked = walked;
	}

	/** The nearest place where one can stand, searched in widening rings up to `reach` metres; the same point if none. */
	nearest(x: number, z: number, reach = 8): { x: number; z: number } {
		if (this.canStand(x, z)) return { x, z };
		for (let radius = 0.25; radius <= reach; radius += 0.25) {
			for (let step = 0; step < 16; step++) {
				const px = x + Math.cos((step * Math.PI) / 8) * radius;
				const pz = z + Math.sin((step * Math.PI) / 8) * radius;
				if (this.canStand(px, pz)) return { x: px, z: pz };
			}
		}
		return { x, z };
	}

	private enter(solid: Solid, rows: number): void {
		const left = Math.max(0, Math.floor((solid.x - solid.width / 2 - 1) / CELL_METRES));
		const right = Math.min(this.columns - 1, Math.floor((solid.x + solid.width / 2 + 1) / CELL_METRES));
		const top = Math.max(0, Math.floor((solid.z - solid.depth / 2 - 1) / CELL_METRES));
		const bottom = Math.min(rows - 1, Math.floor((solid.z + solid.depth / 2 + 1) / CELL_METRES));
		for (let row = top; row <= bottom; row++) {
			for (let column = left; column <= right; column++) this.cells[row * this.columns + column].push(solid);
		}
	}
}
