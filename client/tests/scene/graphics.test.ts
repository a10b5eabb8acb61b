import { expect, test } from "vitest";
import { fitLine, layOutAtlas, writeSlot } from "../../src/scene/graphics/atlas-layout";
import { LayerCache } from "../../src/scene/graphics/layer-cache";
import { breakLines, posterBoxes, wallTexels } from "../../src/scene/graphics/painter";
import { PictureQueue } from "../../src/scene/graphics/picture-queue";
import { Studio } from "../../src/scene/graphics/studio";
import { boothOf, isWhole, KINDS, LEAVE, PAINT, PICTURE, type Sheet } from "../../src/scene/graphics/wishes";
import { TextWidth } from "../../src/scene/people/text-width";
import type { PlanBooth } from "../../src/world/plan";
import { standPlan } from "../../stand/plan";

test("atlas gives each line a place of its own inside a texture that every card has", () => {
	for (const count of [1, 160, 900]) {
		const layout = layOutAtlas(count, 896);
		const places = new Set<string>();
		const out = new Float32Array(4);
		for (let i = 0; i < count; i++) {
			writeSlot(layout, i, out, 0);
			expect(out[0] + out[2]).toBeLessThanOrEqual(1 + 1e-6);
			expect(out[1] + out[3]).toBeLessThanOrEqual(1 + 1e-6);
			places.add(`${out[0]} ${out[1]}`);
		}
		expect(places.size).toBe(count);
		for (const size of [layout.width, layout.height]) expect(size).toBeLessThanOrEqual(4096);
	}
});

test("long names are set closer, then smaller, and always fit", () => {
	expect(fitLine(500, 900)).toEqual({ size: 1, squeeze: 1 });
	expect(fitLine(1000, 900)).toEqual({ size: 1, squeeze: 0.9 });
	for (const wide of [1200, 2400, 9000]) {
		const { size, squeeze } = fitLine(wide, 900);
		expect(squeeze).toBeGreaterThanOrEqual(0.75);
		expect(wide * size * squeeze).toBeCloseTo(900);
	}
	expect(fitLine(0, 900)).toEqual({ size: 1, squeeze: 1 });
});

test("the layer that was wanted longest ago gives way", () => {
	const cache = new LayerCache(2, 5);
	expect([cache.take(0, 1), cache.take(1, 1)]).toEqual([0, 1]);
	for (const layer of [0, 1]) cache.settle(layer);
	cache.touch(0, 2);
	expect(cache.take(4, 2)).toBe(1);
	expect(cache.layerOf(1)).toBe(-1);
	expect(cache.ownerOf(1)).toBe(4);
});

test("a layer wanted in this turn is not taken away", () => {
	const cache = new LayerCache(1, 3);
	cache.settle(cache.take(0, 7));
	expect(cache.take(1, 7)).toBe(-1);
	expect(cache.layerOf(0)).toBe(0);
});

test("lines break between characters and keep Latin words whole", () => {
	const measure = (part: string) => part.length * 10;
	expect(breakLines("以精密工艺连接两岸", 50, measure, 3)).toEqual(["以精密工艺", "连接两岸"]);
	expect(breakLines("precision for both", 100, measure, 2)).toEqual(["precision", "for both"]);
});

test("a booth has its layer only when all of it is there; the one before loses it at once", () => {
	const cache = new LayerCache(1, 3);
	cache.settle(cache.take(0, 1));
	expect(cache.layerOf(0)).toBe(0);
	const layer = cache.take(2, 2);
	expect([cache.layerOf(0), cache.layerOf(2)]).toEqual([-1, -1]);
	cache.settle(layer);
	expect(cache.layerOf(2)).toBe(0);
});

test("a name's width is the sum of its letters, wide scripts as wide as high", () => {
	const widths = new TextWidth(20, (letter) => (letter === "i" ? 5.2 : 11));
	expect(widths.of("ab")).toBe(22);
	expect(widths.of("ii")).toBe(12);
	expect(widths.of("云展")).toBe(40);
	expect(widths.of("é")).toBeGreaterThan(11);
	expect(widths.of("𠮷")).toBe(20);
});

