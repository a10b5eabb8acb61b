// The door of the 3D page: decides whether this device shows the hall, and who enters, before three.js is loaded.
// The hall itself is hall-app.tsx, loaded only then.
import { render } from "preact";
import { becomeGuest } from "../net/passes";
import { WebsiteRefused } from "../net/website";
import { GuestEntry } from "../ui/guest-entry";
import { SaverNotice } from "../ui/saver-notice";
import { wordsOf } from "../ui/words";
import { canDraw, isSavingData } from "./device";
import { type PageData, readPageData } from "./page-data";

/** The list view's address with the booth one came for and the reason. */
export function listInstead(page: PageData): string {
	const asked = new URLSearchParams({ without: "3d", ...(page.booth ? { booth: page.booth } : {}) });
	return `${page.urls.list}?${asked}`;
}

function show(place: HTMLElement): HTMLElement {
	const layer = document.createElement("div");
	layer.className = "hall-layer hall-layer--alone";
	place.replaceChildren(layer);
	return layer;
}

/** Asks for a name; the page starts anew with it, because signing in changes the page's keys. */
function askName(place: HTMLElement, page: PageData): void {
	const words = wordsOf(page.lang);
	const enter = async (name: string): Promise<string | null> => {
		try {
			await becomeGuest(page.api, page.csrf, name);
			location.reload();
			return null;
		} catch (error) {
			const spoken = error instanceof WebsiteRefused ? error.refusal.message : "";
			return spoken || words("guest.offline");
		}
	};
	render(<GuestEntry words={words} signIn={page.urls.signIn} enter={enter} />, show(place));
}

async function begin(place: HTMLElement, page: PageData): Promise<void> {
	const { startHall } = await import("./hall-app");
	await startHall(place, page);
}

/** Shows what this page can: the hall, the question for a name, or why there is only the list. */
export function openDoor(root: Document): void {
	const page = readPageData(root);
	const place = root.getElementById("walk");
	if (!page || !place) return;
	// The list view has all that the hall has, and says why it is shown; going back does not lead here again.
	if (!canDraw()) location.replace(listInstead(page));
	else if (!page.person) askName(place, page);
	else if (isSavingData()) {
		const words = wordsOf(page.lang);
		render(<SaverNotice words={words} list={page.urls.list} enter={() => void begin(place, page)} />, show(place));
	} else void begin(place, page);
}
