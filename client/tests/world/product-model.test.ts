import { expect, test } from "vitest";
import { distanceBetween, lengthIn, levelFor, type ProductModel, unitFor } from "../../src/world/product-model";

const level = (triangles: number) => ({ url: `/${triangles}.glb`, bytes: triangles * 20, triangles });
const model = (...triangles: number[]): ProductModel => ({
	product: 1,
	name: "Pipe",
	poster: null,
	levels: triangles.map(level),
	plain: null,
	page: "https://fair.example/products/1/",
	hotspots: [],
});

test("a measured length is the straight way between two points", () => {
	expect(distanceBetween([0, 0, 0], [0.3, 0.4, 0])).toBeCloseTo(0.5, 12);
	expect(distanceBetween([0.1, 0.2, 0.3], [0.1, 0.2, 0.3])).toBe(0);
});
test("lengths are told as finely as they can be read off a picture", () => {
	expect(lengthIn(0.0523, "mm")).toBe(52);
	expect(lengthIn(0.00723, "mm")).toBe(7.2);
	expect(lengthIn(0.0523, "cm")).toBe(5.2);
	expect(lengthIn(1.2345, "cm")).toBe(123.5);
});
test("small things are told in millimetres, furniture in centimetres", () => {
	expect([unitFor(0.052), unitFor(0.199), unitFor(0.83)]).toEqual(["mm", "mm", "cm"]);
});
test("a device with little memory, or one that saves data, gets the second level", () => {
	const three = model(50_000, 12_000, 3_000);
	expect(levelFor(three, { memoryGb: 8, savesData: false }).triangles).toBe(50_000);
	expect(levelFor(three, { memoryGb: 2, savesData: false }).triangles).toBe(12_000);
	expect(levelFor(three, { memoryGb: 8, savesData: true }).triangles).toBe(12_000);
	expect(levelFor(model(9_000), { memoryGb: 2, savesData: true }).triangles).toBe(9_000);
});
