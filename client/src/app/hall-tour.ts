// The tour of one's saved list in the hall: remembered over reloads and from hall to hall; what plans it is loaded when it begins.
import { effect } from "@preact/signals";
import type { Words } from "../ui/words";
import type { PlanBooth } from "../world/plan";
import type { Saved } from "../world/saved";
import { Tour } from "../world/tour";
import { recallTour, rememberTour } from "./memory";
import type { TourGround, Touring } from "./touring";

export class HallTour {
	readonly tour: Tour;
	/** Set when the hall's plan is there. */
	ground: TourGround | null = null;
	private touring: Touring | null = null;
	private readonly wasOn: boolean;

	constructor(
		fair: string,
		hall: string,
		private readonly saved: Saved,
		private readonly words: Words,
		private readonly announce: (text: string) => void,
	) {
		this.tour = new Tour(saved, hall);
		const { isOn, been } = recallTour(fair);
		this.wasOn = isOn;
		this.tour.been.value = new Set(been);
		effect(() => {
			const state = this.tour.state.value;
			const reached = this.tour.been.value;
			if (this.touring) rememberTour(fair, state !== "off", reached);
		});
	}

	/** Goes on with a tour that was on before a reload or in another hall, or begins the one that the address asks for. */
	async resume(isAsked: boolean): Promise<void> {
		if (isAsked || this.wasOn) await this.start();
	}

	async start(): Promise<void> {
		const { ground, tour, saved, words, announce } = this;
		if (!ground) return;
		tour.state.value = "planning";
		try {
			const { Touring } = await import("./touring");
			this.touring ??= new Touring(tour, saved, words, announce, ground);
			await this.touring.start();
		} catch {
			tour.state.value = "off";
			announce(words("later.failed"));
		}
	}

	/** On to the next stop; with no tour, begins one. */
	next(): void {
		if (this.touring && this.tour.state.peek() === "on") this.touring.next();
		else void this.start();
	}

	end(): void {
		this.tour.state.value = "off";
		this.tour.stops.value = [];
		this.announce(this.words("tour.ended"));
	}

	at(booth: PlanBooth): void {
		this.touring?.at(booth);
	}
}
