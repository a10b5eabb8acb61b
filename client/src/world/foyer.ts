// What stands in a hall's foyer: the registration desk beside the way in, a stage at the far end with rows of seats. Drawing is scene/hall/foyer.ts.
import type { HallPlan } from "./plan";

interface Block {
	readonly x: number;
	readonly z: number;
	readonly width: number;
	readonly depth: number;
}
export interface Foyer {
	/** 1: people come in from the south of it, -1: from the north. */
	readonly side: 1 | -1;
	readonly desk: Block;
	readonly stage: Block;
	/** The screen behind the stage, seen from the seats in the east. */
	readonly screen: Block;
	readonly seats: readonly Block[];
}

/** Main ways wider than this are foyers. */
const FOYER_METRES = 9;
/** A foyer shorter than this has no room for a stage beside the way in. */
const LENGTH_METRES = 60;
const DESK = { away: 13, width: 9, depth: 0.9 };
const STAGE = { x: 5.4, width: 5, depth: 9 };
const ROWS = 6;
const SEATS = 10;
const SEAT_METRES = 0.5;

/** The foyer of a hall; null when the plan has none that runs from west to east. */
export function foyerOf(plan: HallPlan): Foyer | null {
	const { entrance } = plan;
	const floor = plan.aisles.find(
		(aisle) =>
			aisle.kind === "main" &&
			aisle.depth > FOYER_METRES &&
			aisle.width > LENGTH_METRES &&
			Math.abs(entrance.z - aisle.z) < aisle.depth / 2,
	);
	if (!floor) return null;
	const side = entrance.z > floor.z ? 1 : -1;
	// The middle of the foyer without the strip along the booths, where people stand and walk.
	const z = floor.z + side * 1.5;
	const west = floor.x - floor.width / 2;
	const seats: Block[] = [];
	for (let row = 0; row < ROWS; row++) {
		for (let seat = 0; seat < SEATS; seat++) {
			// A way in the middle of every row.
			const along = (seat - (SEATS - 1) / 2) * 0.62 + (seat < SEATS / 2 ? -0.6 : 0.6);
			seats.push({ x: west + STAGE.x + 5.2 + row * 1.05, z: z + along, width: SEAT_METRES, depth: SEAT_METRES });
		}
	}
	return {
		side,
		desk: { x: entrance.x + DESK.away, z: z + side * 0.5, width: DESK.width, depth: DESK.depth },
		stage: { x: west + STAGE.x, z, width: STAGE.width, depth: STAGE.depth },
		screen: { x: west + STAGE.x - STAGE.width / 2 + 0.2, z, width: 0.3, depth: STAGE.depth - 0.6 },
		seats,
	};
}

/** What nobody can walk through. */
export function foyerSolids(plan: HallPlan): Block[] {
	const foyer = foyerOf(plan);
	return foyer ? [foyer.desk, foyer.stage, ...foyer.seats] : [];
}
