// Where each line of text stands in the text atlas. Pure arithmetic; drawing is in text-atlas.ts.

export interface AtlasLayout {
	readonly columns: number;
	readonly width: number;
	readonly height: number;
	readonly slotWidth: number;
	readonly slotHeight: number;
}

/** The part of a slot that holds the name; the rest holds the booth's number. */
export const NAME_SHARE = 0.875;

/** Slots of 16:1 in as few texels as will do; sizes are powers of two up to 4096. */
export function layOutAtlas(count: number, slotWidth: number): AtlasLayout {
	const slotHeight = slotWidth / 16;
	const columns = Math.max(1, Math.min(4096 / slotWidth, Math.ceil(Math.sqrt(count / 16))));
	const wide = 2 ** Math.ceil(Math.log2(columns * slotWidth));
	const across = Math.max(1, Math.floor(wide / slotWidth));
	const height = 2 ** Math.ceil(Math.log2(Math.max(1, Math.ceil(count / across)) * slotHeight));
	return { columns: across, width: wide, height, slotWidth, slotHeight };
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

/** How much a line must shrink across to fit; never below 0.45, where strokes run together. */
export function shrinkToFit(textWidth: number, room: number): number {
	return textWidth <= room ? 1 : Math.max(0.45, room / textWidth);
}
