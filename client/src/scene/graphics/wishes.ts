// What is wished of the studio that paints booths' graphics, as numbers, and what comes back. Nothing else: page and worker both read it.

/** A wish is 3 × the booth's place in the plan + one of these: paint it, fetch its picture too, let it be. */
export const PAINT = 0;
export const PICTURE = 1;
export const LEAVE = 2;
export const KINDS = 3;

/** Texels of a booth's graphics, both ways. */
export const GRAPHIC_SIZE = 512;
/** Painted booths that may be on their way at once; each is 1.4 MB. */
export const SHEETS = 3;

/** Where each level of a sheet begins: RGBA, top row first, GRAPHIC_SIZE² texels and their halves down to one; last the end. */
export const LEVEL_AT: readonly number[] = (() => {
	const starts = [0];
	for (let size = GRAPHIC_SIZE; size >= 1; size >>= 1) starts.push(starts[starts.length - 1] + size * size * 4);
	return starts;
})();
export const LEVELS = LEVEL_AT.length - 1;
/** After the levels: whose it is, in two bytes, and whether no picture of that booth is still to come. */
const LABEL_AT = LEVEL_AT[LEVELS];
export const SHEET_BYTES = LABEL_AT + 3;

/** One booth's graphics: a single array, so that a message with it is a single small object. */
export type Sheet = Uint8Array<ArrayBuffer>;

export function label(sheet: Sheet, booth: number, isWhole: boolean): void {
	sheet[LABEL_AT] = booth & 255;
	sheet[LABEL_AT + 1] = booth >> 8;
	sheet[LABEL_AT + 2] = isWhole ? 1 : 0;
}
export const boothOf = (sheet: Sheet): number => sheet[LABEL_AT] | (sheet[LABEL_AT + 1] << 8);
export const isWhole = (sheet: Sheet): boolean => sheet[LABEL_AT + 2] === 1;
