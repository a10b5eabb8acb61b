// Paints one booth's graphics on a canvas of 512 x 512: the wide back wall (top half), the screen, the tall poster.
// Of a booth narrower than 6 m the hall shows the left part of the wall only.
// When is studio.ts; which layer it goes to is layer-cache.ts and graphics.ts.
import { frontSize, type HallPlan } from "../../world/plan";
import { FONT } from "./fonts";

type Booth = HallPlan["booths"][number];
/** A canvas on a page or in a worker. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
const SCREEN = { x: 0, y: 256, width: 256, height: 144 };
/** The first of the cards; the others stand right of it. */
const CARD = { y: 400, width: 80, height: 112 };
const CARDS = 4;
/** The cover of the brochure on the counter. */
const COVER = { x: 258, y: 258, width: 60, height: 89 };
const TALL = { x: 320, y: 256, width: 192, height: 256 };

function numberFrom(text: string): number {
	let h = 2166136261;
	for (let i = 0; i < text.length; i++) h = Math.imul(h ^ text.charCodeAt(i), 16777619);
	return h >>> 0;
}

/** Light and dark relatives of an accent, as CSS colours. */
export function shades(accent: string): { deep: string; full: string; light: string; pale: string } {
	const mix = (share: number, to: number) => {
		let out = "rgb(";
		for (let i = 0; i < 3; i++) {
			const c = Number.parseInt(accent.slice(1 + i * 2, 3 + i * 2), 16) || 0;
			out += `${Math.round(c + (to - c) * share)}${i < 2 ? "," : ")"}`;
		}
		return out;
	};
	return { deep: mix(0.62, 8), full: mix(0.12, 0), light: mix(0.45, 255), pale: mix(0.86, 255) };
}

function pattern(g: Pen, x: number, y: number, w: number, h: number, seed: number) {
	g.save();
	g.beginPath();
	g.rect(x, y, w, h);
	g.clip();
	g.strokeStyle = g.fillStyle = "#fff";
	const kind = seed % 4;
	for (let k = 0; k < 14; k++) {
		const r = ((seed >>> (k % 17)) % 97) / 97;
		g.globalAlpha = 0.05 + 0.05 * r;
		g.beginPath();
		if (kind === 0) g.arc(x + w * (0.55 + r * 0.5), y + h * 0.5, h * (0.12 + k * 0.09), 0, 7);
		else if (kind === 1) {
			g.moveTo(x + w * (0.3 + k * 0.06), y + h);
			g.lineTo(x + w * (0.5 + k * 0.06), y);
		} else if (kind === 2) {
			for (let q = 0; q <= w; q += 6)
				g.lineTo(x + q, y + h * (0.5 + 0.035 * k) + Math.sin(q * 0.018 + k * 0.6 + r) * h * 0.1);
		} else
			g.rect(x + w * (0.5 + (k % 7) * 0.075), y + h * (0.1 + Math.floor(k / 7) * 0.36 + r * 0.06), w * 0.055, h * 0.3);
		g.lineWidth = h * 0.012;
		if (kind === 3) g.fill();
		else g.stroke();
	}
	g.restore();
	g.globalAlpha = 1;
}

function write(g: Pen, text: string, x: number, y: number, room: number, size: number, weight = 600) {
	g.font = `${weight} ${size}px ${FONT}`;
	g.fillText(text, x, y, room);
}

