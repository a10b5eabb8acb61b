// Who turns their head to whom: people look at somebody near who talks, waves or holds out a hand. Faces and shaders are the scene's.
// Every frame asks for everybody who is drawn near, so all numbers lie in columns and nothing is made.

/** What one needs to know of those who look. */
export interface Lookers {
	readonly id: Uint16Array;
	readonly x: Float32Array;
	readonly z: Float32Array;
	readonly yaw: Float32Array;
}
/** Where somebody stands, by id. */
export interface Places extends Lookers {
	slotOf(id: number): number;
}

/** The id of oneself among those who are looked at: the last one, which is never given. */
export const ONESELF = 0xffff;
/** A head turns so far to a side; what is farther behind one does not look at. */
export const FARTHEST_RADIANS = Math.PI / 3;
const BEHIND_RADIANS = 2.1;
/** Nearer than this somebody stands in one. */
const LEAST_METRES = 0.3;
/** A critically damped spring: a head takes half a second. */
const SPRING_PER_SECOND = 8;
const MOST = 8;
const FULL_TURN = Math.PI * 2;
const LONGEST_STEP_SECONDS = 0.1;

export class Gaze {
	/** By how much each head is turned to its right, radians, by id. */
	readonly turn = new Float32Array(65536);
	private readonly pace = new Float32Array(65536);
	private readonly who = new Uint16Array(MOST);
	private readonly metres = new Float32Array(MOST);
	private readonly until = new Float64Array(MOST);
	private readonly x = new Float32Array(MOST);
	private readonly z = new Float32Array(MOST);
	private readonly isHere = new Uint8Array(MOST);
	/** Seconds since the last frame, how much of a pace is left after it, and the turn that is wished for. */
	private readonly step = new Float64Array(3);
	private last = 0;

	/** Those within `metres` look at avatar `id` until then. Of too many, who is looked at the least longer gives way. */
	attend(id: number, metres: number, untilMs: number): void {
		let at = this.who.indexOf(id);
		if (at < 0) {
			at = 0;
			for (let other = 1; other < MOST; other++) if (this.until[other] < this.until[at]) at = other;
		}
		const isMore = this.who[at] === id && this.until[at] > untilMs;
		if (isMore) return;
		this.who[at] = id;
		this.metres[at] = metres;
		this.until[at] = untilMs;
	}

	/** Before the heads of a frame: finds those who are looked at; `own` is oneself. */
	begin(people: Places, own: Lookers, nowMs: number): void {
		const { step } = this;
		step[0] = Math.min(LONGEST_STEP_SECONDS, Math.max(0, (nowMs - this.last) / 1000));
		step[1] = Math.exp(-SPRING_PER_SECOND * step[0]);
		this.last = nowMs;
		for (let at = 0; at < MOST; at++) {
			const isOwn = this.who[at] === ONESELF;
			const slot = isOwn ? 0 : people.slotOf(this.who[at]);
			this.isHere[at] = Number(nowMs < this.until[at] && slot >= 0);
			if (this.isHere[at] === 0) continue;
			const from = isOwn ? own : people;
			this.x[at] = from.x[slot];
			this.z[at] = from.z[slot];
		}
	}

	/** Turns the head of the walker in a slot by one frame. */
	look(who: Lookers, slot: number): void {
		const { step, isHere, turn, pace } = this;
		const id = who.id[slot];
		let nearest = Number.MAX_VALUE;
		step[2] = 0;
		for (let at = 0; at < MOST; at++) {
			if (isHere[at] === 0 || this.who[at] === id) continue;
			const dx = this.x[at] - who.x[slot];
			const dz = this.z[at] - who.z[slot];
			const away = dx * dx + dz * dz;
			if (away >= nearest || away > this.metres[at] * this.metres[at] || away < LEAST_METRES * LEAST_METRES) continue;
			nearest = away;
			const far = Math.atan2(dx, -dz) - who.yaw[slot];
			const side = far - Math.round(far / FULL_TURN) * FULL_TURN;
			const isSeen = Number(Math.abs(side) < BEHIND_RADIANS);
			step[2] = isSeen * Math.max(-FARTHEST_RADIANS, Math.min(FARTHEST_RADIANS, side));
		}
		const off = turn[id] - step[2];
		const pull = (pace[id] + SPRING_PER_SECOND * off) * step[0];
		pace[id] = (pace[id] - SPRING_PER_SECOND * pull) * step[1];
		turn[id] = step[2] + (off + pull) * step[1];
	}
}
