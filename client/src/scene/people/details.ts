// How finely each person is drawn: by distance, with a margin so that nobody flickers, and a short fade from one to the next.
import type { Quality } from "../hall-scene";
import { FADE_STEPS } from "./skin";

/** How far the finest and the middle body reach, metres; beyond are pictures of people. */
const REACH: Record<Quality, readonly [number, number]> = {
	low: [3, 9],
	medium: [5, 15],
	high: [8, 22],
	ultra: [12, 34],
};
/** The number of a picture of a person among the details. */
export const FAR = 2;
/** Who has changed stays so until this much farther out, as a share of the distance. */
const MARGIN = 1.08;
const FADE_MS = 520;
/** Somebody not drawn for this long shows their detail at once. */
const ABSENT_MS = 700;

/** 0 fine, 1 middle, 2 a picture, from the square of the distance. */
export function detailOf(away: number, reach: readonly [number, number]): number {
	if (away < reach[0] * reach[0]) return 0;
	return away < reach[1] * reach[1] ? 1 : FAR;
}

export class Details {
	/** What `choose` answered: the detail now, the one before, and the fade step (the last: no fade). */
	now = 0;
	former = 0;
	step = FADE_STEPS - 1;
	nowMs = 0;
	private reach = REACH.medium;
	private readonly shown = new Uint8Array(65536);
	private readonly before = new Uint8Array(65536);
	private readonly changed = new Float64Array(65536);
	private readonly drawn = new Float64Array(65536).fill(Number.NEGATIVE_INFINITY);

	constructor(level: Quality) {
		this.setQuality(level);
	}

	setQuality(level: Quality): void {
		this.reach = REACH[level];
	}

	/** For the person `id` whose distance has the square `away`. */
	choose(id: number, away: number): void {
		const had = this.shown[id];
		const wish = detailOf(away, this.reach);
		const finer = wish > had && detailOf(away / (MARGIN * MARGIN), this.reach) === had;
		const detail = finer ? had : wish;
		const isFresh = this.nowMs - this.drawn[id] > ABSENT_MS;
		this.drawn[id] = this.nowMs;
		if (detail !== had) {
			this.before[id] = had;
			this.shown[id] = detail;
			this.changed[id] = isFresh ? Number.NEGATIVE_INFINITY : this.nowMs;
		}
		this.now = detail;
		this.former = this.before[id];
		const gone = (this.nowMs - this.changed[id]) / FADE_MS;
		this.step = gone >= 0 && gone < 1 ? Math.floor(gone * (FADE_STEPS - 1)) : FADE_STEPS - 1;
	}
}
