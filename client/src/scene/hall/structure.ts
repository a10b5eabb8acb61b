// Walls, roof, trusses, lamps, columns, portal, hanging signs and aisle carpets of a hall, built from its plan into one mesh.
// The floor is floor.ts, the light that falls from the lamps is light.ts.
import type * as THREE from "three";
import type { HallPlan } from "../../world/plan";
import { writeSlot } from "../graphics/atlas-layout";
import type { TextAtlas } from "../graphics/text-atlas";
import { SurfaceBuilder } from "../surface/builder";
import { buildFoyer } from "./foyer";

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

const wallLight = (height: number) => (_x: number, y: number) => 0.62 + 0.42 * Math.min(1, y / (height * 0.5));

function walls(b: SurfaceBuilder, plan: HallPlan) {
	const { width: w, depth: d, height: h } = plan.hall;
	const light = wallLight(h);
	b.plate([0, 0, 0], [w, 0, 0], [0, h, 0], "wall", light, [1, 3]);
	b.plate([w, 0, d], [-w, 0, 0], [0, h, 0], "wall", light, [1, 3]);
	b.plate([0, 0, d], [0, 0, -d], [0, h, 0], "wall", light, [1, 3]);
	b.plate([w, 0, 0], [0, 0, d], [0, h, 0], "wall", light, [1, 3]);
	b.plate([0, h, 0], [w, 0, 0], [0, 0, d], "ceiling");
	for (const z of [0.08, d - 0.08]) b.box([w / 2, 0.55, z], [w, 1.1, 0.16], "graphite", light, z < 1 ? "ZY" : "zY");
	for (const x of [0.08, w - 0.08]) b.box([x, 0.55, d / 2], [0.16, 1.1, d], "graphite", light, x < 1 ? "XY" : "xY");
	for (const z of [0.12, d - 0.12]) b.box([w / 2, 1.16, z], [w, 0.1, 0.2], "oak", light, z < 1 ? "ZY" : "zY");
	for (const x of [0.12, w - 0.12]) b.box([x, 1.16, d / 2], [0.2, 0.1, d], "oak", light, x < 1 ? "XY" : "xY");
	// Clerestory windows under the roof, and half columns between them.
	const bays = Math.max(2, Math.round(w / 8));
	for (let i = 0; i < bays; i++) {
		const x = ((i + 0.5) * w) / bays;
		for (const z of [0.06, d - 0.06]) {
			b.box([x, h * 0.82, z], [(w / bays) * 0.74, h * 0.16, 0.1], "window", undefined, z < 1 ? "Z" : "z");
			b.box([(i * w) / bays, h / 2, z], [0.7, h, 0.6], "truss", light, z < 1 ? "ZxX" : "zxX");
		}
	}
	const piers = Math.max(2, Math.round(d / 8));
	for (let i = 1; i < piers; i++) {
		for (const x of [0.06, w - 0.06])
			b.box([x, h / 2, (i * d) / piers], [0.6, h, 0.7], "truss", light, x < 1 ? "XzZ" : "xzZ");
	}
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

function portal(b: SurfaceBuilder, plan: HallPlan, slot: ArrayLike<number>) {
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
	if (across) b.text([x - inward * 4.2, 4.85, o], [inward * 8.4, 0, 0], [0, 0.525, 0], "hall-sign", slot);
	else b.text([o, 4.85, z + inward * 4.2], [0, 0, -inward * 8.4], [0, 0.525, 0], "hall-sign", slot);
}

function signs(b: SurfaceBuilder, plan: HallPlan, slots: readonly Float32Array[]) {
	const height = Math.min(plan.hall.height * 0.58, 7.2);
	for (const [i, sign] of plan.signs.entries()) {
		const wide = sign.kind === "hall" ? 9.6 : sign.kind === "slogan" ? 8 : 6.4;
		const tall = wide / 16;
		const [sx, sz] = [Math.cos(sign.yaw), Math.sin(sign.yaw)];
		for (const turn of [1, -1]) {
			const o = [
				sign.x - (sx * wide * turn) / 2 - sz * 0.06 * turn,
				height,
				sign.z - (sz * wide * turn) / 2 + sx * 0.06 * turn,
			] as const;
			const u = [sx * wide * turn, 0, sz * wide * turn] as const;
			b.plate([o[0], height - tall * 0.35, o[2]], u, [0, tall * 1.7, 0], "board");
			const out = 0.012 * turn;
			b.text([o[0] - sz * out, height, o[2] + sx * out], u, [0, tall, 0], "hall-sign", slots[i]);
			b.plate([o[0], height - tall * 0.35 - 0.06, o[2]], u, [0, 0.06, 0], "gold");
		}
		for (const end of [-0.45, 0.45]) {
			const [x, z] = [sign.x + sx * wide * end, sign.z + sz * wide * end];
			b.bar([x, height + tall * 1.3, z], [x, plan.hall.height, z], 0.03, "graphite");
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

/** Texts of the hall, in the order in which the atlas holds them after the booths. */
export function hallTexts(plan: HallPlan): string[] {
	return [`${plan.fair.name}　${plan.hall.name}`, ...plan.signs.map((sign) => sign.text)];
}

/** One geometry with everything; firstSlot = the atlas slot of the first of hallTexts. */
export function buildStructure(plan: HallPlan, atlas: TextAtlas, firstSlot: number): THREE.BufferGeometry {
	const b = new SurfaceBuilder();
	const grid = lampGrid(plan);
	const slots = hallTexts(plan).map((_, i) => {
		const slot = new Float32Array(4);
		writeSlot(atlas.layout, firstSlot + i, slot, 0);
		return slot;
	});
	walls(b, plan);
	roof(b, plan, grid);
	portal(b, plan, slots[0]);
	signs(b, plan, slots.slice(1));
	aisles(b, plan);
	buildFoyer(b, plan, slots[0]);
	return b.build();
}
