// The announcements of today at the website. Nothing is kept here.
import type { Told } from "../world/news";

/** Newest first; null when the website does not answer. */
export async function fetchNews(url: string): Promise<Told[] | null> {
	try {
		const answer = await fetch(url, { credentials: "same-origin" });
		if (!answer.ok) return null;
		const { items } = (await answer.json()) as { items: { text: string; at: number }[] };
		return items.map(({ text, at }) => ({ text, at, isFromOrganiser: true }));
	} catch {
		return null;
	}
}
