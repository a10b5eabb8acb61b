// Who a look is: body, height and the colours of clothes, hair, skin and ribbon, from its bits. Shapes are bodies.ts.
import * as THREE from "three";

type Outfit = "suit" | "shirt" | "casual";
type Tone = "fair" | "warm" | "deep";
/** What each body of people.bin wears, in its order there: see assets/people/bodies.py. */
const WORN: readonly { outfit: Outfit; tone: Tone }[] = [
	{ outfit: "suit", tone: "fair" },
	{ outfit: "shirt", tone: "fair" },
	{ outfit: "casual", tone: "fair" },
	{ outfit: "suit", tone: "fair" },
	{ outfit: "suit", tone: "fair" },
	{ outfit: "casual", tone: "fair" },
	{ outfit: "shirt", tone: "deep" },
	{ outfit: "shirt", tone: "warm" },
];
export const BODIES = WORN.length;
const SUITS =
	"232a38 2a2d33 373b44 1f2530 45474c 2e3a4c 3b3a3c 4d4a47 272c34 20242b 515763 33363b 2b3344 5b564f 303238 3c4454";
const SHIRTS =
	"c9cfd6 d9d8d3 aebac8 8d9cb0 d3cdc2 b7c2c4 99a3ad e0dfdb 6f7f95 c4bdb4 a9b4a8 7d8790 bcc6d2 d0d3d6 8b8f8c b3a99c";
const CASUALS =
	"4b5560 5c5f58 6a6257 3f4c4a 76706a 54463f 3d4654 8a857c 5f4a48 44505f 6d7468 39424a 7a6a5c 50545a 665c63 485248";
const BOTTOMS =
	"23272e 2d3036 3a3e46 34322f 454850 29323e 4e4a43 1f2023 313946 57534b 3c4148 2a2d32 474039 33363b 505359 262a30";
const HAIR =
	"14110f 1b1614 211916 2a201b 332721 17171a 3a3532 100f10 261c17 1e1a18 5a5855 221a16 151414 2e241e 1a1512 74726f";
const FAIR =
	"e8c3a4 dfb292 e3b99b d6a684 e5bfa4 d9ab89 d8a989 dcae8d e0b496 d3a380 e6c0a0 d0a07f cb9973 deb291 dab08f c99570";
const DEEP =
	"8a5a3e 7b4e36 a06a48 6f4530 94634a 84553b a67152 5f3a28 8f5f42 764a33 9b6547 68412d b07a57 805238 724731 8c5b40";
const WARM =
	"c99570 b37c5c d0a07f a67152 c18d6a bb8562 ad7653 c6946f d6a684 b98460 c08b67 a97355 cb9973 b27d5a c4906c 9f6b4c";
const RIBBONS =
	"9c2b32 2a4f86 2f6b57 8a5a26 5a3f7a 2b6f80 7d2f52 4a5560 a0522d 3b5f9a 45753f 6b6b6b 8f3a3a 33658a 7a6a2a 4f4f86";
const read = (list: string) => list.split(" ").map((colour) => new THREE.Color(`#${colour}`));
const TOPS: Record<Outfit, THREE.Color[]> = { suit: read(SUITS), shirt: read(SHIRTS), casual: read(CASUALS) };
const TONES: Record<Tone, THREE.Color[]> = { fair: read(FAIR), warm: read(WARM), deep: read(DEEP) };
const TABLES = { bottom: read(BOTTOMS), hair: read(HAIR), ribbon: read(RIBBONS) };

/** Bit ranges of `look`, as the wire's page says. */
const SHIFT = { body: 0, top: 4, bottom: 8, hair: 12, skin: 16, ribbon: 20 } as const;
const SMALLEST = 0.955;
const STEP = 0.006;
const nibble = (kind: keyof typeof SHIFT, look: number) => (look >>> SHIFT[kind]) & 15;

export function bodyOf(look: number): number {
	return nibble("body", look) % BODIES;
}
export function colourOf(kind: keyof typeof TABLES | "top" | "skin", look: number): THREE.Color {
	const { outfit, tone } = WORN[bodyOf(look)];
	if (kind === "skin") return TONES[tone][nibble("skin", look)];
	if (kind === "top") return TOPS[outfit][nibble("top", look)];
	// Most suits are of one cloth.
	if (kind === "bottom" && outfit === "suit" && nibble("bottom", look) < 12) return TOPS.suit[nibble("top", look)];
	return TABLES[kind][nibble(kind, look)];
}
/** A number 0..15 for `HEIGHTS`. */
export function heightStep(look: number): number {
	return (nibble("body", look) * 7 + nibble("hair", look) * 5) & 15;
}
/** 0.955 to 1.045 of the drawn body. */
export const HEIGHTS = Float32Array.from({ length: 16 }, (_, step) => SMALLEST + step * STEP);
export function heightOf(look: number): number {
	return HEIGHTS[heightStep(look)];
}

/** Rows of the palette, which the shader reads: tops by outfit, then the other kinds, then skins by tone. */
const ROWS: readonly (readonly THREE.Color[])[] = [
	...Object.values(TOPS),
	TABLES.bottom,
	TABLES.hair,
	TABLES.ribbon,
	...Object.values(TONES),
];
/** The rows of a body's tops and skins in the palette. */
export function rowsOf(body: number): { top: number; skin: number } {
	const { outfit, tone } = WORN[body];
	return { top: ROWS.indexOf(TOPS[outfit]), skin: ROWS.indexOf(TONES[tone]) };
}
/** Every colour there is: sixteen to a row, linear. */
export function makePalette(): THREE.DataTexture {
	const texels = new Float32Array(16 * ROWS.length * 4);
	for (const [row, colours] of ROWS.entries()) {
		for (const [at, colour] of colours.entries()) colour.toArray(texels, (row * 16 + at) * 4);
	}
	const texture = new THREE.DataTexture(texels, 16, ROWS.length, THREE.RGBAFormat, THREE.FloatType);
	texture.needsUpdate = true;
	return texture;
}
