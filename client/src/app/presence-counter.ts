// Refreshes the numbers of people on a page without a socket. Live counts in the hall come over the wire instead.
const REFRESH_MS = 15_000;

interface Count {
	people: number;
	scripted: number;
}
function isCount(value: unknown): value is Count {
	return typeof value === "object" && value !== null && "people" in value && "scripted" in value;
}

/** Asks every 15 s while the page is visible and writes into [data-presence="people|scripted"]. */
export function keepPresenceFresh(root: Document, url: string): void {
	const places = root.querySelectorAll<HTMLElement>("[data-presence]");
	if (places.length === 0) return;
	const refresh = async () => {
		if (root.visibilityState !== "visible") return;
		try {
			const answer: unknown = await (await fetch(url)).json();
			if (!isCount(answer)) return;
			for (const place of places) {
				place.textContent = String(place.dataset.presence === "scripted" ? answer.scripted : answer.people);
			}
		} catch {
			// The number the server rendered stays; the next round asks again.
		}
	};
	setInterval(refresh, REFRESH_MS);
	root.addEventListener("visibilitychange", refresh);
}
