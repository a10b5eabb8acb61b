// A small hall for tests: 20 x 20 m, two booths with a counter each.
import type { HallPlan, PlanBooth } from "../../src/world/plan";

/** A solid that neither moves nor stretches with its booth. */
export function solid(x: number, z: number, width: number, depth: number) {
	return { x, z, width, depth, height: 1, anchor: [0, 0], stretch: [0, 0], least: [0, 0] };
}
export const TEMPLATES = { shell: [solid(0, 0, 4, 2)] };
export function booth(number: string, x: number, z: number): PlanBooth {
	return {
		number,
		x,
		z,
		width: 4,
		depth: 2,
		facing: "s",
		template: "shell",
		accent: "#336699",
		name: `Company ${number}`,
		short_name: number,
		fascia: number,
		exhibitor: number.toLowerCase(),
		industry: "A",
		sample: true,
		tagline: "",
		logo: null,
		posters: [],
		video: null,
		brochures: 0,
		products: [],
	};
}
export const PLAN: HallPlan = {
	version: 1,
	fair: { slug: "fair", name: "Fair" },
	hall: { slug: "h1", number: "1", name: "Hall", summary: "", width: 20, depth: 20, height: 8, character: "" },
	entrance: { x: 10, z: 18, yaw: 0 },
	aisles: [],
	signs: [],
	booths: [booth("1A01", 10, 10), booth("1A02", 4, 4)],
};
