// A booth's brochures as the website tells them, and how their pages are turned. Nothing here knows a screen.
export interface BrochurePage {
	readonly url: string;
	/** The same at 320 pixels. */
	readonly small: string;
	readonly width: number;
	readonly height: number;
}

export interface Brochure {
	readonly name: string;
	/** Downloads the file, of so many bytes. */
	readonly url: string;
	readonly bytes: number;
	/** How many it has; `pictures` are the first of them, or all. */
	readonly pages: number;
	readonly pictures: readonly BrochurePage[];
}

export type Turn = "next" | "previous" | "first" | "last";

const TURN_OF_KEY: Record<string, Turn> = {
	ArrowRight: "next",
	PageDown: "next",
	ArrowLeft: "previous",
	PageUp: "previous",
	Home: "first",
	End: "last",
};
/** So far a finger has to go, and so much more aside than up or down. */
const SWIPE_PIXELS = 40;
const SWIPE_SLOPE = 1.5;

export const turnOfKey = (key: string): Turn | null => TURN_OF_KEY[key] ?? null;

/** What a finger means that went so far, in pixels. */
export function turnOfSwipe(right: number, down: number): Turn | null {
	if (Math.abs(right) < SWIPE_PIXELS || Math.abs(right) < SWIPE_SLOPE * Math.abs(down)) return null;
	return right < 0 ? "next" : "previous";
}

/** The pages that lie open with page `at` (0 is the cover): one, or two beside each other as in print, the cover alone. */
export function openAt(at: number, count: number, isDouble: boolean): readonly number[] {
	if (!isDouble || at === 0) return [at];
	const left = at - ((at + 1) % 2);
	return left + 1 < count ? [left, left + 1] : [left];
}

/** The page that is open after a turn; the same at either end. */
export function turned(at: number, count: number, turn: Turn, isDouble: boolean): number {
	const open = openAt(at, count, isDouble);
	switch (turn) {
		case "first":
			return 0;
		case "last":
			return openAt(count - 1, count, isDouble)[0];
		case "next":
			return Math.min(open[open.length - 1] + 1, openAt(count - 1, count, isDouble)[0]);
		case "previous":
			return openAt(Math.max(open[0] - 1, 0), count, isDouble)[0];
	}
}

/** What is loaded: the open pages, and those one turn before and after. */
export function loadedAt(at: number, count: number, isDouble: boolean): readonly number[] {
	const turns: readonly Turn[] = ["previous", "next"];
	const around = turns.flatMap((turn) => openAt(turned(at, count, turn, isDouble), count, isDouble));
	return [...new Set([...openAt(at, count, isDouble), ...around])];
}
