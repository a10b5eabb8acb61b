// What is around somebody in the hall, for those who would rather hear it than look: booths by side and distance, the next
// booth to see. Saying it is the app's work.
import { shortWay } from "./people";
import { type HallPlan, metresTo, type PlanBooth } from "./plan";

export type Side = "ahead" | "right" | "behind" | "left";
export interface Around {
	booth: PlanBooth;
	/** From here to its edge. */
	metres: number;
	side: Side;
}
export interface Standing {
	x: number;
	z: number;
	/** 0 north, clockwise, radians. */
	yaw: number;
}

const QUARTER = Math.PI / 2;

/** On which side of somebody a point lies. */
export function sideOf(from: Standing, x: number, z: number): Side {
	const turn = shortWay(from.yaw, Math.atan2(x - from.x, from.z - z));
	if (Math.abs(turn) <= QUARTER / 2) return "ahead";
	if (Math.abs(turn) >= QUARTER * 1.5) return "behind";
	return turn > 0 ? "right" : "left";
}

/** The nearest booths within `reach` metres, at most `most`, nearest first. */
export function boothsAround(plan: HallPlan, from: Standing, reach = 12, most = 4): Around[] {
	return plan.booths
		.map((booth) => ({ booth, metres: metresTo(booth, from.x, from.z), side: sideOf(from, booth.x, booth.z) }))
		.filter(({ metres }) => metres <= reach)
		.sort((a, b) => a.metres - b.metres)
		.slice(0, most);
}

/** The nearest taken booth that is not among those seen; null when all are. */
export function nextBooth(plan: HallPlan, from: Standing, seen: ReadonlySet<string>): PlanBooth | null {
	let next: PlanBooth | null = null;
	let least = Number.POSITIVE_INFINITY;
	for (const booth of plan.booths) {
		if (!booth.exhibitor || seen.has(booth.number)) continue;
		const metres = metresTo(booth, from.x, from.z);
		if (metres >= least) continue;
		next = booth;
		least = metres;
	}
	return next;
}
