// Why a wish about a show was not granted, in words.
import { REASONS } from "../wire/tables";
import type { Key, Words } from "./words";

const SENTENCES: Record<number, Key> = {
	[REASONS.mayNotShow]: "show.right",
	[REASONS.notAtBooth]: "show.away",
	[REASONS.shownByAnother]: "show.taken",
	[REASONS.noSuchShow]: "show.over",
	[REASONS.muted]: "show.muted",
	[REASONS.tooFast]: "show.fast",
	[REASONS.textTooLong]: "show.long",
	[REASONS.controlCharacters]: "show.letters",
	[REASONS.notInHall]: "show.away",
};

/** The sentence for a reason; null for 0. */
export function whyNot(words: Words, reason: number): string | null {
	return reason === 0 ? null : words(SENTENCES[reason] ?? "show.other");
}
