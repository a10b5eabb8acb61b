// Words on the hall's boards: the part of their slot in the text atlas that they fill, and how large they become on a board.
import { type AtlasLayout, SLOT_SHAPE, writeSlot } from "../graphics/atlas-layout";

/** Letters are four fifths as high as a slot. */
const LETTER = 0.8;
/** About the width of a letter of the Latin alphabet, in heights. */
const NARROW = 0.62;
const FIRST_WIDE = 0x2e80;

export interface Words {
	/** Left, top, width, height in the atlas, without the empty ends. */
	readonly place: Float32Array;
	/** Width by height. */
	readonly shape: number;
}

/** `slot`: where the atlas holds the text. */
export function wordsOf(text: string, layout: AtlasLayout, slot: number): Words {
	let letters = 1.2;
	for (const letter of text) letters += (letter.codePointAt(0) ?? 0) >= FIRST_WIDE ? 1 : NARROW;
	const shape = Math.min(SLOT_SHAPE, letters * LETTER);
	const place = new Float32Array(4);
	writeSlot(layout, slot, place, 0);
	const cut = place[2] * (1 - shape / SLOT_SHAPE);
	place[0] += cut / 2;
	place[2] -= cut;
	return { place, shape };
}

/** Metres: as large as a board of this size takes them. */
export function fitWords(words: Words, wide: number, high: number): { wide: number; high: number } {
	const tall = Math.min(high, wide / words.shape);
	return { wide: tall * words.shape, high: tall };
}
