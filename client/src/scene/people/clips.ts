// Which row of the bone texture a person shows: clip from motion, phase from metres or seconds, and the change between clips.
import type { Body, BodySet } from "./bodies";

const WALK = 1;
const RUN = 2;
const CHANGE_SECONDS = 0.28;
const CATCHING_UP_METRES_PER_SECOND = 0.45;
/** Ids are 16 bits; the last is never given to a person, so it is one's own. */
export const OWN_ID = 0xffff;

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

export class Clips {
	row = 0;
	other = 0;
	share = 0;
	private readonly clip = new Uint8Array(65536);
	private readonly left = new Float32Array(65536);
	private readonly since = new Float32Array(65536);

	constructor(private readonly set: BodySet) {}

	/** Sets row, other and share for one person at `seconds`; a change of clip fades. */
	choose(
		id: number,
		at: number,
		scale: number,
		motion: number,
		speed: number,
		travelled: number,
		seconds: number,
	): void {
		const { clips, rows } = this.set;
		const clip = clipOf(motion, speed, clips.length);
		if (clip !== this.clip[id]) {
			this.left[id] = clips[this.clip[id]].row + this.frameOf(this.clip[id], at, scale, travelled, id, this.since[id]);
			this.clip[id] = clip;
			this.since[id] = seconds;
		}
		const { row, frames } = clips[clip];
		const first = at * rows;
		const frame = this.frameOf(clip, at, scale, travelled, id, seconds);
		const gone = (seconds - this.since[id]) / CHANGE_SECONDS;
		if (this.since[id] > 0 && gone >= 0 && gone < 1) {
			this.row = first + Math.floor(this.left[id]);
			this.other = first + row + Math.floor(frame);
			this.share = gone * gone * (3 - 2 * gone);
			return;
		}
		const whole = Math.floor(frame);
		this.row = first + row + whole;
		this.other = first + row + (whole + 1 === frames ? 0 : whole + 1);
		this.share = frame - whole;
	}

	private frameOf(clip: number, at: number, scale: number, travelled: number, id: number, seconds: number): number {
		const { frames, seconds: length } = this.set.clips[clip];
		// The golden ratio keeps neighbours out of step.
		const turns = seconds / length + id * 0.618;
		const frame = phaseOf(clip, this.set.bodies[at], scale, travelled, turns) * frames;
		return frame < frames ? frame : 0;
	}
}
