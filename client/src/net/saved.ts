// The saved list at the website: reading it, putting something on it, taking it off. Nothing is kept here.
import type { SavedThing } from "../world/saved";

/** The list; null when the website does not answer. */
export async function fetchSaved(url: string, lang: string): Promise<SavedThing[] | null> {
	try {
		const answer = await fetch(`${url}?${new URLSearchParams({ lang })}`, { credentials: "same-origin" });
		return answer.ok ? ((await answer.json()) as { items: SavedThing[] }).items : null;
	} catch {
		return null;
	}
}

/** Puts something on the list or takes it off. Answers null, or the sentence that says why not ("" when offline). */
export async function keepSaved(url: string, csrf: string, thing: string, isKept: boolean): Promise<string | null> {
	try {
		const answer = await fetch(`${url}/${thing}`, {
			method: isKept ? "PUT" : "DELETE",
			headers: { "X-CSRFToken": csrf },
			credentials: "same-origin",
		});
		if (answer.ok) return null;
		const refusal = (await answer.json()) as { message?: string };
		return refusal.message ?? "";
	} catch {
		return "";
	}
}
