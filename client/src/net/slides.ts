// What the staff of a booth can put on its screen, as the website knows it.
import type { Slide } from "../world/shows";

/** Empty when the website does not answer. */
export async function fetchSlides(api: string, fair: string, exhibitor: string, lang: string): Promise<Slide[]> {
	try {
		const address = `${api}fairs/${fair}/exhibitors/${exhibitor}/slides?${new URLSearchParams({ lang })}`;
		const answer = await fetch(address, { credentials: "same-origin" });
		return answer.ok ? ((await answer.json()) as { items: Slide[] }).items : [];
	} catch {
		return [];
	}
}
