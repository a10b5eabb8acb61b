// Which booths of the hall match a few letters, at once and without the network. Both scripts are the website's search.
import type { HallPlan, PlanBooth } from "./plan";

/** Letters as they are compared: full width folded, lower case, no spaces. */
function fold(text: string): string {
	return text.normalize("NFKC").toLowerCase().replace(/\s+/g, "");
}

/** The booths whose number, names or products hold the letters, or whose exhibitor the website found; in plan order. */
export function findBooths(plan: HallPlan, letters: string, found: ReadonlySet<string> = new Set()): PlanBooth[] {
	const wanted = fold(letters);
	if (wanted === "") return plan.booths;
	return plan.booths.filter((booth) => {
		const words = [booth.number, booth.name, booth.short_name, booth.fascia, booth.tagline];
		return found.has(booth.exhibitor) || words.some((word) => fold(word).includes(wanted));
	});
}
