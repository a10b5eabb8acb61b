// The tour of one's saved list: stops of this hall in order, where one has been, what is left in other halls.
// The order is tour-order.ts; walking it is the app's work.
import { computed, type ReadonlySignal, signal } from "@preact/signals";
import type { HallPlan, PlanBooth } from "./plan";
import type { Saved, SavedThing } from "./saved";

export interface Stop {
	booth: PlanBooth;
	/** What one saved of it: itself, products. */
	things: readonly SavedThing[];
}
export interface OtherHall {
	slug: string;
	number: number;
	name: string;
	/** Stops where one has not been. */
	left: number;
}

/** The booths of this hall that one saved, or products of them, by booth number. */
export function stopsOf(plan: HallPlan, list: readonly SavedThing[]): Stop[] {
	return plan.booths.flatMap((booth) => {
		const things = booth.exhibitor ? list.filter(({ exhibitor }) => exhibitor === booth.exhibitor) : [];
		return things.length > 0 ? [{ booth, things }] : [];
	});
}

/** The other halls with something saved, by number. */
export function otherHalls(list: readonly SavedThing[], here: string, been: ReadonlySet<string>): OtherHall[] {
	const halls = new Map<string, OtherHall & { exhibitors: Set<string> }>();
	for (const { hall, hall_number, hall_name, exhibitor } of list) {
		if (hall === null || hall_number === null || hall === here) continue;
		const other = halls.get(hall) ?? {
			slug: hall,
			number: hall_number,
			name: hall_name ?? "",
			left: 0,
			exhibitors: new Set(),
		};
		if (!been.has(exhibitor)) other.exhibitors.add(exhibitor);
		halls.set(hall, { ...other, left: other.exhibitors.size });
	}
	return [...halls.values()]
		.map(({ slug, number, name, left }) => ({ slug, number, name, left }))
		.sort((a, b) => a.number - b.number);
}

export class Tour {
	readonly state = signal<"off" | "planning" | "on">("off");
	/** Of this hall, in the order to see them; empty while the tour is off. */
	readonly stops = signal<readonly Stop[]>([]);
	/** Exhibitors' slugs, of all halls. */
	readonly been = signal<ReadonlySet<string>>(new Set());
	/** The first stop where one has not been. */
	readonly next: ReadonlySignal<Stop | null> = computed(
		() => this.stops.value.find(({ booth }) => !this.been.value.has(booth.exhibitor)) ?? null,
	);
	readonly elsewhere: ReadonlySignal<readonly OtherHall[]>;

	constructor(saved: Saved, hall: string) {
		this.elsewhere = computed(() => otherHalls(saved.list.value, hall, this.been.value));
	}

	/** The place of a stop in the tour, from 1; 0 when it is none. */
	numberOf(exhibitor: string): number {
		return this.stops.value.findIndex(({ booth }) => booth.exhibitor === exhibitor) + 1;
	}

	mark(exhibitor: string, isBeen: boolean): void {
		const been = new Set(this.been.peek());
		if (isBeen) been.add(exhibitor);
		else been.delete(exhibitor);
		this.been.value = been;
	}
}
