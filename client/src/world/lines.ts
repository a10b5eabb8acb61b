// Which line (分线) of the hall one is in, and which there are: copies of the same hall, each with people of its own.
import { signal } from "@preact/signals";

export interface HallLine {
	line: number;
	people: number;
	/** So many people it takes before another opens. */
	room: number;
}
export class Lines {
	/** 0 outside a hall. */
	readonly current = signal(0);
	readonly count = signal(0);
	/** As they were when last asked for; null before. */
	readonly list = signal<readonly HallLine[] | null>(null);
	/** The code of the refusal when the hall could not be entered, else 0. */
	readonly refused = signal(0);
}
