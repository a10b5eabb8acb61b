// The hall's plan as the scene manifest gives it: metres, origin in the north-west corner. Nothing is computed here.
export type Facing = "n" | "e" | "s" | "w";
export interface PlanProduct {
	id: number;
	name: string;
	picture: string | null;
	/** The lightest level of its 3D model. */
	model?: { url: string; bytes: number; triangles: number } | null;
}
export interface PlanBooth {
	number: string;
	x: number;
	z: number;
	width: number;
	depth: number;
	facing: Facing;
	template: string;
	accent: string;
	name: string;
	short_name: string;
	fascia: string;
	exhibitor: string;
	industry: string;
	sample: boolean;
	tagline: string;
	products: PlanProduct[];
	/** Addresses of pictures, from the design: the sign on wall and screen, posters, the picture of the video. */
	logo: string | null;
	posters: string[];
	video: string | null;
	/** How many brochures can be read here. */
	brochures: number;
	/** The first page of the first one, small. */
	cover?: string | null;
}
export interface PlanAisle {
	x: number;
	z: number;
	width: number;
	depth: number;
	kind: "main" | "cross";
	label: string;
}
export interface PlanSign {
	x: number;
	z: number;
	yaw: number;
	text: string;
	kind: "hall" | "zone" | "slogan";
}
export interface HallPlan {
	version: 1;
	fair: { slug: string; name: string };
	hall: {
		slug: string;
		number: string;
		name: string;
		summary: string;
		width: number;
		depth: number;
		height: number;
		character: string;
	};
	entrance: { x: number; z: number; yaw: number };
	aisles: PlanAisle[];
	signs: PlanSign[];
	booths: PlanBooth[];
}

/** Quarter turns clockwise (seen from above) that bring a booth's front from south (+z) to its facing. */
export const TURNS: Record<Facing, number> = { s: 0, w: 1, n: 2, e: 3 };

/** The direction a booth's front looks, as [x, z]. */
export function frontOf(facing: Facing): readonly [number, number] {
	return facing === "n" ? [0, -1] : facing === "e" ? [1, 0] : facing === "s" ? [0, 1] : [-1, 0];
}

/** Where somebody stands to look at a booth, metres, and the yaw that faces it. */
export function placeBefore(booth: PlanBooth, distance = 1.6): { x: number; z: number; yaw: number } {
	const [fx, fz] = frontOf(booth.facing);
	const reach = frontSize(booth).depth / 2 + distance;
	return { x: booth.x + fx * reach, z: booth.z + fz * reach, yaw: Math.atan2(-fx, fz) };
}

/** A booth's size seen from its front: the plan's width runs along x and depth along z, whatever way it faces. */
export function frontSize(booth: PlanBooth): { width: number; depth: number } {
	const isTurned = booth.facing === "e" || booth.facing === "w";
	return isTurned ? { width: booth.depth, depth: booth.width } : { width: booth.width, depth: booth.depth };
}

/** Metres from a point to a booth's edge, 0 inside it. */
export function metresTo(booth: PlanBooth, x: number, z: number): number {
	const dx = Math.max(0, Math.abs(x - booth.x) - booth.width / 2);
	const dz = Math.max(0, Math.abs(z - booth.z) - booth.depth / 2);
	return Math.hypot(dx, dz);
}

/** The booth whose front is nearest to a point, within `reach` metres; null when none is. */
export function boothNear(plan: HallPlan, x: number, z: number, reach = 4): PlanBooth | null {
	let best: PlanBooth | null = null;
	let distance = reach;
	for (const booth of plan.booths) {
		const away = metresTo(booth, x, z);
		if (away < distance) {
			best = booth;
			distance = away;
		}
	}
	return best;
}
