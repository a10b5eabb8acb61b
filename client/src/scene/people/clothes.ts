// Colours of clothes, hair and skin, chosen by the bits of a person's look. Shapes are body.ts.
import * as THREE from "three";

const TOPS =
	"1f2a3a 2b2f36 3a4656 23405c 4a3f39 6b2f2f 2f4f45 8a8f96 d8d4cb 355a80 7a6a55 40304f 99a8b4 2a2a2a 5b6b3c a04a2e";
const BOTTOMS =
	"1c2129 2a2d33 33404f 3d3a36 4b4f57 22303f 5a5248 1a1a1c 2f3b4a 6a6357 39404a 272b31 4a4038 30343b 555b63 20242a";
const HAIR =
	"14110f 1b1614 241b17 2e221b 3a2a20 17171a 4a4340 0f0f10 2a1d16 1e1a18 6d6a68 221a16 141414 33261d 1a1512 8d8a88";
const SKINS =
	"e3b48f d9a57f cf9870 e8bd9b c58a63 dcab86 b67b56 ebc3a4 d4a078 c99268 e0b08a d6a27c a86f4b e5b894 cc956c dba883";
const read = (list: string) => list.split(" ").map((colour) => new THREE.Color(`#${colour}`));
const TABLES = { top: read(TOPS), bottom: read(BOTTOMS), hair: read(HAIR), skin: read(SKINS) };

/** Bit ranges of `look`, as the wire's page says. */
const SHIFT = { body: 0, top: 4, bottom: 8, hair: 12, skin: 16 } as const;
const SMALLEST = 0.93;

export function colourOf(kind: keyof typeof TABLES, look: number): THREE.Color {
	return TABLES[kind][(look >>> SHIFT[kind]) & 15];
}
/** 0.93 to 1.05 of the drawn body. */
export function heightOf(look: number): number {
	return SMALLEST + ((look >>> SHIFT.body) & 15) * 0.008;
}
