// The colours of looks as three and the shader want them. What the bits of a look mean is world/look.ts; shapes are bodies.ts.
import * as THREE from "three";
import {
	BODIES,
	bodyOf,
	type COLOURS,
	coloursOf,
	HEIGHT_STEPS,
	heightStep,
	OWN_TROUSERS,
	partOf,
	toneOf,
} from "../../world/look";

const read = (table: keyof typeof COLOURS) => coloursOf(table).map((colour) => new THREE.Color(colour));
/** Rows of the palette, which the shader reads: tops by outfit, then the other kinds, then skins by tone. */
const TABLES = {
	suit: read("suit"),
	shirt: read("shirt"),
	casual: read("casual"),
	bottom: read("bottom"),
	hair: read("hair"),
	ribbon: read("ribbon"),
	fair: read("fair"),
	warm: read("warm"),
	deep: read("deep"),
};
const NAMES = Object.keys(TABLES);
/** The first row of skins: LOOK in skin.ts counts from here. */
export const FIRST_SKINS = NAMES.indexOf("fair");

export function colourOf(kind: "top" | "bottom" | "hair" | "skin" | "ribbon", look: number): THREE.Color {
	const { outfit } = BODIES[bodyOf(look)];
	if (kind === "skin") return TABLES[toneOf(look)][partOf("skin", look)];
	if (kind === "top") return TABLES[outfit][partOf("top", look)];
	// Most suits are of one cloth.
	if (kind === "bottom" && outfit === "suit" && partOf("bottom", look) < OWN_TROUSERS) {
		return TABLES.suit[partOf("top", look)];
	}
	return TABLES[kind][partOf(kind, look)];
}
const SMALLEST = 0.955;
const STEP = 0.006;
/** 0.955 to 1.045 of the drawn body. */
export const HEIGHTS = Float32Array.from({ length: HEIGHT_STEPS }, (_, step) => SMALLEST + step * STEP);
export function heightOf(look: number): number {
	return HEIGHTS[heightStep(look)];
}

/** The rows of a body's tops and skins in the palette. */
export function rowsOf(body: number): { top: number; skin: number } {
	const { outfit, tone } = BODIES[body];
	return { top: NAMES.indexOf(outfit), skin: NAMES.indexOf(tone) };
}
/** Every colour there is: sixteen to a row, linear. */
export function makePalette(): THREE.DataTexture {
	const texels = new Float32Array(16 * NAMES.length * 4);
	for (const [row, colours] of Object.values(TABLES).entries()) {
		for (const [at, colour] of colours.entries()) colour.toArray(texels, (row * 16 + at) * 4);
	}
	const texture = new THREE.DataTexture(texels, 16, NAMES.length, THREE.RGBAFormat, THREE.FloatType);
	texture.needsUpdate = true;
	return texture;
}
