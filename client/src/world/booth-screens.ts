// Which booths' screens in the hall show something now: where the screen of a booth is, and the nearest few in sight with what is
// on them. Drawing them is scene/booths/screens.ts.
import { frontSize, type PlanBooth, TURNS } from "./plan";
import { isVideo, momentOf, pageNow, type Show } from "./shows";

/** So many screens are drawn at most. */
export const MOST_SCREENS = 4;
/** So far a screen is seen, metres; one that is seen stays so a little longer. */
const REACH_METRES = 20;
const STAY_METRES = 2;
/** Who stands this far behind a screen does not see it; the camera is behind oneself. */
const BEHIND_METRES = 2;
const DRAWN_WIDTH = 6;
const DRAWN_DEPTH = 4;

interface Drawn {
	readonly x: number;
	readonly y: number;
	readonly z: number;
	readonly width: number;
	readonly height: number;
	readonly anchor: readonly [number, number];
	/** Up to here it is held, metres; one that is part of the booth's mesh is not. */
	readonly hangs?: number;
}

/** As drawn in assets/booths: the middle of a screen's face. Booths without a screen have one only while something is on. */
const SCREENS: Readonly<Record<string, Drawn>> = {
	shell: { x: -2, y: 1.55, z: -1.808, width: 1.1, height: 0.62, anchor: [-0.5, -0.5] },
	frame: { x: -2, y: 1.5, z: -1.768, width: 1.2, height: 0.68, anchor: [-0.5, -0.5] },
	tower: { x: 1.35, y: 1.85, z: -1.788, width: 2.5, height: 1.4, anchor: [0.5, -0.5] },
	island: { x: 0, y: 1.65, z: -0.188, width: 2, height: 1.125, anchor: [0, 0] },
	portal: { x: -1.9, y: 1.65, z: -1.768, width: 1.5, height: 0.85, anchor: [-0.5, -0.5] },
	pavilion: { x: 0, y: 2.32, z: -0.9, width: 1.6, height: 0.9, anchor: [0, -0.5], hangs: 4.1 },
	market: { x: -0.3, y: 1.7, z: -1.48, width: 1.6, height: 0.9, anchor: [0, -0.5], hangs: 2.95 },
	garden: { x: 0.5, y: 2.62, z: 1.72, width: 1.4, height: 0.79, anchor: [0, 0.5], hangs: 3.2 },
};

/** From this size on something stands before a booth's own screen: there another hangs in the middle. */
const INSTEAD: Readonly<Record<string, { least: readonly [number, number]; drawn: Drawn }>> = {
	frame: {
		least: [4.4, 3.4],
		drawn: { x: 0, y: 2.1, z: -1.7, width: 1.6, height: 0.9, anchor: [0, -0.5], hangs: 3.2 },
	},
	portal: {
		least: [4.4, 5.9],
		drawn: { x: 0, y: 2.1, z: -1.7, width: 2, height: 1.125, anchor: [0, -0.5], hangs: 3.75 },
	},
};

/** A booth's screen in the hall: the middle of its face and the turn (radians about the upright) that brings +z to its front. */
export interface ScreenPlace {
	readonly x: number;
	readonly y: number;
	readonly z: number;
	readonly turn: number;
	readonly width: number;
	readonly height: number;
	/** Metres from its middle up to what it hangs from; 0 when the booth has the screen itself. */
	readonly rods: number;
}

export function screenOf(booth: PlanBooth): ScreenPlace | null {
	const size = frontSize(booth);
	const instead = INSTEAD[booth.template];
	const isHidden = instead && size.width >= instead.least[0] && size.depth >= instead.least[1];
	const drawn = isHidden ? instead.drawn : SCREENS[booth.template];
	if (!drawn) return null;
	const right = drawn.x + drawn.anchor[0] * (size.width - DRAWN_WIDTH);
	const front = drawn.z + drawn.anchor[1] * (size.depth - DRAWN_DEPTH);
	const turn = (-TURNS[booth.facing] * Math.PI) / 2;
	const sin = Math.sin(turn);
	const cos = Math.cos(turn);
	return {
		x: booth.x + right * cos + front * sin,
		y: drawn.y,
		z: booth.z - right * sin + front * cos,
		turn,
		width: drawn.width,
		height: drawn.height,
		rods: drawn.hangs === undefined ? 0 : drawn.hangs - drawn.y,
	};
}

/** What is on a screen. */
export interface OnScreen {
	readonly booth: string;
	readonly place: ScreenPlace;
	readonly address: string;
	readonly isVideo: boolean;
	readonly isPlaying: boolean;
	/** Where the video is now, seconds. */
	moment(): number;
}

const NONE: readonly OnScreen[] = [];

/** The screens that are on, nearest first. Nothing is made while nothing changes. */
export class BoothScreens {
	/** What is drawn; another array when it is another. */
	near: readonly OnScreen[] = NONE;
	private on: OnScreen[] = [];
	private distances = new Float64Array(0);
	private readonly chosen: OnScreen[] = [];
	private told: readonly Show[] = [];

	constructor(
		private readonly booths: readonly PlanBooth[],
		private readonly now: () => number,
	) {}

	/** Chooses from where one stands; true when something else is to be drawn than before. */
	choose(list: readonly Show[], x: number, z: number): boolean {
		if (list !== this.told) this.take(list);
		if (this.on.length === 0 && this.near.length === 0) return false;
		this.measure(x, z);
		const { on, distances, chosen, near } = this;
		let count = 0;
		let hasFilm = false;
		let isSame = true;
		for (let i = 0; i < on.length && distances[i] <= REACH_METRES && count < MOST_SCREENS; i++) {
			// One film at a time: the nearest.
			if (on[i].isVideo && hasFilm) continue;
			hasFilm ||= on[i].isVideo;
			if (!near.includes(on[i])) isSame = false;
			chosen[count++] = on[i];
		}
		if (isSame && count === near.length) return false;
		this.near = chosen.slice(0, count);
		return true;
	}

	private take(list: readonly Show[]): void {
		this.told = list;
		this.on = list.flatMap((show) => {
			const booth = this.booths.find(({ number }) => number === show.show);
			const place = booth && screenOf(booth);
			const address = pageNow(show);
			if (!place || !address) return [];
			const moment = () => momentOf(show, this.now()) / 1000;
			const isPlaying = show.playing === 1;
			return [{ booth: show.show, place, address, isVideo: isVideo(address), isPlaying, moment }];
		});
		this.distances = new Float64Array(this.on.length);
	}

	/** Puts them in order, nearest first; one that is not seen from here is out of reach. */
	private measure(x: number, z: number): void {
		const { on, distances, near } = this;
		for (let i = 0; i < on.length; i++) {
			const one = on[i];
			const { place } = one;
			const dx = x - place.x;
			const dz = z - place.z;
			const before = dx * Math.sin(place.turn) + dz * Math.cos(place.turn);
			const away = before < -BEHIND_METRES ? Number.POSITIVE_INFINITY : Math.sqrt(dx * dx + dz * dz);
			const distance = near.includes(one) ? away - STAY_METRES : away;
			let j = i - 1;
			for (; j >= 0 && distances[j] > distance; j--) {
				distances[j + 1] = distances[j];
				on[j + 1] = on[j];
			}
			distances[j + 1] = distance;
			on[j + 1] = one;
		}
	}
}