/** Lines of at most `room` pixels; Latin words stay whole where they can. */
export function breakLines(text: string, room: number, measure: (part: string) => number, most: number): string[] {
	const lines: string[] = [];
	let line = "";
	for (const part of text.match(/[\w'’.-]+\s*|./gu) ?? []) {
		if (line && measure(line + part) > room) {
			lines.push(line.trimEnd());
			line = "";
			if (lines.length === most) return lines;
		}
		line += part;
	}
	if (line) lines.push(line.trimEnd());
	return lines;
}

/** A picture where it is drawn: with its own size. */
export type Photo = CanvasImageSource & { readonly width: number; readonly height: number };

/** What a booth shows: pictures, or their addresses. */
export interface BoothPictures<Kind> {
	readonly logo: Kind | null;
	readonly posters: readonly (Kind | null)[];
	/** The first picture of its video. */
	readonly video: Kind | null;
	/** The first page of its first brochure. */
	readonly cover: Kind | null;
	/** In the order of the booth's products. */
	readonly products: readonly (Kind | null)[];
}

interface Box {
	readonly x: number;
	readonly y: number;
	readonly width: number;
	readonly height: number;
}

/** All of the picture, in the middle of the box. */
function within(g: Pen, photo: Photo, box: Box): void {
	const share = Math.min(box.width / photo.width, box.height / photo.height);
	const [w, h] = [photo.width * share, photo.height * share];
	g.drawImage(photo, box.x + (box.width - w) / 2, box.y + (box.height - h) / 2, w, h);
}

/** All of the box, with what of the picture's middle fits. */
function over(g: Pen, photo: Photo, box: Box): void {
	const share = Math.max(box.width / photo.width, box.height / photo.height);
	const [w, h] = [box.width / share, box.height / share];
	g.drawImage(photo, (photo.width - w) / 2, (photo.height - h) / 2, w, h, box.x, box.y, box.width, box.height);
}

function plate(g: Pen, logo: Photo, box: Box): void {
	g.fillStyle = "#fff";
	g.fillRect(box.x, box.y, box.width, box.height);
	within(g, logo, { x: box.x + 6, y: box.y + 6, width: box.width - 12, height: box.height - 12 });
}

/** How many of the wall's 512 texels a booth of this front width shows, metres: the rule of surface/chunks.ts. */
export const wallTexels = (width: number): number => Math.round(512 * Math.max(0.4, 1 + Math.min(0, width - 6) / 5.46));

/** Texels of the wall's left that a screen, a table and chairs stand before, in most templates. */
const BEHIND_SCREEN = 126;
const NARROW = 400;
/** Designs whose screen hangs there. */
const SCREENED: ReadonlySet<string> = new Set(["shell", "frame", "portal", "market"]);
/** Designs with a shelf before the right end of the wall, so many texels wide. */
const SHELVED: Readonly<Record<string, number>> = { shell: 62, market: 84 };
/** Less room than this for lines is none. */
const LEAST_ROOM = 96;
/** The first product's picture on a wall without posters. */
const SHOWN: Box = { x: 318, y: 74, width: 128, height: 128 };

/** Where each of `count` posters hangs on a wall that shows `seen` texels: at its right, on a narrow one two at most. */
export function posterBoxes(count: number, seen: number): Box[] {
	const isNarrow = seen < NARROW;
	const shown = isNarrow ? Math.min(2, count) : count;
	const left = isNarrow ? BEHIND_SCREEN : seen - 262;
	const wide = Math.min(150, (seen - 14 - left - 8 * (shown - 1)) / shown);
	const start = seen - 14 - shown * wide - 8 * (shown - 1);
	const [y, height] = isNarrow ? [66, 150] : [24, 208];
	return Array.from({ length: shown }, (_, i) => ({ x: start + i * (wide + 8), y, width: wide, height }));
}

function paintGround(g: Pen, booth: Booth, seed: number): string {
	const s = shades(booth.accent);
	const light = seed % 3 === 0;
	const wall = g.createLinearGradient(0, 0, 512, 256);
	wall.addColorStop(0, light ? s.pale : s.deep);
	wall.addColorStop(1, light ? s.light : s.full);
	g.fillStyle = wall;
	g.fillRect(0, 0, 512, 256);
	pattern(g, 0, 0, 512, 256, seed);
	return light ? s.deep : "#ffffff";
}

/** The wall of a booth whose exhibitor brought a logo or posters. */
function paintOwnWall(g: Pen, booth: Booth, logo: Photo | null, posters: readonly Photo[], ink: string): void {
	const seen = wallTexels(frontSize(booth).width);
	const isNarrow = seen < NARROW;
	const boxes = posterBoxes(posters.length, seen);
	const end = boxes.length > 0 && !isNarrow ? boxes[0].x - 14 : seen - 14;
	if (logo) plate(g, logo, { x: 20, y: 6, width: Math.min(126, end - 20), height: 54 });
	g.fillStyle = ink;
	if (!logo) write(g, booth.short_name, 22, 46, end - 22, 32, 700);
	else if (!isNarrow) write(g, booth.short_name, 158, 44, end - 158, 26, 700);
	if (!isNarrow || boxes.length === 0) {
		g.fillRect(BEHIND_SCREEN + 12, 74, 40, 4);
		g.font = `400 16px ${FONT}`;
		const room = end - BEHIND_SCREEN - 12;
		breakLines(booth.tagline, room, (part) => g.measureText(part).width, 5).forEach((line, i) => {
			g.fillText(line, BEHIND_SCREEN + 12, 102 + i * 23, room);
		});
	}
	for (const [i, box] of boxes.entries()) {
		g.fillStyle = "#fff";
		g.fillRect(box.x - 3, box.y - 3, box.width + 6, box.height + 6);
		over(g, posters[i], box);
	}
}

/** The wall of a booth with nothing of its own: the name above what stands before the wall, the rest beside it. */
function paintWall(g: Pen, booth: Booth, picture: Photo | null, ink: string): void {
	const seen = wallTexels(frontSize(booth).width);
	g.fillStyle = ink;
	write(g, booth.short_name, 24, 48, seen - 40, 42, 700);
	const from = SCREENED.has(booth.template) ? BEHIND_SCREEN + 30 : 30;
	const end = seen - (SHELVED[booth.template] ?? 0);
	const shows = picture !== null && end >= SHOWN.x + SHOWN.width - 20;
	const room = (shows ? SHOWN.x : end) - from - 14;
	if (room >= LEAST_ROOM) paintLines(g, booth, from, room);
	if (!shows) return;
	const { x, y, width, height } = SHOWN;
	g.fillStyle = "#fff";
	g.fillRect(x - 6, y - 6, width + 12, height + 30);
	over(g, picture, SHOWN);
	g.fillStyle = "#333";
	write(g, booth.products[0]?.name ?? "", x + 2, y + height + 17, width - 4, 12, 500);
}

/** The tagline and the first products. */
function paintLines(g: Pen, booth: Booth, from: number, room: number): void {
	g.fillRect(from, 70, 56, 4);
	g.font = `400 19px ${FONT}`;
	for (const [i, line] of breakLines(booth.tagline, room, (part) => g.measureText(part).width, 3).entries()) {
		g.fillText(line, from, 102 + i * 26, room);
	}
	g.globalAlpha = 0.85;
	for (const [i, product] of booth.products.slice(0, 3).entries()) {
		g.fillRect(from, 186 + i * 21, 5, 5);
		write(g, product.name, from + 12, 193 + i * 21, room - 12, 14, 500);
	}
	g.globalAlpha = 1;
}

function paintScreen(g: Pen, booth: Booth, pictures: BoothPictures<Photo> | null, seed: number): void {
	const { x, y, width, height } = SCREEN;
	const s = shades(booth.accent);
	if (pictures?.video) {
		over(g, pictures.video, SCREEN);
		g.fillStyle = "rgb(255 255 255 / 85%)";
		g.beginPath();
		g.moveTo(x + width / 2 - 14, y + height / 2 - 18);
		g.lineTo(x + width / 2 + 20, y + height / 2);
		g.lineTo(x + width / 2 - 14, y + height / 2 + 18);
		g.fill();
		return;
	}
	const glass = g.createLinearGradient(x, y, x, y + height);
	glass.addColorStop(0, "#10161d");
	glass.addColorStop(1, s.deep);
	g.fillStyle = glass;
	g.fillRect(x, y, width, height);
	pattern(g, x, y, width, height, seed);
	g.fillStyle = "#fff";
	const picture = pictures?.products[0] ?? null;
	if (picture) over(g, picture, { x: x + 148, y: y + 22, width: 96, height: 96 });
	else if (pictures?.logo) plate(g, pictures.logo, { x: x + 148, y: y + 36, width: 96, height: 60 });
	const room = picture || pictures?.logo ? 126 : 226;
	g.fillStyle = "#fff";
	write(g, booth.products[0]?.name ?? booth.short_name, x + 14, y + 56, room, 22, 600);
	g.fillStyle = s.light;
	g.fillRect(x + 14, y + 70, 34, 3);
	write(g, booth.industry, x + 14, y + 94, room, 13, 400);
	if (picture && pictures?.logo) plate(g, pictures.logo, { x: x + 14, y: y + 104, width: 84, height: 34 });
}

function paintTall(g: Pen, booth: Booth, pictures: BoothPictures<Photo> | null, seed: number): void {
	const t = TALL;
	const poster = pictures?.posters.find((one) => one !== null);
	if (poster) {
		over(g, poster, t);
		return;
	}
	const s = shades(booth.accent);
	const tall = g.createLinearGradient(t.x, t.y, t.x, t.y + t.height);
	tall.addColorStop(0, s.full);
	tall.addColorStop(1, s.deep);
	g.fillStyle = tall;
	g.fillRect(t.x, t.y, t.width, t.height);
	pattern(g, t.x, t.y, t.width, t.height, seed);
	g.fillStyle = "#fff";
	write(g, booth.short_name, t.x + 16, t.y + 46, t.width - 32, 28, 700);
	g.font = `400 14px ${FONT}`;
	breakLines(booth.tagline, t.width - 32, (part) => g.measureText(part).width, 3).forEach((line, i) => {
		g.fillText(line, t.x + 16, t.y + 72 + i * 19, t.width - 32);
	});
	const picture = pictures?.products[0];
	if (pictures?.logo) plate(g, pictures.logo, { x: t.x + 30, y: t.y + 134, width: 132, height: 84 });
	else if (picture) over(g, picture, { x: t.x + 40, y: t.y + 126, width: 112, height: 112 });
	else {
		g.globalAlpha = 0.16;
		g.beginPath();
		g.arc(t.x + 96, t.y + 180, 54, 0, 7);
		g.fill();
		g.globalAlpha = 1;
	}
	g.fillStyle = "#fff";
	write(g, booth.number, t.x + 16, t.y + 248, 80, 15, 700);
}

/** The card on a plinth: what stands there; without a product the exhibitor's name. */
function paintCard(g: Pen, booth: Booth, place: number, picture: Photo | null): void {
	const [x, y] = [place * CARD.width, CARD.y];
	const product = booth.products[place];
	g.fillStyle = product ? "#fff" : shades(booth.accent).full;
	g.fillRect(x, y, CARD.width, CARD.height);
	g.fillStyle = product ? "#222" : "#fff";
	if (picture) over(g, picture, { x: x + 4, y: y + 4, width: 72, height: 72 });
	g.font = `600 11px ${FONT}`;
	const top = picture ? y + 89 : y + 44;
	breakLines(product?.name ?? booth.short_name, 72, (part) => g.measureText(part).width, 2).forEach((line, i) => {
		g.fillText(line, x + 4, top + i * 14, 72);
	});
}

function paintCover(g: Pen, booth: Booth, cover: Photo | null): void {
	const { x, y, width, height } = COVER;
	g.fillStyle = "#fff";
	g.fillRect(x - 2, y - 2, width + 4, height + 4);
	if (cover) {
		over(g, cover, COVER);
		return;
	}
	g.fillStyle = shades(booth.accent).full;
	g.fillRect(x, y, width, height / 3);
	g.fillStyle = "#fff";
	write(g, booth.short_name, x + 4, y + 20, width - 8, 12);
}

/** Paints everything of a booth. `pictures`: once they are there; one that could not be had is null. */
export function paintBooth(g: Pen, booth: Booth, pictures: BoothPictures<Photo> | null): void {
	const seed = numberFrom(booth.number + booth.name);
	g.textBaseline = "alphabetic";
	g.textAlign = "left";
	const ink = paintGround(g, booth, seed);
	const posters = (pictures?.posters ?? []).filter((one) => one !== null);
	if (pictures?.logo || posters.length > 0) paintOwnWall(g, booth, pictures?.logo ?? null, posters, ink);
	else paintWall(g, booth, pictures?.products[0] ?? null, ink);
	paintScreen(g, booth, pictures, seed >>> 3);
	paintTall(g, booth, pictures, seed >>> 5);
	if (booth.brochures > 0) paintCover(g, booth, pictures?.cover ?? null);
	for (let place = 0; place < CARDS; place++) paintCard(g, booth, place, pictures?.products[place] ?? null);
}
