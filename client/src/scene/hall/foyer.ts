// Draws the foyer's furniture into the hall's mesh: registration desk, stage with screen, seats, planters. Where it stands is world/foyer.ts.
import { foyerOf } from "../../world/foyer";
import type { HallPlan } from "../../world/plan";
import type { SurfaceBuilder } from "../surface/builder";
import { fitWords, type Words } from "./words";

type Triple = readonly [number, number, number];
const STAGE_METRES = 0.6;
const SCREEN_METRES = 4.2;

/** Darker towards the floor, as under a roof of lamps. */
const low = (_x: number, y: number) => 0.72 + Math.min(0.28, y * 0.3);

function desk(b: SurfaceBuilder, plan: HallPlan, name: Words) {
	const foyer = foyerOf(plan);
	if (!foyer) return;
	const { x, z, width, depth } = foyer.desk;
	const out = foyer.side;
	b.box([x, 0.53, z], [width, 1.0, depth - 0.1], "pale", low);
	b.box([x, 1.06, z], [width + 0.1, 0.06, depth], "walnut");
	b.box([x, 0.06, z + out * (depth / 2 - 0.04)], [width, 0.05, 0.03], "light-strip");
	const front = z + out * (depth / 2 - 0.044);
	b.box([x, 0.56, front], [width - 0.1, 0.72, 0.02], "board");
	words(b, [x, 0.56, front + out * 0.02], [width * 0.8, 0.5], out, name);
	for (let seat = -3; seat <= 3; seat += 2) {
		b.box([x + seat * 1.1, 1.28, z - out * 0.1], [0.5, 0.32, 0.03], "graphite");
		b.box([x + seat * 1.1, 1.11, z - out * 0.1], [0.16, 0.05, 0.16], "graphite");
	}
	// The sign over the desk, on two posts.
	for (const end of [-0.5, 0.5]) {
		b.box([x + end * (width - 0.2), 1.75, z - out * 0.3], [0.12, 3.5, 0.12], "aluminium", low);
	}
	b.box([x, 3.3, z - out * 0.3], [width, 0.8, 0.16], "board");
	b.box([x, 2.88, z - out * 0.3], [width, 0.04, 0.18], "light-strip");
	words(b, [x, 3.3, z - out * 0.21], [width * 0.94, 0.66], out, name);
	words(b, [x, 3.3, z - out * 0.39], [width * 0.94, 0.66], -out, name);
	for (const end of [-1, 1]) planter(b, x + end * (width / 2 + 0.9), z);
}

/** Words in the middle of `at`, in a room so wide and high, read from the south (out = 1) or the north. */
function words(b: SurfaceBuilder, at: Triple, room: readonly [number, number], out: number, name: Words) {
	const { wide, high } = fitWords(name, ...room);
	const left: Triple = [at[0] - (out * wide) / 2, at[1] - high / 2, at[2]];
	b.text(left, [out * wide, 0, 0], [0, high, 0], "hall-sign", name.place);
}

