// Being on the tour of one's saved list: planning it, going on, noticing where one has been. Loaded when a tour begins.
// What a tour is, is world/tour.ts; without a hall to walk in (list view) the stops are only put in order.
import type { Words } from "../ui/words";
import type { HallPlan } from "../world/plan";
import { type PlanBooth, placeBefore } from "../world/plan";
import type { Saved } from "../world/saved";
import type { Point } from "../world/self";
import { stopsOf, type Tour } from "../world/tour";
import { planTour } from "../world/tour-order";
import type { Walkable } from "../world/walkable";

export interface TourGround {
	plan: HallPlan;
	walkable: Walkable;
	/** Where the tour begins. */
	from(): Point;
	/** Lights the way and goes; absent in the list view. */
	walkTo?(booth: PlanBooth): void;
}

const rest = () => new Promise<void>((done) => setTimeout(done, 0));

export class Touring {
	private round = 0;

	constructor(
		private readonly tour: Tour,
		private readonly saved: Saved,
		private readonly words: Words,
		private readonly announce: (text: string) => void,
		private readonly ground: TourGround,
	) {
		// What is saved or taken off on the way joins the tour or leaves it.
		saved.list.subscribe(() => {
			if (tour.state.peek() === "on") void this.plan();
		});
	}

	/** Puts the stops in order and says how many there are and which is first. */
	async start(): Promise<void> {
		const { tour, words } = this;
		tour.state.value = "planning";
		await this.plan();
		tour.state.value = "on";
		const next = tour.next.peek();
		const count = tour.stops.peek().length;
		if (next) this.announce(words("tour.begun", { count, number: next.booth.number, name: next.booth.name }));
		else this.announce(words(count > 0 ? "tour.done" : "tour.none"));
	}

	/** Goes to the next stop, or says that there is none. */
	next(): void {
		const stop = this.tour.next.peek();
		if (stop) this.ground.walkTo?.(stop.booth);
		else this.announce(this.words("tour.done"));
	}

	/** One stands at this booth: a stop of the tour is one where one has been. */
	at(booth: PlanBooth): void {
		const { tour, words } = this;
		const stop = tour.numberOf(booth.exhibitor);
		if (tour.state.peek() !== "on" || stop === 0 || tour.been.peek().has(booth.exhibitor)) return;
		tour.mark(booth.exhibitor, true);
		const next = tour.next.peek();
		const here = words("tour.here", { stop, count: tour.stops.peek().length, name: booth.name });
		const then = next ? words("tour.then", { number: next.booth.number, name: next.booth.name }) : words("tour.done");
		this.announce(`${here} ${then}`);
	}

	/** The newest list wins when it changes while an older one is being put in order. */
	private async plan(): Promise<void> {
		const round = ++this.round;
		const { plan, walkable, from } = this.ground;
		const stops = stopsOf(plan, this.saved.list.peek());
		const order = await planTour(
			walkable,
			from(),
			stops.map(({ booth }) => placeBefore(booth)),
			rest,
		);
		if (round === this.round) this.tour.stops.value = order.map((at) => stops[at]);
	}
}
