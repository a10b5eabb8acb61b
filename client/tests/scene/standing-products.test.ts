// Exhibitors' products on plinths: the nearest first, one after the other, within the budget, and gone when one walks away.
import * as THREE from "three";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { BoothField } from "../../src/scene/booths/field";
import { type StandingBudget, StandingProducts } from "../../src/scene/booths/products";
import type { HallPlan } from "../../src/world/plan";
import { standPlan } from "../../stand/plan";

const wished: string[] = [];
let answers: Map<string, (model: THREE.Group | Error) => void>;

vi.mock("../../src/scene/product/model", async (original) => ({
	...(await original<typeof import("../../src/scene/product/model")>()),
	readModel: (url: string, _progress: unknown, signal: AbortSignal) => {
		wished.push(url);
		return new Promise<THREE.Group>((done, fail) => {
			signal.addEventListener("abort", () => fail(signal.reason));
			answers.set(url, (model) => (model instanceof Error ? fail(model) : done(model)));
		});
	},
}));

const BUDGET: StandingBudget = { metres: 10, triangles: 1000, drawCalls: 4, textureBytes: 1e6, pixels: 128 };
const lens = new THREE.PerspectiveCamera();
const renderer = { compileAsync: async () => undefined } as unknown as THREE.WebGLRenderer;
let cleared: Map<number, number>;
const field = {
	clearPlinths: (booth: number, plinths: number) => void cleared.set(booth, plinths),
} as unknown as BoothField;

/** Booths with the first plinth's product in 3D: so many triangles each. */
function planOf(...triangles: number[]): HallPlan {
	const plan = standPlan(triangles.length);
	const booths = plan.booths.slice(0, triangles.length).map((booth, at) => ({
		...booth,
		template: "shell",
		products: [
			{ id: at, name: "", picture: null, model: { url: `model-${at}`, bytes: 1000, triangles: triangles[at] } },
		],
	}));
	return { ...plan, booths };
}

function box(metres: number, parts = 1): THREE.Group {
	const group = new THREE.Group();
	for (let part = 0; part < parts; part++) {
		group.add(new THREE.Mesh(new THREE.BoxGeometry(metres, metres, metres), new THREE.MeshStandardMaterial()));
	}
	return group;
}

async function settle() {
	for (let turn = 0; turn < 10; turn++) await Promise.resolve();
}

async function arrive(url: string, model: THREE.Group | Error) {
	answers.get(url)?.(model);
	await settle();
}

beforeEach(() => {
	wished.length = 0;
	answers = new Map();
	cleared = new Map();
});
afterEach(() => {
	vi.restoreAllMocks();
});

test("the nearest comes first, then the next; the design's own thing gives way to each", async () => {
	const scene = new THREE.Scene();
	const products = new StandingProducts(renderer, scene, planOf(100, 100, 100), field);
	const order = Int32Array.of(1, 0, 2);
	const distances = Float32Array.of(6, 3, 30);
	products.update(lens, order, distances, BUDGET);
	products.update(lens, order, distances, BUDGET);
	expect(wished).toEqual(["model-1"]);
	await arrive("model-1", box(2));
	expect(products.count).toBe(1);
	expect(cleared.get(1)).toBe(1);
	products.update(lens, order, distances, BUDGET);
	await arrive("model-0", box(0.05));
	products.update(lens, order, distances, BUDGET);
	expect(wished).toEqual(["model-1", "model-0"]);
	expect(products.count).toBe(2);
	const sizes = products.group.children.map((one) => new THREE.Box3().setFromObject(one).getSize(new THREE.Vector3()));
	expect(sizes[0].y).toBeLessThan(0.5);
	expect(sizes[1].y).toBeCloseTo(0.16);
});

test("what is far away goes; what is not wanted any more is not waited for", async () => {
	const products = new StandingProducts(renderer, new THREE.Scene(), planOf(100), field);
	const order = Int32Array.of(0);
	products.update(lens, order, Float32Array.of(5), BUDGET);
	products.update(lens, order, Float32Array.of(20), BUDGET);
	await settle();
	expect(products.count).toBe(0);
	products.update(lens, order, Float32Array.of(5), BUDGET);
	expect(wished).toEqual(["model-0", "model-0"]);
	await arrive("model-0", box(1));
	products.update(lens, order, Float32Array.of(12), BUDGET);
	expect(products.count).toBe(1);
	products.update(lens, order, Float32Array.of(15), BUDGET);
	expect(products.count).toBe(0);
	expect(cleared.get(0)).toBe(0);
});

test("nothing goes over the budget of triangles and draw calls", async () => {
	const products = new StandingProducts(renderer, new THREE.Scene(), planOf(900, 200, 100), field);
	const order = Int32Array.of(0, 1, 2);
	const distances = Float32Array.of(3, 4, 5);
	products.update(lens, order, distances, BUDGET);
	await arrive("model-0", box(1, 9));
	products.update(lens, order, distances, BUDGET);
	// nine parts are more than four draw calls: it goes again, and its room is the others'
	expect(products.count).toBe(0);
	expect(wished).toEqual(["model-0", "model-1"]);
	await arrive("model-1", box(1));
	products.update(lens, order, distances, BUDGET);
	await arrive("model-2", box(1));
	products.update(lens, order, distances, BUDGET);
	expect(products.count).toBe(2);
	expect(wished).toEqual(["model-0", "model-1", "model-2"]);
});

test("a model that cannot be had is not asked for again; the next one is", async () => {
	vi.spyOn(console, "warn").mockImplementation(() => undefined);
	const products = new StandingProducts(renderer, new THREE.Scene(), planOf(100, 100), field);
	const order = Int32Array.of(0, 1);
	const distances = Float32Array.of(3, 4);
	products.update(lens, order, distances, BUDGET);
	await arrive("model-0", new Error("answered 404"));
	products.update(lens, order, distances, BUDGET);
	expect(wished).toEqual(["model-0", "model-1"]);
	expect(cleared.size).toBe(0);
});
