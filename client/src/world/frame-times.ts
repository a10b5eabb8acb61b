// Times of frames, kept in one array and told as what a person feels: the usual one, the slow ones, the longest.

export interface Spread {
	/** Milliseconds. */
	readonly p50: number;
	readonly p95: number;
	readonly longest: number;
}

export class FrameTimes {
	private readonly times: Float32Array;
	private next = 0;

	constructor(capacity = 4096) {
		this.times = new Float32Array(capacity);
	}

	get count(): number {
		return this.next;
	}

	/** What does not fit any more is left out. Allocates nothing. */
	add(ms: number): void {
		if (this.next < this.times.length) this.times[this.next++] = ms;
	}

	/** Null when there is nothing to tell. */
	spread(): Spread | null {
		if (this.next === 0) return null;
		const sorted = this.times.slice(0, this.next).sort();
		const at = (share: number) => sorted[Math.min(this.next - 1, Math.floor(share * this.next))];
		return { p50: at(0.5), p95: at(0.95), longest: sorted[this.next - 1] };
	}

	/** Frames in a second, by the time that all of them took; 0 when there is nothing to tell. */
	perSecond(): number {
		let sum = 0;
		for (let at = 0; at < this.next; at++) sum += this.times[at];
		return sum > 0 ? (this.next * 1000) / sum : 0;
	}
}
