// Where a booth's products stand: the plinths of its template, in the order of the exhibitor's products.
import drawn from "./booth-places.json";

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
}

const { width: DRAWN_WIDTH, depth: DRAWN_DEPTH, ...TEMPLATES } = drawn;
const SLACK_METRES = 0.01;

/** The plinths that stand in a booth of this template and size (metres, seen from its front). */
export function plinthsOf(template: string, size: { width: number; depth: number }): Plinth[] {
	const plinths: DrawnPlinth[] = (TEMPLATES as Record<string, DrawnPlinth[]>)[template] ?? [];
	return plinths
		.filter(({ least }) => size.width >= least[0] - SLACK_METRES && size.depth >= least[1] - SLACK_METRES)
		.map(({ x, z, height, anchor }) => ({
			x: x + anchor[0] * (size.width - DRAWN_WIDTH),
			z: z + anchor[1] * (size.depth - DRAWN_DEPTH),
			height,
		}));
}
