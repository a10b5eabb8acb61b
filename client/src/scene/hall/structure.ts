// Roof, trusses, lamps, portal, hanging signs and aisle carpets of a hall, built from its plan into one mesh.
// Walls are walls.ts, the floor is floor.ts, the light that falls from the lamps is light.ts.
import type * as THREE from "three";
import type { HallPlan } from "../../world/plan";
import type { TextAtlas } from "../graphics/text-atlas";
import { SurfaceBuilder } from "../surface/builder";
import { buildFoyer } from "./foyer";
import { buildWalls } from "./walls";
import { fitWords, type Words, wordsOf } from "./words";

/** The grid of lamps, shared with the floor that mirrors it: metres. */
export interface LampGrid {
	readonly stepX: number;
	readonly stepZ: number;
	readonly firstX: number;
	readonly firstZ: number;
	readonly width: number;
	readonly length: number;
	readonly height: number;
}

export function lampGrid(plan: HallPlan): LampGrid {
	const { width, depth, height } = plan.hall;
	const stepX = width / Math.max(1, Math.round(width / 9));
	const stepZ = depth / Math.max(1, Math.round(depth / 7));
	return { stepX, stepZ, firstX: stepX / 2, firstZ: stepZ / 2, width: 0.34, length: 4.6, height: height * 0.74 };
}

function roof(b: SurfaceBuilder, plan: HallPlan, grid: LampGrid) {
	const { width: w, depth: d, height: h } = plan.hall;
	const low = grid.height + 0.5;
	const high = Math.min(h - 0.4, low + 1.7);
	for (let z = grid.stepZ; z < d - 1; z += grid.stepZ * 2) {
		for (const [y, dz] of [
			[low, 0],
			[high, -0.5],
			[high, 0.5],
		] as const)
			b.bar([0, y, z + dz], [w, y, z + dz], 0.17, "truss");
		const step = 2.4;
		for (let x = 0; x + step <= w; x += step) {
			b.bar([x, low, z], [x + step / 2, high, z - 0.5], 0.07, "truss");
			b.bar([x + step / 2, high, z + 0.5], [x + step, low, z], 0.07, "truss");
		}
	}
	for (let x = grid.firstX; x < w; x += grid.stepX) {
		b.bar([x, low - 0.15, 0], [x, low - 0.15, d], 0.1, "truss");
		for (let z = grid.firstZ; z < d; z += grid.stepZ) {
			b.box([x, grid.height + 0.07, z], [grid.width + 0.16, 0.12, grid.length + 0.2], "graphite", undefined, "xXzZY");
			b.box([x, grid.height, z], [grid.width, 0.06, grid.length], "light-strip", undefined, "yxXzZ");
		}
		const duct = x + grid.stepX / 2;
		if (duct < w - 2) b.box([duct, h - 0.9, d / 2], [0.9, 0.7, d], "aluminium", undefined, "xXy");
	}
}

function portal(b: SurfaceBuilder, plan: HallPlan, name: Words) {
	const { width: w, depth: d } = plan.hall;
	const { x, z } = plan.entrance;
	// The portal stands in the wall that is nearest to the entrance.
	const gaps = [z, d - z, x, w - x];
	const side = gaps.indexOf(Math.min(...gaps));
	const across = side < 2;
	const inward = side === 0 || side === 2 ? 1 : -1;
	const wallAt = side === 0 ? 0 : side === 1 ? d : side === 2 ? 0 : w;
	const put = (a: number, y: number, out: number, size: readonly [number, number, number], material: string) => {
		const o = wallAt + inward * out;
		if (across) b.box([x + a, y, o], size, material);
		else b.box([o, y, z + a], [size[2], size[1], size[0]], material);
	};
	put(0, 2.2, 0.1, [7.4, 4.4, 0.2], "window");
	for (const a of [-3.7, -1.25, 1.25, 3.7]) put(a, 2.2, 0.22, [0.1, 4.4, 0.1], "graphite");
	put(0, 3.0, 0.22, [7.4, 0.08, 0.1], "graphite");
	for (const a of [-4.3, 4.3]) put(a, 2.9, 0.5, [1.1, 5.8, 1.0], "walnut");
	put(0, 5.1, 0.5, [9.7, 1.4, 1.0], "board");
	put(0, 5.83, 0.5, [9.7, 0.06, 1.04], "gold");
	put(0, 4.38, 0.5, [7.6, 0.05, 1.02], "light-strip");
	const o = wallAt + inward * 1.02;
	const { wide, high } = fitWords(name, 9, 0.9);
	const low = 5.1 - high / 2;
	const end = (inward * wide) / 2;
	if (across) b.text([x - end, low, o], [end * 2, 0, 0], [0, high, 0], "hall-sign", name.place);
	else b.text([o, low, z + end], [0, 0, -end * 2], [0, high, 0], "hall-sign", name.place);
}

