// Every name board, booth number and hall sign in one grey texture, drawn with the system's CJK fonts.
import * as THREE from "three";
import { type AtlasLayout, fitLine, layOutAtlas, NAME_SHARE } from "./atlas-layout";
import { FONT } from "./fonts";

/** A letter's height, in heights of its slot. */
const LETTER = 0.8;

export interface AtlasLine {
	readonly text: string;
	/** Booth number at the right end; empty: the text has the whole slot. */
	readonly number: string;
	/** Part of the room that may be used, 0..1: narrow booths show only the middle. */
	readonly share: number;
}

export interface TextAtlas {
	readonly texture: THREE.DataTexture;
	readonly layout: AtlasLayout;
	readonly bytes: number;
	destroy(): void;
}

function drawLine(g: CanvasRenderingContext2D, line: AtlasLine, x: number, y: number, width: number, height: number) {
	const room = line.number ? width * NAME_SHARE : width;
	const letter = Math.round(height * LETTER);
	g.font = `600 ${letter}px ${FONT}`;
	// Two or three characters alone look lost on a board: they are set wide.
	g.letterSpacing = line.number && line.text.length <= 4 ? `${Math.round(height * 0.25)}px` : "0px";
	const usable = room * line.share - height * 0.3;
	const { size, squeeze } = fitLine(g.measureText(line.text).width, usable);
	if (size < 1) g.font = `600 ${Math.floor(letter * size)}px ${FONT}`;
	g.setTransform(squeeze, 0, 0, 1, x + room / 2, y + height * 0.53);
	g.fillText(line.text, 0, 0, usable / squeeze);
	if (line.number) {
		g.font = `700 ${Math.round(height * 0.72)}px ${FONT}`;
		g.letterSpacing = "0px";
		const end = width - room;
		g.setTransform(1, 0, 0, 1, x + room + end / 2, y + height * 0.53);
		g.fillText(line.number, 0, 0, end - height * 0.16);
	}
	g.setTransform(1, 0, 0, 1, 0, 0);
}

export function createTextAtlas(lines: readonly AtlasLine[], slotWish: number, anisotropy: number): TextAtlas {
	const layout = layOutAtlas(lines.length, slotWish);
	const { width, height, slotWidth, slotHeight, columns } = layout;
	const grey = new Uint8Array(width * height);
	// One strip of slots at a time: a canvas of the whole atlas would need four times its bytes.
	const canvas = document.createElement("canvas");
	canvas.width = width;
	canvas.height = slotHeight;
	const g = canvas.getContext("2d", { willReadFrequently: true });
	if (g) {
		g.textAlign = "center";
		g.textBaseline = "middle";
		for (let row = 0; row * columns < lines.length; row++) {
			g.fillStyle = "#000";
			g.fillRect(0, 0, width, slotHeight);
			g.fillStyle = "#fff";
			for (let c = 0; c < columns && row * columns + c < lines.length; c++) {
				g.save();
				g.beginPath();
				g.rect(c * slotWidth, 0, slotWidth, slotHeight);
				g.clip();
				drawLine(g, lines[row * columns + c], c * slotWidth, 0, slotWidth, slotHeight);
				g.restore();
			}
			const data = g.getImageData(0, 0, width, slotHeight).data;
			const start = row * slotHeight * width;
			for (let i = 0; i < width * slotHeight; i++) grey[start + i] = data[i * 4];
		}
	}
	const texture = new THREE.DataTexture(grey, width, height, THREE.RedFormat);
	texture.generateMipmaps = true;
	texture.minFilter = THREE.LinearMipmapLinearFilter;
	texture.magFilter = THREE.LinearFilter;
	texture.anisotropy = anisotropy;
	texture.needsUpdate = true;
	return { texture, layout, bytes: Math.round((width * height * 4) / 3), destroy: () => texture.dispose() };
}
