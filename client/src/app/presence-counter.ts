// Refreshes the numbers of people on a page without a socket. Live counts in the hall come over the wire instead.
const REFRESH_MS = 15_000;

interface Count {
	people: number;
	scripted: number;
}
interface Answer extends Count {
	halls?: Record<string, Count>;
}
function isAnswer(value: unknown): value is Answer {
	return typeof value === "object" && value !== null && "people" in value && "scripted" in value;
}

/** Writes an answer into every [data-presence] of the page. */
export function showPresence(root: Document, answer: Answer): void {
	for (const place of root.querySelectorAll<HTMLElement>("[data-presence]")) {
		const key = place.dataset.hallKey;
		const count = place.dataset.presence === "hall" && key ? answer.halls?.[key] : answer;
		if (!count) continue;
		const people = place.querySelector("[data-people]");
		const scripted = place.querySelector("[data-scripted]");
		if (people) people.textContent = String(count.people);
		if (scripted) {
			scripted.textContent = String(count.scripted);
			scripted.closest(".presence__scripted")?.toggleAttribute("hidden", count.scripted === 0);
		}
		place.classList.remove("presence--unknown");
	}
}

/** Asks now and every 15 s while the page is visible. */
export function keepPresenceFresh(root: Document, url: string): void {
	if (!root.querySelector("[data-presence]")) return;
	const refresh = async () => {
		if (root.visibilityState !== "visible") return;
		try {
			const answer: unknown = await (await fetch(url)).json();
			if (isAnswer(answer)) showPresence(root, answer);
		} catch {
			// The number the server rendered stays; the next round asks again.
		}
	};
	setInterval(refresh, REFRESH_MS);
	root.addEventListener("visibilitychange", refresh);
}
