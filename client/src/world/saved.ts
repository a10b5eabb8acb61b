// What one saved of the fair, in the order of saving. Who keeps it is the website; asking it is net/saved.ts.
import { computed, signal } from "@preact/signals";

export type SavedKind = "exhibitors" | "products";
export interface SavedThing {
	kind: SavedKind;
	/** An exhibitor's slug or a product's number. */
	key: string;
	name: string;
	exhibitor: string;
	exhibitor_name: string;
	/** The hall's slug, number and name and the booth's number; null while the exhibitor has none. */
	hall: string | null;
	hall_number: number | null;
	hall_name: string | null;
	booth: string | null;
	note: string;
}

/** What names a thing in addresses and on bookmarks. */
export const savedAddress = (kind: SavedKind, key: string) => `${kind}/${key}`;

export class Saved {
	readonly list = signal<readonly SavedThing[]>([]);
	/** What is on its way to the website: true is wished on the list, false off it. */
	readonly wished = signal<ReadonlyMap<string, boolean>>(new Map());
	private readonly kept = computed(() => new Set(this.list.value.map(({ kind, key }) => savedAddress(kind, key))));

	/** Whether it is on the list, or will be when the website has heard of it. */
	has(thing: string): boolean {
		return this.wished.value.get(thing) ?? this.kept.value.has(thing);
	}

	wish(thing: string, isKept: boolean): void {
		this.wished.value = new Map(this.wished.peek()).set(thing, isKept);
	}

	/** The website has answered: what holds is the list. */
	settle(thing: string): void {
		const left = new Map(this.wished.peek());
		left.delete(thing);
		this.wished.value = left;
	}
}
