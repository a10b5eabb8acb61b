// Paints one booth's graphics on a canvas of 512 x 512: the wide back wall (top half), the screen and the tall poster.
// When is studio.ts; which layer it goes to is layer-cache.ts and graphics.ts.
import type { HallPlan } from "../../world/plan";
import { FONT } from "./fonts";

type Booth = HallPlan["booths"][number];
/** A canvas on a page or in a worker. */
export type Pen = CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D;
const SCREEN = { x: 0, y: 256, width: 256, height: 144 };
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

function photo(g: Pen, image: CanvasImageSource | null, x: number, y: number, w: number, h: number) {
	if (!image) return false;
	g.drawImage(image, x, y, w, h);
	return true;
}

/** Paints everything of a booth. `picture`: of its first product, once it is there. */
export function paintBooth(g: Pen, booth: Booth, picture: CanvasImageSource | null): void {
	const seed = numberFrom(booth.number + booth.name);
	const s = shades(booth.accent);
	const light = seed % 3 === 0;
	const ink = light ? s.deep : "#ffffff";
	g.textBaseline = "alphabetic";
	g.textAlign = "left";
	const wall = g.createLinearGradient(0, 0, 512, 256);
	wall.addColorStop(0, light ? s.pale : s.deep);
	wall.addColorStop(1, light ? s.light : s.full);
	g.fillStyle = wall;
	g.fillRect(0, 0, 512, 256);
	pattern(g, 0, 0, 512, 256, seed);
	g.fillStyle = ink;
	write(g, booth.short_name, 28, 78, picture ? 290 : 450, 46, 700);
	g.fillRect(30, 96, 56, 4);
	g.font = `400 20px ${FONT}`;
	breakLines(booth.tagline, picture ? 280 : 420, (part) => g.measureText(part).width, 2).forEach((line, i) => {
		g.fillText(line, 30, 130 + i * 28, 420);
	});
	booth.products.slice(0, 3).forEach((product, i) => {
		g.globalAlpha = 0.85;
		g.fillRect(30, 194 + i * 20, 5, 5);
		write(g, product.name, 42, 201 + i * 20, 270, 14, 500);
		g.globalAlpha = 1;
	});
	if (picture) {
		g.fillStyle = "#fff";
		g.fillRect(334, 44, 150, 168);
		photo(g, picture, 340, 50, 138, 138);
		g.fillStyle = "#333";
		write(g, booth.products[0]?.name ?? "", 342, 204, 134, 12, 500);
	}
	const { x, y, width, height } = SCREEN;
	const glass = g.createLinearGradient(x, y, x, y + height);
	glass.addColorStop(0, "#10161d");
	glass.addColorStop(1, s.deep);
	g.fillStyle = glass;
	g.fillRect(x, y, width, height);
	pattern(g, x, y, width, height, seed >>> 3);
	g.fillStyle = "#fff";
	const shown = photo(g, picture, x + 148, y + 22, 96, 96);
	write(g, booth.products[0]?.name ?? booth.short_name, x + 14, y + 56, shown ? 126 : 226, 22, 600);
	g.fillStyle = s.light;
	g.fillRect(x + 14, y + 70, 34, 3);
	write(g, booth.industry, x + 14, y + 94, shown ? 126 : 226, 13, 400);
	const t = TALL;
	const tall = g.createLinearGradient(t.x, t.y, t.x, t.y + t.height);
	tall.addColorStop(0, s.full);
	tall.addColorStop(1, s.deep);
	g.fillStyle = tall;
	g.fillRect(t.x, t.y, t.width, t.height);
	pattern(g, t.x, t.y, t.width, t.height, seed >>> 5);
	g.fillStyle = "#fff";
	write(g, booth.short_name, t.x + 16, t.y + 46, t.width - 32, 28, 700);
	g.font = `400 14px ${FONT}`;
	breakLines(booth.tagline, t.width - 32, (part) => g.measureText(part).width, 3).forEach((line, i) => {
		g.fillText(line, t.x + 16, t.y + 72 + i * 19, t.width - 32);
	});
	if (!photo(g, picture, t.x + 40, t.y + 126, 112, 112)) {
		g.globalAlpha = 0.16;
		g.beginPath();
		g.arc(t.x + 96, t.y + 180, 54, 0, 7);
		g.fill();
		g.globalAlpha = 1;
	}
	write(g, booth.number, t.x + 16, t.y + 248, 80, 15, 700);
}
