// How many people are here: in the fair, in the hall, in the group. Who they are is in people.ts.
import { signal } from "@preact/signals";

export interface Count {
	people: number;
	scripted: number;
}
export class Presence {
	readonly fair = signal<Count | null>(null);
	readonly hall = signal<Count | null>(null);
	readonly group = signal<Count | null>(null);

	/** A count from the wire; scope 0 is the fair, 1 the hall, 2 the group. */
	take(scope: number, people: number, scripted: number): void {
		const place = scope === 0 ? this.fair : scope === 1 ? this.hall : this.group;
		place.value = { people, scripted };
	}
}
