import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { expect, test } from "vitest";
import { coverOf } from "../../src/scene/booths/field";
import { readBooths } from "../../src/scene/booths/format";
import { levelOf, sortByDistance } from "../../src/scene/booths/visibility";
import { DEPTH_HEAD, VERTEX_HEAD } from "../../src/scene/surface/chunks";
import materials from "../../src/scene/surface/materials.json";

const packed = readFileSync("public/assets/booths/booths.bin");
const bytes = new Uint8Array(gunzipSync(packed));

test("all booths weigh at most 300 kB over the wire", () => {
	expect(packed.length).toBeLessThanOrEqual(300_000);
});

test("eight designs are there in two levels, the light one within 1,600 triangles", () => {
	const meshes = readBooths(bytes);
	expect(meshes.map((mesh) => `${mesh.name} ${mesh.level}`)).toEqual(
		["shell", "frame", "tower", "pavilion", "island", "portal", "market", "garden"].flatMap((name) => [
			`${name} 0`,
			`${name} 1`,
		]),
	);
	for (const mesh of meshes) {
		const vertices = mesh.position.length / 4;
		expect(Math.max(...mesh.indices)).toBeLessThan(vertices);
		for (let i = 0; i < vertices; i++) expect(mesh.kind[i * 4]).toBeLessThan(materials.length);
		if (mesh.level === 1) expect(mesh.indices.length / 3).toBeLessThanOrEqual(1600);
	}
});

test("a file that is cut short is refused by name", () => {
	expect(() => readBooths(bytes.subarray(0, bytes.length - 9))).toThrow(/cut short/);
	expect(() => readBooths(new Uint8Array(0))).toThrow(/empty/);
});

test("booths far or behind cost little or nothing", () => {
	expect(levelOf(5, 20, false)).toBe(0);
	expect(levelOf(19, 20, true)).toBe(0);
	expect(levelOf(21, 20, true)).toBe(1);
	expect(levelOf(18, 20, false)).toBe(2);
});

test("order is nearest first", () => {
	const order = Int32Array.from([0, 1, 2, 3]);
	sortByDistance(order, Float32Array.from([4, 1, 3, 2]));
	expect([...order]).toEqual([1, 3, 2, 0]);
});

test("every design has a place for brochures on its counter, inside the booth however wide", () => {
	for (const mesh of readBooths(bytes)) {
		for (const [width, depth] of [
			[6, 4],
			[9, 9],
		]) {
			const cover = coverOf(mesh, { width, depth });
			expect(cover?.y).toBeGreaterThan(1.2);
			expect(cover?.y).toBeLessThan(1.5);
			expect(Math.abs(cover?.x ?? 99)).toBeLessThan(width / 2);
			expect(Math.abs(cover?.z ?? 99)).toBeLessThan(depth / 2);
		}
	}
});

test("the shader hides exactly what is made of a brochure's materials", () => {
	const first = materials.findIndex(({ name }) => name === "paper");
	expect(materials.slice(first).map(({ name }) => name)).toEqual(["paper", "brochure"]);
	for (const head of [VERTEX_HEAD, DEPTH_HEAD]) expect(head).toContain(`aKind.x > ${first - 1}.5 && iSize.z < 127.5`);
});
