// How wide letters are, without asking the browser each time: its answer is an object, and names are written while one walks.
// Pure; the widths come from whoever makes it.

const ASCII = 128;
/** Shares of the letter's height: Latin, Greek, Cyrillic and the like are estimated, wide scripts are as wide as high. */
const NARROW = 0.62;
const FIRST_WIDE = 0x2e80;
const SURROGATE = 0xd800;
const LAST_SURROGATE = 0xdfff;

export class TextWidth {
	private readonly ascii = new Uint16Array(ASCII);
	private readonly narrow: number;

	/** `letter`: pixels of a letter's height; `measure`: the width of one ASCII letter, pixels. */
	constructor(
		private readonly letter: number,
		measure: (letter: string) => number,
	) {
		this.narrow = Math.ceil(letter * NARROW);
		for (let code = 32; code < ASCII; code++) this.ascii[code] = Math.ceil(measure(String.fromCharCode(code)));
	}

	/** Whole pixels that a text takes, about. A letter outside the first plane (a rare character, a face) counts as wide. */
	of(text: string): number {
		let wide = 0;
		for (let at = 0; at < text.length; at++) {
			const code = text.charCodeAt(at);
			if (code < ASCII) wide += this.ascii[code];
			else if (code >= SURROGATE && code <= LAST_SURROGATE) wide += this.letter >> 1;
			else if (code >= FIRST_WIDE) wide += this.letter;
			else wide += this.narrow;
		}
		return wide;
	}
}
