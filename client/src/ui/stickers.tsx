// The stickers: a small set drawn for this project, each with a name that is said aloud. Sending one is composer.tsx.
import type { Key, Words } from "./words";

interface Sticker {
	word: Key;
	/** Filled parts and lines, in a square of 48. */
	ground: string;
	fill: string;
	line: string;
}
const STICKERS: Record<string, Sticker> = {
	hello: {
		word: "sticker.hello",
		ground: "#e4eef6",
		fill: "M15 27c-1-5-2-9-1-11 1-1 3-1 4 1l2 6V10c0-3 4-3 4 0v11-13c0-3 4-3 4 0v13-10c0-3 4-3 4 0v12l2-4c1-2 4-1 4 1-1 5-3 9-5 13-2 5-6 7-10 7-5 0-8-4-8-13z",
		line: "M8 12c1-3 2-4 4-6M5 18c0-2 0-3 1-5M40 38c1 2 0 4-3 6",
	},
	good: {
		word: "sticker.good",
		ground: "#e5f3ea",
		fill: "M18 22l6-14c4 0 5 3 5 6l-1 6h9c3 0 4 2 3 5l-3 12c-1 2-2 3-4 3H18zM8 22h7v18H8z",
		line: "M33 27h6M32 33h5",
	},
	thanks: {
		word: "sticker.thanks",
		ground: "#fcece5",
		fill: "M24 40S8 31 8 19c0-6 4-9 8-9 4 0 7 3 8 6 1-3 4-6 8-6 4 0 8 3 8 9 0 12-16 21-16 21z",
		line: "M14 18c0-3 2-4 4-4",
	},
	clap: {
		word: "sticker.clap",
		ground: "#fff3d6",
		fill: "M12 30l10-14c2-2 4-1 4 1l-3 6 8-7c2-1 4 1 3 3l-3 4c2-1 4 1 3 3l-2 3c2 0 3 2 2 3-4 6-8 9-13 9-6 0-11-5-9-11z",
		line: "M30 8l-1 5M37 11l-3 4M41 18l-5 1",
	},
	deal: {
		word: "sticker.deal",
		ground: "#e4eef6",
		fill: "M4 18l8-3 9 3 4-2 10 1 9 3v12l-8 2-9 6c-2 1-4 0-5-1l-10-7-8 1z",
		line: "M21 18l-6 6c2 3 5 2 8 0l10 8M25 36l-4-3M30 34l-5-5",
	},
	card: {
		word: "sticker.card",
		ground: "#eef0fb",
		fill: "M6 12h36v24H6z",
		line: "M24 19h13M24 25h13M24 31h8M14 22a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM9 31c0-4 2-6 5-6s5 2 5 6",
	},
	tea: {
		word: "sticker.tea",
		ground: "#eaf4e4",
		fill: "M9 20h26v6c0 8-5 13-13 13S9 34 9 26zM6 41h32v3H6z",
		line: "M35 22c6-1 7 8-2 9M17 15c-2-3 2-4 0-8M25 15c-2-3 2-4 0-8",
	},
	question: {
		word: "sticker.question",
		ground: "#fbe9ea",
		fill: "M6 8h36v26H24l-9 8v-8H6z",
		line: "M19 18c0-7 10-7 10-1 0 4-5 4-5 8M24 29v1",
	},
};

export const STICKER_NAMES = Object.keys(STICKERS);

export function StickerPicture({ name, words }: { name: string; words: Words }) {
	const sticker = STICKERS[name];
	if (!sticker) return <span class="soft">{words("sticker.unknown")}</span>;
	return (
		<svg class="sticker" viewBox="0 0 48 48" role="img" aria-label={words(sticker.word)}>
			<rect width="48" height="48" rx="6" fill={sticker.ground} />
			<path d={sticker.fill} class="sticker__shape" />
			<path d={sticker.line} class="sticker__line" />
		</svg>
	);
}