/** Fetches that are answered by hand. */
class ByHand {
	readonly asked: string[] = [];
	private readonly answers = new Map<string, (picture: string | null) => void>();
	readonly aborted: string[] = [];
	fetch = (address: string, signal: AbortSignal): Promise<string> => {
		this.asked.push(address);
		signal.addEventListener("abort", () => this.aborted.push(address));
		return new Promise((done, fail) => {
			this.answers.set(address, (picture) => (picture === null ? fail(new Error("404")) : done(picture)));
		});
	};
	async answer(address: string, picture: string | null): Promise<void> {
		this.answers.get(address)?.(picture);
		for (let turn = 0; turn < 4; turn++) await Promise.resolve();
	}
}

test("pictures come four at a time in the order of the wishes; what is left behind is let be and may be wished again", async () => {
	const net = new ByHand();
	const had: number[] = [];
	const queue = new PictureQueue<string, string>(["a", "b", "c", "d", "e", "f", null], net.fetch, (booth) =>
		had.push(booth),
	);
	for (const booth of [0, 1, 2, 3, 4, 5, 6, 0]) queue.want(booth);
	expect(net.asked).toEqual(["a", "b", "c", "d"]);
	expect(queue.isSettled(6)).toBe(true);
	queue.leave(1);
	expect(net.aborted).toEqual(["b"]);
	expect(net.asked).toEqual(["a", "b", "c", "d", "e"]);
	queue.leave(5);
	await net.answer("a", "A");
	await net.answer("c", null);
	expect(had).toEqual([0, 2]);
	expect([queue.of(0), queue.of(2), queue.isSettled(2)]).toEqual(["A", null, true]);
	await net.answer("b", "B");
	expect(queue.isSettled(1)).toBe(false);
	queue.want(1);
	expect(net.asked.at(-1)).toBe("b");
	expect(net.asked).not.toContain("f");
});

test("the studio paints what is wished first, no more than its sheets, and paints again when the picture came", async () => {
	const booths = standPlan()
		.booths.slice(0, 6)
		.map((booth) => ({ ...booth, products: [] as PlanBooth["products"] }));
	booths[1].products = [{ id: 1, name: "x", picture: "/x", model: null }];
	const given: Sheet[] = [];
	const picture = { width: 1, height: 1, close: () => undefined } as ImageBitmap;
	const studio = new Studio(
		booths,
		() => null,
		(sheet) => given.push(sheet),
		async () => picture,
	);
	for (const booth of [1, 0, 2, 3, 4]) studio.wish(booth * KINDS + PAINT);
	expect(given.map(boothOf)).toEqual([1, 0, 2]);
	expect(given.map(isWhole)).toEqual([false, true, true]);
	studio.wish(3 * KINDS + LEAVE);
	studio.wish(1 * KINDS + PICTURE);
	for (let turn = 0; turn < 20; turn++) await Promise.resolve();
	studio.takeBack(given[0]);
	expect(boothOf(given[3])).toBe(4);
	studio.takeBack(given[1]);
	expect([boothOf(given[4]), isWhole(given[4])]).toEqual([1, true]);
});

test("posters hang inside what a booth of any width shows of its wall, beside each other", () => {
	for (const width of [2.5, 3, 4, 5, 6, 9]) {
		const seen = wallTexels(width);
		for (const count of [1, 2, 3]) {
			const boxes = posterBoxes(count, seen);
			expect(boxes.length).toBe(seen < 400 ? Math.min(2, count) : count);
			for (const [i, box] of boxes.entries()) {
				expect(box.width).toBeGreaterThan(24);
				expect(box.x + box.width).toBeLessThanOrEqual(seen);
				expect(box.y + box.height).toBeLessThanOrEqual(256);
				expect(box.x).toBeGreaterThanOrEqual(i === 0 ? 0 : boxes[i - 1].x + boxes[i - 1].width);
			}
		}
	}
});

test("what is left behind is given up and fetched again when it is near", async () => {
	const net = new ByHand();
	const given: string[] = [];
	const queue = new PictureQueue<string, string>(
		["a"],
		net.fetch,
		() => undefined,
		(picture) => given.push(picture),
	);
	queue.want(0);
	await net.answer("a", "A");
	expect(queue.of(0)).toBe("A");
	queue.leave(0);
	expect([given, queue.of(0), queue.isSettled(0)]).toEqual([["A"], null, false]);
	queue.want(0);
	expect(net.asked).toEqual(["a", "a"]);
});
