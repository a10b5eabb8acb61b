// Paints booths' graphics one after the other and fetches their pictures: those wished first come first, those left behind
// are let be. Knows no page and no worker; the wishes are numbers, so that asking makes nothing.
import { frontSize, type PlanBooth } from "../../world/plan";
import { plinthsOf } from "../../world/plinths";
import { type BoothPictures, type Pen, paintBooth } from "./painter";
import { PictureQueue } from "./picture-queue";
import { GRAPHIC_SIZE, KINDS, LEAVE, LEVEL_AT, label, PAINT, PICTURE, SHEET_BYTES, SHEETS, type Sheet } from "./wishes";

/** The longer side of a picture that is kept for painting. */
const PICTURE_PIXELS = 256;

/** The picture at an address, small enough for a board. Rejects when it cannot be had or was let be. */
async function fetchPicture(address: string, signal: AbortSignal): Promise<ImageBitmap> {
	const answer = await fetch(address, { signal });
	if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
	const whole = await createImageBitmap(await answer.blob());
	const share = PICTURE_PIXELS / Math.max(whole.width, whole.height);
	if (share >= 1) return whole;
	const resizeWidth = Math.max(1, Math.round(whole.width * share));
	const resizeHeight = Math.max(1, Math.round(whole.height * share));
	const small = await createImageBitmap(whole, { resizeWidth, resizeHeight, resizeQuality: "high" });
	whole.close();
	return small;
}

/** What a booth needs to be painted whole, null for no picture at all. */
function orderOf(booth: PlanBooth): BoothPictures<string> | null {
	const { logo, posters, video, cover = null } = booth;
	// One picture on wall and screen, and one on each plinth's card.
	const seen = Math.max(1, plinthsOf(booth.template, frontSize(booth)).length);
	const products = booth.products.slice(0, seen).map((product) => product.picture);
	const all = [logo, video, cover, ...posters, ...products];
	return all.some(Boolean) ? { logo, posters, video, cover, products } : null;
}

function giveUp(pictures: BoothPictures<ImageBitmap>): void {
	const { logo, video, cover, posters, products } = pictures;
	for (const picture of [logo, video, cover, ...posters, ...products]) picture?.close();
}

export class Studio {
	private readonly pens: (Pen | null)[] = [];
	private readonly sheets = Array.from({ length: SHEETS }, (): Sheet => new Uint8Array(SHEET_BYTES));
	/** Booths to paint, in the order they were wished. */
	private readonly waiting: number[] = [];
	private readonly pictures: PictureQueue<BoothPictures<string>, BoothPictures<ImageBitmap>>;

	constructor(
		private readonly booths: readonly PlanBooth[],
		canvas: (size: number) => Pen | null,
		private readonly give: (sheet: Sheet) => void,
		fetchOne: (address: string, signal: AbortSignal) => Promise<ImageBitmap> = fetchPicture,
	) {
		for (let size = GRAPHIC_SIZE; size >= 1; size >>= 1) this.pens.push(canvas(size));
		// A picture that cannot be had leaves its place empty; the others are shown.
		const had = (address: string | null, signal: AbortSignal) =>
			address === null ? null : fetchOne(address, signal).catch(() => null);
		this.pictures = new PictureQueue<BoothPictures<string>, BoothPictures<ImageBitmap>>(
			booths.map(orderOf),
			async (order, signal) => {
				const all = (addresses: readonly (string | null)[]) => Promise.all(addresses.map((one) => had(one, signal)));
				const [[logo, video, cover], posters, products] = await Promise.all([
					all([order.logo, order.video, order.cover]),
					all(order.posters),
					all(order.products),
				]);
				return { logo, video, cover, posters, products };
			},
			(booth) => this.wish(booth * KINDS + PAINT),
			giveUp,
		);
	}

	wish(code: number): void {
		const booth = Math.floor(code / KINDS);
		const kind = code % KINDS;
		const at = this.waiting.indexOf(booth);
		if (kind === PICTURE) {
			this.pictures.want(booth);
			return;
		}
		if (kind === LEAVE) {
			this.pictures.leave(booth);
			if (at >= 0) this.waiting.splice(at, 1);
			return;
		}
		if (at < 0) this.waiting.push(booth);
		this.paint();
	}

	takeBack(sheet: Sheet): void {
		this.sheets.push(sheet);
		this.paint();
	}

	close(): void {
		this.pictures.close();
	}

	private paint(): void {
		while (this.waiting.length > 0 && this.sheets.length > 0) {
			const booth = this.waiting.shift() as number;
			const sheet = this.sheets.pop() as Sheet;
			const [first] = this.pens;
			if (first) paintBooth(first, this.booths[booth], this.pictures.of(booth));
			for (const [level, pen] of this.pens.entries()) {
				const size = GRAPHIC_SIZE >> level;
				const finer = this.pens[level - 1];
				if (finer) pen?.drawImage(finer.canvas, 0, 0, size, size);
				if (pen) sheet.set(pen.getImageData(0, 0, size, size).data, LEVEL_AT[level]);
			}
			label(sheet, booth, this.pictures.isSettled(booth));
			this.give(sheet);
		}
	}
}
