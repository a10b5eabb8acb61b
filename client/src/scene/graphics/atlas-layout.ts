// Where each line of text stands in the text atlas. Pure arithmetic; drawing is in text-atlas.ts.

export interface AtlasLayout {
	readonly columns: number;
	readonly width: number;
	readonly height: number;
	readonly slotWidth: number;
	readonly slotHeight: number;
}

/** Slots are so many times as wide as high; the boards in assets/booths have the shape of its name part. */
export const SLOT_SHAPE = 12.8;
/** The part of a slot that holds the name; the rest holds the booth's number. */
export const NAME_SHARE = 0.875;
const MOST_TEXELS = 4096;
const SMALLER = 7 / 8;

/** Slots in as few texels as will do, at most 4096 wide and high: every card has so many. Smaller slots where there are many. */
export function layOutAtlas(count: number, slotWidth: number): AtlasLayout {
	const slotHeight = Math.floor(slotWidth / SLOT_SHAPE);
	const most = Math.max(1, Math.floor(MOST_TEXELS / slotWidth));
	const columns = Math.max(1, Math.min(most, Math.ceil(Math.sqrt(count / SLOT_SHAPE))));
	const height = Math.max(1, Math.ceil(count / columns)) * slotHeight;
	if (height > MOST_TEXELS && slotHeight > 1) return layOutAtlas(count, Math.floor(slotWidth * SMALLER));
	return { columns, width: columns * slotWidth, height, slotWidth, slotHeight };
}

/** Left, top, width, height of a slot in texture coordinates (top down). */
export function writeSlot(layout: AtlasLayout, slot: number, out: Float32Array, at: number): void {
	out[at] = ((slot % layout.columns) * layout.slotWidth) / layout.width;
	out[at + 1] = (Math.floor(slot / layout.columns) * layout.slotHeight) / layout.height;
	out[at + 2] = layout.slotWidth / layout.width;
	out[at + 3] = layout.slotHeight / layout.height;
}

/** An island's ring shows the middle of the name's room, on letters half as large again. */
const RING_SHARE = 0.62;

/** The part of the name's room that a booth of this front width (metres) shows: the same rule as in surface/chunks.ts. */
export function nameShare(width: number, template = ""): number {
	return Math.min(template === "island" ? RING_SHARE : 1, 1 + Math.min(0, width - 6) * 0.126);
}

/** Letters are set closer down to this share of their width, then smaller: closer still, strokes run together. */
const CLOSEST = 0.75;

/** How a line that is `textWidth` wide at full size fits into `room`: its size, and the width that is left of each letter. */
export function fitLine(textWidth: number, room: number): { size: number; squeeze: number } {
	const share = Math.min(1, room / Math.max(textWidth, 1e-6));
	const size = Math.min(1, share / CLOSEST);
	return { size, squeeze: share / size };
}
