// The hall's four walls as seen from inside: cladding, half columns, windows under the roof, ways out, and banners of the fair.
import { foyerOf } from "../../world/foyer";
import type { HallPlan } from "../../world/plan";
import type { SurfaceBuilder } from "../surface/builder";
import { fitWords, type Words } from "./words";

/** Metres of wall from one half column to the next, about. */
const BAY_METRES = 8;
const BANNER = { width: 5.8, height: 1.9, low: 3.3 };
const DOOR = { width: 2.2, height: 2.4 };
/** No banner and no way out so near to the entrance, nor behind the stage's screen. */
const PORTAL_METRES = 11;
const CLAD_METRES = 1.3;

type Triple = readonly [number, number, number];
type Light = (x: number, y: number, z: number) => number;

/** One wall: its left end as seen from inside, and the ways to the right and into the hall. */
interface Side {
	readonly from: readonly [number, number];
	readonly right: readonly [number, number];
	readonly inward: readonly [number, number];
	readonly length: number;
	readonly hasWindows: boolean;
	/** Faces of a box that are seen. */
	readonly front: string;
	readonly ends: string;
}

function sidesOf(plan: HallPlan): Side[] {
	const { width: w, depth: d } = plan.hall;
	return [
		{ from: [0, 0], right: [1, 0], inward: [0, 1], length: w, hasWindows: true, front: "Z", ends: "xX" },
		{ from: [w, d], right: [-1, 0], inward: [0, -1], length: w, hasWindows: true, front: "z", ends: "xX" },
		{ from: [0, d], right: [0, -1], inward: [1, 0], length: d, hasWindows: false, front: "X", ends: "zZ" },
		{ from: [w, 0], right: [0, 1], inward: [-1, 0], length: d, hasWindows: false, front: "x", ends: "zZ" },
	];
}

class Wall {
	constructor(
		private readonly b: SurfaceBuilder,
		private readonly side: Side,
		private readonly light: Light,
	) {}

	/** Metres along the wall, up, and into the hall. */
	at(along: number, y: number, out: number): Triple {
		const { from, right, inward } = this.side;
		return [from[0] + right[0] * along + inward[0] * out, y, from[1] + right[1] * along + inward[1] * out];
	}

	private way(metres: number): Triple {
		const { right } = this.side;
		return [right[0] * metres, 0, right[1] * metres];
	}

	/** A box on the wall, so far out of it; `faces` besides the front. */
	block(along: number, y: number, size: Triple, material: string, faces = "", light: Light | undefined = this.light) {
		const { right, front } = this.side;
		const [wide, high, thick] = size;
		const across: Triple = right[0] !== 0 ? [wide, high, thick] : [thick, high, wide];
		this.b.box(this.at(along, y, thick / 2), across, material, light, front + faces);
	}

	/** A flat field of a material, brightly lit: what hangs here has lamps of its own. */
	field(along: number, low: number, wide: number, high: number, out: number, material: string) {
		this.b.plate(this.at(along - wide / 2, low, out), this.way(wide), [0, high, 0], material);
	}

	words(along: number, middle: number, room: readonly [number, number], out: number, material: string, words: Words) {
		const { wide, high } = fitWords(words, ...room);
		this.b.text(this.at(along - wide / 2, middle - high / 2, out), this.way(wide), [0, high, 0], material, words.place);
	}

	clad(height: number) {
		const { length, ends } = this.side;
		this.b.plate(this.at(0, 0, 0), this.way(length), [0, height, 0], "wall", this.light, [1, 3]);
		this.block(length / 2, CLAD_METRES / 2, [length, CLAD_METRES, 0.16], "cladding", "Y");
		this.block(length / 2, 0.07, [length, 0.14, 0.18], "graphite", "Y");
		this.block(length / 2, CLAD_METRES + 0.05, [length, 0.1, 0.2], "oak", "Y");
		const bays = this.bays();
		for (let i = 0; i <= bays; i++) this.block((i * length) / bays, height / 2, [0.7, height, 0.36], "truss", ends);
	}

	bays(): number {
		return Math.max(2, Math.round(this.side.length / BAY_METRES));
	}

	window(along: number, height: number, wide: number) {
		const { ends } = this.side;
		this.block(along, height * 0.82, [wide, height * 0.16, 0.1], "window", "", undefined);
		this.block(along, height * 0.74 - 0.06, [wide + 0.2, 0.12, 0.22], "aluminium", "Y");
		for (const end of [-1, 0, 1]) {
			this.block(along + (end * wide) / 2, height * 0.82, [0.09, height * 0.16, 0.14], "graphite", ends);
		}
	}

	/** Two leaves under the sign that says so. */
	wayOut(along: number, exit: Words) {
		const { ends } = this.side;
		const { width, height } = DOOR;
		this.block(along, height / 2, [width + 0.24, height + 0.12, 0.2], "aluminium", `Y${ends}`);
		for (const leaf of [-1, 1]) {
			this.block(along + (leaf * width) / 4, height / 2, [width / 2 - 0.03, height - 0.04, 0.22], "pale", ends);
			this.block(along + (leaf * width) / 4, 1.55, [0.3, 0.7, 0.23], "graphite");
			this.block(along + leaf * 0.13, 1.05, [0.05, 0.34, 0.28], "steel", ends);
		}
		this.block(along, height + 0.5, [2.3, 0.46, 0.16], "graphite", `yY${ends}`);
		this.field(along, height + 0.3, 2.2, 0.4, 0.165, "exit-board");
		this.words(along, height + 0.5, [2.1, 0.36], 0.175, "exit", exit);
	}

	banner(along: number, name: Words, isWarm: boolean) {
		const { width, height, low } = BANNER;
		const { ends } = this.side;
		this.block(along, low + height / 2, [width, height, 0.1], isWarm ? "banner" : "board", `yY${ends}`, undefined);
		for (const y of [low + 0.12, low + height - 0.12]) this.field(along, y - 0.02, width - 0.3, 0.04, 0.106, "gold");
		this.words(along, low + height / 2, [width * 0.94, 0.9], 0.108, isWarm ? "banner-sign" : "hall-sign", name);
		this.block(along, low + height + 0.25, [width * 0.8, 0.06, 0.4], "graphite", `yY${ends}`);
		this.block(along, low + height + 0.21, [width * 0.78, 0.02, 0.38], "light-strip", "y", undefined);
	}
}

/** `name`, `exit`: words of the fair's and hall's name, and of what is written over a way out. */
export function buildWalls(b: SurfaceBuilder, plan: HallPlan, name: Words, exit: Words): void {
	const { width: w, depth: d, height: h } = plan.hall;
	const light: Light = (_x, y) => 0.74 + 0.34 * Math.min(1, y / (h * 0.5));
	b.plate([0, h, 0], [w, 0, 0], [0, 0, d], "ceiling");
	const screen = foyerOf(plan)?.screen;
	const taken = screen ? [plan.entrance, screen] : [plan.entrance];
	for (const side of sidesOf(plan)) {
		const wall = new Wall(b, side, light);
		wall.clad(h);
		const bays = wall.bays();
		for (let i = 0; i < bays; i++) {
			const along = ((i + 0.5) * side.length) / bays;
			if (side.hasWindows) wall.window(along, h, (side.length / bays) * 0.74);
			const [x, , z] = wall.at(along, 0, 0);
			if (taken.some((one) => Math.hypot(x - one.x, z - one.z) < PORTAL_METRES)) continue;
			if (i % 3 === 1) wall.banner(along, name, i % 2 === 0);
			else if (i % 3 === 2) wall.wayOut(along, exit);
		}
	}
}
