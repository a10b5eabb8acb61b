import { expect, test } from "vitest";
import { layOutAtlas, shrinkToFit, writeSlot } from "../../src/scene/graphics/atlas-layout";
import { LayerCache } from "../../src/scene/graphics/layer-cache";
import { breakLines } from "../../src/scene/graphics/painter";

test("atlas gives each of 200 lines a place of its own inside the texture", () => {
	const layout = layOutAtlas(200, 1024);
	const places = new Set<string>();
	const out = new Float32Array(4);
	for (let i = 0; i < 200; i++) {
		writeSlot(layout, i, out, 0);
		expect(out[0] + out[2]).toBeLessThanOrEqual(1);
		expect(out[1] + out[3]).toBeLessThanOrEqual(1);
		places.add(`${out[0]} ${out[1]}`);
	}
	expect(places.size).toBe(200);
	expect([layout.width, layout.height].every((size) => size <= 4096 && Number.isInteger(Math.log2(size)))).toBe(true);
});

test("long names shrink, but never until strokes run together", () => {
	expect(shrinkToFit(500, 900)).toBe(1);
	expect(shrinkToFit(1200, 900)).toBe(0.75);
	expect(shrinkToFit(9000, 900)).toBe(0.45);
});

test("the layer that was wanted longest ago gives way", () => {
	const cache = new LayerCache(2, 5);
	expect([cache.take(0, 1), cache.take(1, 1)]).toEqual([0, 1]);
	cache.touch(0, 2);
	expect(cache.take(4, 2)).toBe(1);
	expect(cache.layerOf(1)).toBe(-1);
	expect(cache.ownerOf(1)).toBe(4);
});

test("a layer wanted in this turn is not taken away", () => {
	const cache = new LayerCache(1, 3);
	cache.take(0, 7);
	expect(cache.take(1, 7)).toBe(-1);
	expect(cache.layerOf(0)).toBe(0);
});

test("lines break between characters and keep Latin words whole", () => {
	const measure = (part: string) => part.length * 10;
	expect(breakLines("以精密工艺连接两岸", 50, measure, 3)).toEqual(["以精密工艺", "连接两岸"]);
	expect(breakLines("precision for both", 100, measure, 2)).toEqual(["precision", "for both"]);
});
