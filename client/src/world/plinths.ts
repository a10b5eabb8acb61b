// Where a booth's products stand: the plinths of its template, in the order of the exhibitor's products.
import drawn from "./booth-places.json";
import { type PlanBooth, TURNS } from "./plan";

interface DrawnPlinth {
	x: number;
	z: number;
	height: number;
	anchor: number[];
	least: number[];
}

/** The middle of a plinth's top, metres: x to the right and z to the front from the booth's middle, seen from its front. */
export interface Plinth {
	readonly x: number;
	readonly z: number;
	readonly height: number;
	/** Its number among all that the template has, for any size. */
	readonly drawn: number;
}

/** A product in the hall: metres, and its turn about the upright as three.js counts it, radians. */
export interface Standing {
	readonly x: number;
	readonly y: number;
	readonly z: number;
	readonly turn: number;
}

const { width: DRAWN_WIDTH, depth: DRAWN_DEPTH, ...TEMPLATES } = drawn;
/** Half a plinth's side, and how high what stands on it is at most, millimetres. */
const HALF_MM = 300;
const ABOVE_MM = 700;
const SLACK_METRES = 0.01;

/** The plinths that stand in a booth of this template and size (metres, seen from its front). */
export function plinthsOf(template: string, size: { width: number; depth: number }): Plinth[] {
	const plinths: DrawnPlinth[] = (TEMPLATES as Record<string, DrawnPlinth[]>)[template] ?? [];
	return plinths
		.map((plinth, number) => ({ ...plinth, number }))
		.filter(({ least }) => size.width >= least[0] - SLACK_METRES && size.depth >= least[1] - SLACK_METRES)
		.map(({ x, z, height, anchor, number }) => ({
			x: x + anchor[0] * (size.width - DRAWN_WIDTH),
			z: z + anchor[1] * (size.depth - DRAWN_DEPTH),
			height,
			drawn: number,
		}));
}

/** Board on the top of a plinth, over its drawn height. */
const TOP_METRES = 0.03;
/** A product's widest and tallest on a plinth of 56 cm, and its longest side at least: what is smaller nobody sees. */
const WIDEST_METRES = 0.5;
const TALLEST_METRES = 0.6;
const LEAST_METRES = 0.16;

export function standingOn(booth: PlanBooth, plinth: Plinth): Standing {
	const turns = TURNS[booth.facing];
	let { x, z } = plinth;
	for (let turn = 0; turn < turns; turn++) [x, z] = [-z, x];
	return { x: booth.x + x, y: plinth.height + TOP_METRES, z: booth.z + z, turn: (-turns * Math.PI) / 2 };
}

/** The scale at which a thing of this size (metres) stands on a plinth: its own where it fits. Null for no size at all. */
export function fitOnPlinth(size: { x: number; y: number; z: number }): number | null {
	const across = Math.hypot(size.x, size.z);
	const longest = Math.max(size.x, size.y, size.z);
	if (!(longest > 0) || !Number.isFinite(longest + across)) return null;
	const most = Math.min(WIDEST_METRES / across, TALLEST_METRES / size.y);
	return Math.min(most, Math.max(1, LEAST_METRES / longest));
}

/** The vertices of a template's mesh that show something on a plinth get its number, from 1, into each fourth place of `kind`. */
export function markPlinths(template: string, position: Int16Array, kind: Uint8Array): void {
	const plinths: DrawnPlinth[] = (TEMPLATES as Record<string, DrawnPlinth[]>)[template] ?? [];
	for (const [number, { x, z, height }] of plinths.entries()) {
		const low = (height + TOP_METRES) * 1000 - 1;
		for (let at = 0; at < position.length; at += 4) {
			const isOver = position[at + 1] >= low && position[at + 1] < low + ABOVE_MM;
			if (isOver && Math.abs(position[at] - x * 1000) < HALF_MM && Math.abs(position[at + 2] - z * 1000) < HALF_MM) {
				kind[at + 3] = number + 1;
			}
		}
	}
}