function signs(b: SurfaceBuilder, plan: HallPlan, words: readonly Words[]) {
	const height = Math.min(plan.hall.height * 0.58, 7.2);
	for (const [i, sign] of plan.signs.entries()) {
		const tall = sign.kind === "hall" ? 1.1 : 0.9;
		const letters = fitWords(words[i], sign.kind === "hall" ? 9.2 : 7.6, tall * 0.78);
		const wide = Math.max(letters.wide + 0.5, sign.kind === "hall" ? 6 : 2.4);
		const low = height - tall / 2;
		const [sx, sz] = [Math.cos(sign.yaw), Math.sin(sign.yaw)];
		/** The left end of something so wide, seen from the side that `turn` says, so far out of the middle. */
		const left = (metres: number, turn: number, y: number, out: number) =>
			[sign.x - ((sx * metres) / 2 + sz * out) * turn, y, sign.z - ((sz * metres) / 2 - sx * out) * turn] as const;
		for (const turn of [1, -1]) {
			const way = (metres: number) => [sx * metres * turn, 0, sz * metres * turn] as const;
			b.plate(left(wide, turn, low, 0.06), way(wide), [0, tall, 0], "board");
			const at = left(letters.wide, turn, height - letters.high / 2, 0.072);
			b.text(at, way(letters.wide), [0, letters.high, 0], "hall-sign", words[i].place);
			b.plate(left(wide, turn, low - 0.06, 0.06), way(wide), [0, 0.06, 0], "gold");
		}
		for (const end of [-0.45, 0.45]) {
			const [x, z] = [sign.x + sx * wide * end, sign.z + sz * wide * end];
			b.bar([x, low + tall, z], [x, plan.hall.height, z], 0.03, "graphite");
		}
	}
}

/** Aisles wider than this are open floor. */
const FOYER_METRES = 9;
/** Carpets are at most this wide. */
const CARPET_METRES = 4.4;

function aisles(b: SurfaceBuilder, plan: HallPlan) {
	for (const [i, aisle] of plan.aisles.entries()) {
		const main = aisle.kind === "main";
		const [w, d] = [aisle.width, aisle.depth];
		const across = Math.min(w, d);
		// A foyer is no aisle: its stone stays bare.
		if (across > FOYER_METRES) continue;
		const inset = (across - Math.min(across * 0.76, CARPET_METRES)) / 2;
		const [iw, id] = w > d ? [1, inset] : [inset, 1];
		const y = 0.006 + (main ? 0.006 : 0) + i * 0.0001;
		b.plate(
			[aisle.x - w / 2 + iw, y, aisle.z + d / 2 - id],
			[w - 2 * iw, 0, 0],
			[0, 0, -(d - 2 * id)],
			main ? "avenue" : "aisle",
		);
	}
}

/** Both languages that a way out is marked with, whatever the page speaks. */
const EXIT = "安全出口　EXIT";

/** Texts of the hall, in the order in which the atlas holds them after the booths. */
export function hallTexts(plan: HallPlan): string[] {
	return [`${plan.fair.name}　${plan.hall.name}`, EXIT, ...plan.signs.map((sign) => sign.text)];
}

/** One geometry with everything; firstSlot = the atlas slot of the first of hallTexts. */
export function buildStructure(plan: HallPlan, atlas: TextAtlas, firstSlot: number): THREE.BufferGeometry {
	const b = new SurfaceBuilder();
	const grid = lampGrid(plan);
	const words = hallTexts(plan).map((text, i) => wordsOf(text, atlas.layout, firstSlot + i));
	const [name, exit, ...hung] = words;
	buildWalls(b, plan, name, exit);
	roof(b, plan, grid);
	portal(b, plan, name);
	signs(b, plan, hung);
	aisles(b, plan);
	buildFoyer(b, plan, name);
	return b.build();
}