function stage(b: SurfaceBuilder, plan: HallPlan, name: Words) {
	const foyer = foyerOf(plan);
	if (!foyer) return;
	const { stage: floor, screen } = foyer;
	b.box([floor.x, STAGE_METRES / 2, floor.z], [floor.width, STAGE_METRES, floor.depth], "graphite", low);
	b.box([floor.x, STAGE_METRES + 0.01, floor.z], [floor.width, 0.02, floor.depth], "walnut");
	const edge = floor.x + floor.width / 2;
	b.box([edge + 0.006, STAGE_METRES - 0.05, floor.z], [0.012, 0.03, floor.depth], "light-strip");
	b.box([edge + 0.3, 0.2, floor.z], [0.6, 0.4, 1.6], "graphite", low);
	const middle = STAGE_METRES + 0.5 + SCREEN_METRES / 2;
	b.box([screen.x, middle, screen.z], [screen.width, SCREEN_METRES + 0.2, screen.depth + 0.2], "graphite");
	const face = screen.x + screen.width / 2 + 0.01;
	const wide = screen.depth;
	const foot = middle - SCREEN_METRES / 2;
	b.plate([face, foot, screen.z + wide / 2], [0, 0, -wide], [0, SCREEN_METRES, 0], "stage-screen");
	const letters = fitWords(name, wide * 0.92, 1.1);
	const text: Triple = [face + 0.01, middle + 0.25, screen.z + letters.wide / 2];
	b.text(text, [0, 0, -letters.wide], [0, letters.high, 0], "stage-sign", name.place);
	b.plate([face + 0.01, middle + 0.05, screen.z + wide * 0.3], [0, 0, -wide * 0.6], [0, 0.04, 0], "light-strip");
	// Towers of truss left and right carry a bar of lamps.
	const top = STAGE_METRES + SCREEN_METRES + 1.1;
	for (const end of [-1, 1]) {
		const at = screen.z + end * (floor.depth / 2 + 0.35);
		for (const [dx, dz] of [
			[-0.15, -0.15],
			[0.15, -0.15],
			[-0.15, 0.15],
			[0.15, 0.15],
		] as const) {
			b.bar([floor.x + dx, 0, at + dz], [floor.x + dx, top, at + dz], 0.06, "truss");
		}
		for (let y = 0.3; y + 0.5 < top; y += 0.5) {
			b.bar([floor.x - 0.15, y, at - 0.15], [floor.x + 0.15, y + 0.5, at - 0.15], 0.03, "truss");
			b.bar([floor.x + 0.15, y, at + 0.15], [floor.x - 0.15, y + 0.5, at + 0.15], 0.03, "truss");
		}
		b.box([edge - 0.6, 1.3, screen.z + end * 3.6], [0.5, 1.4, 0.5], "graphite", low);
	}
	const reach = floor.depth / 2 + 0.35;
	for (const dy of [0, 0.3]) {
		b.bar([floor.x, top + dy, screen.z - reach], [floor.x, top + dy, screen.z + reach], 0.06, "truss");
	}
	for (let k = -3; k <= 3; k++) {
		b.box([floor.x, top - 0.22, screen.z + k * 1.2], [0.22, 0.3, 0.22], "graphite");
		b.box([floor.x + 0.02, top - 0.38, screen.z + k * 1.2], [0.16, 0.02, 0.16], "light-strip");
	}
	// A lectern at the side.
	const speaker = screen.z - floor.depth * 0.3;
	b.box([edge - 1, STAGE_METRES + 0.55, speaker], [0.4, 1.1, 0.6], "walnut", low);
	b.box([edge - 1.02, STAGE_METRES + 1.13, speaker], [0.5, 0.06, 0.7], "graphite");
	for (const end of [-1, 1]) planter(b, edge + 0.7, screen.z + end * (floor.depth / 2 - 0.6));
	for (const seat of foyer.seats) {
		b.box([seat.x, 0.43, seat.z], [0.44, 0.06, 0.46], "fabric", low);
		b.box([seat.x + 0.2, 0.72, seat.z], [0.05, 0.5, 0.46], "fabric");
		b.box([seat.x, 0.2, seat.z], [0.36, 0.4, 0.04], "graphite", low, "xXzZ");
	}
}

/** A stone trough with long leaves. */
function planter(b: SurfaceBuilder, x: number, z: number) {
	b.box([x, 0.3, z], [0.5, 0.6, 0.5], "stone", low);
	b.box([x, 0.605, z], [0.42, 0.01, 0.42], "soil");
	for (let k = 0; k < 14; k++) {
		const turn = k * 2.4;
		const lean = 0.16 + (k % 5) * 0.09;
		const [dx, dz] = [Math.cos(turn) * lean, Math.sin(turn) * lean];
		const high = 1.75 - lean * 1.1;
		b.bar([x + dx * 0.2, 0.6, z + dz * 0.2], [x + dx, high, z + dz], 0.05, "leaf");
	}
}

/** Everything that stands in the foyer; `name`: the fair's and the hall's. */
export function buildFoyer(b: SurfaceBuilder, plan: HallPlan, name: Words): void {
	desk(b, plan, name);
	stage(b, plan, name);
}
