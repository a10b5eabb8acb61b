// What the bits of a look mean (docs/reference/wire.md): body, height, glasses and the colours of clothes, hair, skin and ribbon.
// How they are drawn is scene/people; choosing them is ui/wardrobe.tsx. The website keeps a look and gives the ribbon.

export type Outfit = "suit" | "shirt" | "casual";
export type Tone = "fair" | "warm" | "deep";
/** Each body of people.bin in its order there (assets/people/bodies.py): what it wears, and its skin when none is chosen. */
export const BODIES = [
	{ name: "businessman", outfit: "suit", tone: "fair" },
	{ name: "engineer", outfit: "shirt", tone: "fair" },
	{ name: "director", outfit: "casual", tone: "fair" },
	{ name: "manager", outfit: "suit", tone: "fair" },
	{ name: "hostess", outfit: "suit", tone: "fair" },
	{ name: "buyer", outfit: "casual", tone: "fair" },
	{ name: "trader", outfit: "shirt", tone: "deep" },
	{ name: "researcher", outfit: "shirt", tone: "warm" },
] as const satisfies readonly { name: string; outfit: Outfit; tone: Tone }[];
const TONES: readonly Tone[] = ["fair", "warm", "deep"];

/** Sixteen colours each, as they are on a screen. */
export const COLOURS = {
	suit: "232a38 2a2d33 373b44 1f2530 45474c 2e3a4c 3b3a3c 4d4a47 272c34 20242b 515763 33363b 2b3344 5b564f 303238 3c4454",
	shirt:
		"c9cfd6 d9d8d3 aebac8 8d9cb0 d3cdc2 b7c2c4 99a3ad e0dfdb 6f7f95 c4bdb4 a9b4a8 7d8790 bcc6d2 d0d3d6 8b8f8c b3a99c",
	casual:
		"4b5560 5c5f58 6a6257 3f4c4a 76706a 54463f 3d4654 8a857c 5f4a48 44505f 6d7468 39424a 7a6a5c 50545a 665c63 485248",
	bottom:
		"23272e 2d3036 3a3e46 34322f 454850 29323e 4e4a43 1f2023 313946 57534b 3c4148 2a2d32 474039 33363b 505359 262a30",
	hair: "14110f 1b1614 211916 2a201b 332721 17171a 3a3532 100f10 261c17 1e1a18 5a5855 221a16 151414 2e241e 1a1512 74726f",
	fair: "e8c3a4 dfb292 e3b99b d6a684 e5bfa4 d9ab89 d8a989 dcae8d e0b496 d3a380 e6c0a0 d0a07f cb9973 deb291 dab08f c99570",
	warm: "c99570 b37c5c d0a07f a67152 c18d6a bb8562 ad7653 c6946f d6a684 b98460 c08b67 a97355 cb9973 b27d5a c4906c 9f6b4c",
	deep: "8a5a3e 7b4e36 a06a48 6f4530 94634a 84553b a67152 5f3a28 8f5f42 764a33 9b6547 68412d b07a57 805238 724731 8c5b40",
	ribbon:
		"9c2b32 2a4f86 2f6b57 8a5a26 5a3f7a 2b6f80 7d2f52 4a5560 a0522d 3b5f9a 45753f 6b6b6b 8f3a3a 33658a 7a6a2a 4f4f86",
} as const;
/** The colours of a table as "#rrggbb". */
export const coloursOf = (table: keyof typeof COLOURS) => COLOURS[table].split(" ").map((colour) => `#${colour}`);

/** Where each part lies in the word, and how many bits it has. */
const BITS = {
	body: [0, 4],
	top: [4, 4],
	bottom: [8, 4],
	hair: [12, 4],
	skin: [16, 4],
	ribbon: [20, 4],
	glasses: [24, 1],
	tone: [25, 2],
	height: [27, 4],
} as const;
export type Part = keyof typeof BITS;
/** Every part as a number: `tone` 0 is the body's own, else 1 fair, 2 warm, 3 deep; see heightStep for `height`. */
export type Look = Record<Part, number>;

const PARTS = Object.keys(BITS) as Part[];
export const HEIGHT_STEPS = 16;
/** Trousers of a suit are of the jacket's cloth up to this number. */
export const OWN_TROUSERS = 12;

export function partOf(part: Part, look: number): number {
	const [shift, bits] = BITS[part];
	return (look >>> shift) & ((1 << bits) - 1);
}
export function unpack(look: number): Look {
	return Object.fromEntries(PARTS.map((part) => [part, partOf(part, look)])) as Look;
}
export function pack(look: Look): number {
	return PARTS.reduce((sum, part) => sum + (look[part] & ((1 << BITS[part][1]) - 1)) * 2 ** BITS[part][0], 0);
}

export function bodyOf(look: number): number {
	return partOf("body", look) % BODIES.length;
}
/** 0 the smallest, 15 the tallest: from the height's bits, shifted by body and hair so that strangers differ without them. */
export function heightStep(look: number): number {
	return (partOf("height", look) + partOf("body", look) * 7 + partOf("hair", look) * 5) & (HEIGHT_STEPS - 1);
}
export function toneOf(look: number): Tone {
	const chosen = partOf("tone", look);
	return chosen === 0 ? BODIES[bodyOf(look)].tone : TONES[chosen - 1];
}

/** Skins to choose from, light to dark. */
export const SKINS: readonly { tone: number; skin: number; colour: string }[] = (
	[
		["fair", 0],
		["fair", 8],
		["fair", 5],
		["fair", 9],
		["warm", 0],
		["warm", 4],
		["warm", 1],
		["deep", 2],
		["deep", 4],
		["deep", 0],
		["deep", 1],
		["deep", 7],
	] as const
).map(([tone, skin]) => ({ tone: TONES.indexOf(tone) + 1, skin, colour: coloursOf(tone)[skin] }));
