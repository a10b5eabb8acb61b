// What a picture need not do again: shadows that have not changed, and one upload for each batch of people.
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import * as THREE from "three";
import { expect, test } from "vitest";
import { BoothField } from "../../src/scene/booths/field";
import { readBooths } from "../../src/scene/booths/format";
import { layOutAtlas } from "../../src/scene/graphics/atlas-layout";
import type { Graphics } from "../../src/scene/graphics/graphics";
import type { TextAtlas } from "../../src/scene/graphics/text-atlas";
import { Instances, Rows, STRIDE } from "../../src/scene/people/instances";
import { standPlan } from "../../stand/plan";

const FINE_METRES = 20;
const meshes = readBooths(new Uint8Array(gunzipSync(readFileSync("public/assets/booths/booths.bin"))));
const plan = standPlan();
const layers = new Map<number, number>();
const graphics = {
	update: () => undefined,
	layerOf: (booth: number) => layers.get(booth) ?? -1,
} as unknown as Graphics;

function field(): BoothField {
	const atlas = { layout: layOutAtlas(plan.booths.length, 64) } as unknown as TextAtlas;
	return new BoothField(plan, meshes, new THREE.MeshStandardMaterial(), atlas);
}

/** Looks north from beside a booth. */
function lensAt(x: number, z: number): THREE.PerspectiveCamera {
	const lens = new THREE.PerspectiveCamera(58, 16 / 9, 0.12, 220);
	lens.position.set(x, 1.6, z);
	lens.updateMatrixWorld();
	return lens;
}

test("shadows are drawn anew for other booths and other things on plinths, not for a poster or a step", () => {
	const booths = field();
	const [first] = plan.booths;
	const isShadeNew = (lens: THREE.Camera) => {
		booths.isShadeNew = false;
		booths.update(lens, FINE_METRES, graphics);
		return booths.isShadeNew;
	};
	const lens = lensAt(first.x, first.z + 6);
	expect(isShadeNew(lens)).toBe(true);
	expect(isShadeNew(lens)).toBe(false);
	expect(isShadeNew(lensAt(first.x + 0.02, first.z + 6))).toBe(false);
	layers.set(0, 3);
	expect(isShadeNew(lens)).toBe(false);
	booths.clearPlinths(0, 1);
	expect(isShadeNew(lens)).toBe(true);
	const last = plan.booths[plan.booths.length - 1];
	expect(isShadeNew(lensAt(last.x, last.z + 6))).toBe(true);
});

test("batches that share rows write into their own and go to the card in one range", () => {
	const rows = new Rows(10);
	const shape = new THREE.BufferGeometry().setAttribute("position", new THREE.BufferAttribute(new Float32Array(9), 3));
	const material = new THREE.MeshBasicMaterial();
	const [near, far] = [new Instances(shape, material, 4, rows, 0), new Instances(shape, material, 6, rows, 4)];
	for (const batch of [near, far]) batch.begin();
	near.data[near.take()] = 1;
	far.data[far.take()] = 2;
	far.data[far.take()] = 3;
	for (const batch of [near, far]) batch.end();
	expect([0, 4, 5].map((row) => rows.array[row * STRIDE])).toEqual([1, 2, 3]);
	const { geometry } = far.mesh;
	expect((geometry.getAttribute("gait") as THREE.InterleavedBufferAttribute).offset).toBe(4 * STRIDE + 4);
	expect(rows.updateRanges).toEqual([{ start: 0, count: 6 * STRIDE }]);
	rows.clearUpdateRanges();
	for (const batch of [near, far]) batch.begin();
	near.take();
	for (const batch of [near, far]) batch.end();
	expect(rows.updateRanges).toEqual([{ start: 0, count: STRIDE }]);
	expect([near.mesh.visible, far.mesh.visible]).toEqual([true, false]);
});
