// Which row of the bone texture a person shows: clip from motion, phase from metres or seconds, and the change between clips.
import { heightStep } from "../../world/look";
import type { Body, BodySet } from "./bodies";
import { HEIGHTS } from "./clothes";

const WALK = 1;
const RUN = 2;
const CHANGE_SECONDS = 0.28;
const CATCHING_UP_METRES_PER_SECOND = 0.45;
/** Feet that shift take this share of a walk's steps, and none below the least. */
const SHIFT = 0.4;
const LEAST_TURNING = 0.02;
const MOVED_OR_SEATED = /^(walk|run|sit.*)$/;
/** The golden ratio keeps neighbours out of step. */
const GOLDEN = 0.618;
/** From the slowest to the fastest who claps, as a share; and which bits of an id choose among the paces. */
const UNEVEN = 0.24;
const OF_PACES = 63;
/** Ids are 16 bits; the last is never given to a person, so it is one's own. */
export const OWN_ID = 0xffff;

/** What is drawn of a person, as columns; people and oneself both have them. */
export interface Walkers {
	readonly id: Uint16Array;
	readonly x: Float32Array;
	readonly z: Float32Array;
	readonly yaw: Float32Array;
	readonly speed: Float32Array;
	readonly travelled: Float32Array;
	readonly turning: Float32Array;
	readonly motion: Uint8Array;
	readonly look: Uint32Array;
	readonly since: Float64Array;
}

/** The clip for a motion code (they have the wire's numbers); who still moves walks whatever they say. */
export function clipOf(motion: number, speed: number, clips: number): number {
	if (motion !== WALK && motion !== RUN && speed > CATCHING_UP_METRES_PER_SECOND) return WALK;
	return motion < clips ? motion : 0;
}

/** The part of a cycle, 0..1: gaits by the metres walked, everything else by the clock. */
export function phaseOf(clip: number, body: Body, scale: number, travelled: number, turns: number): number {
	const cycles =
		clip === WALK ? travelled / (body.stride * scale) : clip === RUN ? travelled / (body.runStride * scale) : turns;
	return cycles - Math.floor(cycles);
}

/** How far through a change its share is `share`: the other way round of 3g² - 2g³. */
export const risen = (share: number): number => 0.5 - Math.sin(Math.asin(1 - 2 * share) / 3);

/** Numbers that change with every person are kept in fields and columns: handed over as arguments they would be boxed. */
export class Clips {
	row = 0;
	other = 0;
	share = 0;
	/** The clip chosen, and how far through its cycle, 0..1. */
	now = 0;
	phase = 0;
	/** The time of this frame, seconds. */
	seconds = 0;
	private readonly clip = new Uint8Array(65536);
	private readonly left = new Uint16Array(65536);
	private readonly since = new Float64Array(65536);
	/** The paces of those who clap, in turn; the first is the clip's own. */
	private readonly paces = Float32Array.from({ length: OF_PACES + 1 }, (_, at) => {
		const part = at * GOLDEN;
		return 1 + (at > 0 ? (part - Math.floor(part) - 0.5) * UNEVEN : 0);
	});
	/** 1 for a clip that each does at a pace of their own: a hall never claps as one. */
	private readonly isUneven: Uint8Array;

	/** 1 for a clip of standing people, whose feet shift while they turn. */
	private readonly isStanding: Uint8Array;
	/** How much of a walk each is shown with while they turn. */
	private readonly shifted = new Float32Array(65536);

	constructor(private readonly set: BodySet) {
		this.isStanding = Uint8Array.from(set.clips, ({ name }) => Number(!MOVED_OR_SEATED.test(name)));
		this.isUneven = Uint8Array.from(set.clips, ({ name }) => Number(name === "clap" || name.endsWith("applaud")));
	}

	/** Sets row, other and share for the walker in a slot, who has body `body`; a change of clip fades. */
	choose(who: Walkers, at: number, body: number): void {
		const { clips, rows } = this.set;
		const id = who.id[at];
		const scale = HEIGHTS[heightStep(who.look[at])];
		const travelled = who.travelled[at];
		const clip = clipOf(who.motion[at], who.speed[at], clips.length);
		const before = this.clip[id];
		if (clip !== before) {
			const { frames, seconds, row } = clips[before];
			const turns = (this.seconds / seconds) * this.paces[this.isUneven[before] * (id & OF_PACES)] + id * GOLDEN;
			this.left[id] = row + Math.floor(phaseOf(before, this.set.bodies[body], scale, travelled, turns) * frames);
			this.clip[id] = clip;
			// Who shifts their feet and walks on is a part of the way into walking already.
			this.since[id] = this.seconds - (clip === WALK ? CHANGE_SECONDS * risen(this.shifted[id]) : 0);
			this.shifted[id] = 0;
		}
		const { row, frames, seconds } = clips[clip];
		const first = body * rows;
		const turns = (this.seconds / seconds) * this.paces[this.isUneven[clip] * (id & OF_PACES)] + id * GOLDEN;
		this.now = clip;
		this.phase = phaseOf(clip, this.set.bodies[body], scale, travelled, turns);
		const frame = this.phase < 1 ? this.phase * frames : 0;
		const whole = Math.floor(frame);
		const gone = (this.seconds - this.since[id]) / CHANGE_SECONDS;
		if (this.since[id] > 0 && gone >= 0 && gone < 1) {
			this.row = first + this.left[id];
			this.other = first + row + whole;
			this.share = gone * gone * (3 - 2 * gone);
			return;
		}
		this.row = first + row + whole;
		this.other = first + row + (whole + 1 === frames ? 0 : whole + 1);
		this.share = frame - whole;
		this.shifted[id] = 0;
		if (who.turning[at] > LEAST_TURNING && this.isStanding[clip] === 1) this.shiftFeet(who, at, body);
	}

	/** Of somebody who turns where they stand: a part of a walk beside the frame that is chosen. */
	private shiftFeet(who: Walkers, at: number, body: number): void {
		const { clips, bodies, rows } = this.set;
		const id = who.id[at];
		const gone = (this.seconds - this.since[id]) / CHANGE_SECONDS;
		const shift = who.turning[at] * SHIFT * Math.min(1, Math.abs(gone) - 1);
		if (!(shift > 0)) return;
		this.shifted[id] = shift;
		const cycles = who.travelled[at] / (bodies[body].stride * HEIGHTS[heightStep(who.look[at])]);
		const { row, frames } = clips[WALK];
		if (this.share > 0.5) this.row = this.other;
		this.other = body * rows + row + Math.floor((cycles - Math.floor(cycles)) * frames);
		this.share = shift;
	}
}
