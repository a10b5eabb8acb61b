// The tour of one's saved list on the list page: the same stops in the same order as in the hall, without walking.
import "../styles/tour.css";
import { effect } from "@preact/signals";
import { render } from "preact";
import { SavedTour } from "../ui/tour";
import { wordsOf } from "../ui/words";
import type { HallPlan } from "../world/plan";
import { Tour } from "../world/tour";
import { Walkable } from "../world/walkable";
import { recallTour, rememberTour } from "./memory";
import type { PageData } from "./page-data";
import { Saving } from "./saving";
import { Touring } from "./touring";

/** Shows the tour in `place`; a tour that is on, or that ?tour=saved asks for, is there at once. */
export async function startListTour(place: HTMLElement, page: PageData): Promise<void> {
	if (!page.fair || !page.hall) return;
	const { fair, hall } = page;
	const words = wordsOf(page.lang);
	const told = document.createElement("p");
	told.className = "hidden-visually";
	told.setAttribute("aria-live", "polite");
	const announce = (text: string) => {
		told.textContent = text;
	};
	const saving = new Saving(page, fair.slug, words, announce);
	const tour = new Tour(saving.saved, hall.slug);
	const remembered = recallTour(fair.slug);
	tour.been.value = new Set(remembered.been);
	await saving.load();
	const begin = async () => {
		tour.state.value = "planning";
		const answer = await fetch(`${page.api}fairs/${fair.slug}/halls/${hall.slug}/scene?lang=${page.lang}`);
		const plan = (await answer.json()) as HallPlan;
		const ground = { plan, walkable: new Walkable(plan), from: () => plan.entrance };
		await new Touring(tour, saving.saved, words, announce, ground).start();
	};
	const box = document.createElement("div");
	place.replaceChildren(box, told);
	effect(() => {
		if (tour.state.value !== "planning") rememberTour(fair.slug, tour.state.value === "on", tour.been.value);
	});
	const walkAddress = page.urls.list ?? "";
	render(
		<SavedTour
			words={words}
			tour={tour}
			saved={saving.saved}
			pageOf={(booth) => walkAddress.replace(/halls\/[^/]+\/$/, `exhibitors/${booth.exhibitor}/`)}
			hallOf={(other) => walkAddress.replace(/halls\/[^/]+\/$/, `halls/${other.slug}/?tour=saved#tour`)}
			startTour={() => void begin()}
			endTour={() => {
				tour.state.value = "off";
			}}
		/>,
		box,
	);
	if (remembered.isOn || new URLSearchParams(location.search).get("tour") === "saved") await begin();
}
