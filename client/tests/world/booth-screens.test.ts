import { expect, test } from "vitest";
import type { Showing } from "../../src/wire/messages";
import { BoothScreens, MOST_SCREENS, screenOf } from "../../src/world/booth-screens";
import { frontOf, frontSize, type PlanBooth } from "../../src/world/plan";
import { booth } from "./hall";

const TEMPLATES = ["shell", "frame", "tower", "island", "portal", "pavilion", "market", "garden"];
const SIZES = [
	[3, 3],
	[6, 4],
	[9, 9],
];
const FACINGS = ["n", "e", "s", "w"] as const;

function showing(show: string, page = "/media/a.webp", more: Partial<Showing> = {}): Showing {
	const by = { type: "Showing" as const, group: "g", person: "p", name: "Ann", title: "", floor: [] };
	return { ...by, show, pages: [page], page: 0, playing: 0, position: 0, at: 1000, ...more };
}
/** A row along x, all fronts to the south. */
function row(count: number): PlanBooth[] {
	return Array.from({ length: count }, (_, i) => booth(`B${i}`, i * 6, 0));
}
const names = (screens: BoothScreens) => screens.near.map((one) => one.booth);

test.each(TEMPLATES)(
	"the screen of %s is inside its booth whatever its size and front, and looks to the front",
	(template) => {
		for (const [across, deep] of SIZES) {
			for (const facing of FACINGS) {
				const isTurned = facing === "e" || facing === "w";
				const size = isTurned ? { width: deep, depth: across } : { width: across, depth: deep };
				const made = { ...booth("1", 50, 50), ...size, facing, template };
				expect(frontSize(made)).toEqual({ width: across, depth: deep });
				const place = screenOf(made);
				if (!place) throw new Error("no screen");
				const [fx, fz] = frontOf(facing);
				expect(Math.sin(place.turn)).toBeCloseTo(fx, 9);
				expect(Math.cos(place.turn)).toBeCloseTo(fz, 9);
				const alongWall = Math.abs((place.x - 50) * fz) + Math.abs((place.z - 50) * fx);
				const forward = (place.x - 50) * fx + (place.z - 50) * fz;
				expect(alongWall + place.width / 2).toBeLessThanOrEqual(across / 2 + 1e-6);
				expect(Math.abs(forward)).toBeLessThan(deep / 2);
				expect(place.y - place.height / 2).toBeGreaterThan(1);
				expect(place.y + place.height / 2).toBeLessThan(3.05);
			}
		}
	},
);

test("a template nobody knows has none", () => {
	expect(screenOf({ ...booth("1", 0, 0), template: "castle" })).toBe(null);
});

test("the nearest are chosen, in order, not more than are drawn; others once one walks on", () => {
	const screens = new BoothScreens(row(9), () => 0);
	const list = Array.from({ length: 9 }, (_, i) => showing(`B${i}`));
	expect(screens.choose(list, 0, 3)).toBe(true);
	expect(names(screens)).toEqual(["B0", "B1", "B2", "B3"]);
	expect(screens.near.length).toBe(MOST_SCREENS);
	expect(screens.choose(list, 48, 3)).toBe(true);
	expect(names(screens).sort()).toEqual(["B5", "B6", "B7", "B8"]);
});

test("while nothing changes the same array stays, step by step", () => {
	const screens = new BoothScreens(row(2), () => 0);
	const list = [showing("B0"), showing("B1")];
	screens.choose(list, 3, 3);
	const { near } = screens;
	for (let x = 0; x < 6; x += 0.1) expect(screens.choose(list, x, 3)).toBe(false);
	expect(screens.near).toBe(near);
	expect(new BoothScreens(row(2), () => 0).choose([], 0, 0)).toBe(false);
});

test("who walks to and fro at the end of the reach does not make it come and go", () => {
	const screens = new BoothScreens(row(1), () => 0);
	const list = [showing("B0")];
	expect(screens.choose(list, 0, 20)).toBe(false);
	expect(screens.choose(list, 0, 18)).toBe(true);
	for (const z of [20, 18.5, 20]) expect(screens.choose(list, 0, z)).toBe(false);
	expect(screens.choose(list, 0, 23)).toBe(true);
	expect(names(screens)).toEqual([]);
});

test("from behind a screen is not seen", () => {
	const screens = new BoothScreens(row(1), () => 0);
	expect(screens.choose([showing("B0")], 0, -8)).toBe(false);
});

test("the next page and the end are told; tours and pages of elsewhere are not on a screen", () => {
	const screens = new BoothScreens(row(3), () => 0);
	screens.choose([showing("B0")], 0, 3);
	expect(screens.choose([showing("B0", "/media/b.webp")], 0, 3)).toBe(true);
	expect(screens.near[0].address).toBe("/media/b.webp");
	expect(screens.choose([], 0, 3)).toBe(true);
	expect(screens.near).toEqual([]);
	expect(screens.choose([showing("tour:p"), showing("B1", "//elsewhere/a.png")], 0, 3)).toBe(false);
});

test("one film at a time, the nearest, at the moment of the gateway's clock", () => {
	const screens = new BoothScreens(row(3), () => 3500);
	const list = ["B0", "B1", "B2"].map((key) => showing(key, "/media/a.mp4", { playing: 1, position: 500 }));
	screens.choose([...list.slice(0, 2), showing("B2")], 6, 3);
	expect(names(screens)).toEqual(["B1", "B2"]);
	expect([screens.near[0].isVideo, screens.near[0].isPlaying, screens.near[0].moment()]).toEqual([true, true, 3]);
});
