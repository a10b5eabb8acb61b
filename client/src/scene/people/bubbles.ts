// Speech bubbles over who just spoke in the hall's chat: the newest first, near and in view, never over each other, never more than
// the picture can carry. Writing letters is plates.ts. Nothing is made in a frame.
import type * as THREE from "three";
import type { People } from "../../world/people";
import { heightOf } from "./clothes";

/** Where bubbles are drawn: plates.ts. */
export interface BubblePlates {
	/** Writes words into a row; answers how many CSS pixels wide they stand. */
	write(row: number, text: string): number;
	begin(viewport: THREE.Vector2): void;
	take(): number;
	end(): void;
	readonly data: Float32Array;
}

export const BUBBLES = 8;
export const BUBBLE_HEIGHT = 66;
/** Over the name. */
export const BUBBLE_LIFT = 28;
/** Farther words could not be told to be somebody's. */
const HEARD_METRES = 18;
/** So near a bubble would be in one's face. */
const FACE_METRES = 0.8;
/** The part of the picture that bubbles may cover. */
const MOST_COVERED = 0.15;
/** Time to read: a beginning, and so much a letter. */
const READ_MS = { least: 3500, letter: 110, most: 12_000 };
const FADE_MS = 400;

/** How long words stay, ms. */
export function readingMs(text: string): number {
	return Math.min(READ_MS.most, READ_MS.least + text.length * READ_MS.letter);
}

export class Bubbles {
	private readonly speaker = new Int32Array(BUBBLES).fill(-1);
	private readonly until = new Float64Array(BUBBLES);
	private readonly saidAt = new Float64Array(BUBBLES);
	private readonly wide = new Float32Array(BUBBLES);
	/** Left edge and foot on the screen of those that are shown, CSS pixels. */
	private readonly left = new Float32Array(BUBBLES);
	private readonly foot = new Float32Array(BUBBLES);
	private readonly isShown = new Uint8Array(BUBBLES);
	private readonly order = new Int8Array(BUBBLES);
	private nextRow = 0;

	constructor(private readonly plates: BubblePlates) {}

	/** Avatar `id` says something; what they said before goes. */
	say(id: number, text: string, nowMs: number): void {
		const had = this.speaker.indexOf(id);
		const row = had >= 0 ? had : this.nextRow;
		if (had < 0) this.nextRow = (row + 1) % BUBBLES;
		this.speaker[row] = id;
		this.saidAt[row] = nowMs;
		this.until[row] = nowMs + readingMs(text);
		this.wide[row] = this.plates.write(row, text);
	}

	/** `view`: projection times the camera's inverse. */
	update(people: People, eye: THREE.Vector3, view: THREE.Matrix4, viewport: THREE.Vector2, nowMs: number): void {
		const { plates, speaker, until, saidAt, order, isShown, left, foot, wide } = this;
		const e = view.elements;
		plates.begin(viewport);
		let count = 0;
		for (let row = 0; row < BUBBLES; row++) {
			isShown[row] = 0;
			if (speaker[row] < 0 || until[row] < nowMs) continue;
			let to = count++;
			while (to > 0 && saidAt[order[to - 1]] < saidAt[row]) order[to] = order[--to];
			order[to] = row;
		}
		let room = MOST_COVERED * viewport.x * viewport.y;
		for (let n = 0; n < count; n++) {
			const row = order[n];
			const slot = people.slotOf(speaker[row]);
			if (slot < 0) continue;
			const x = people.x[slot];
			const y = 1.78 * heightOf(people.look[slot]) + 0.06;
			const z = people.z[slot];
			const dx = x - eye.x;
			const dz = z - eye.z;
			const depth = e[3] * x + e[7] * y + e[11] * z + e[15];
			const area = wide[row] * BUBBLE_HEIGHT;
			if (depth < FACE_METRES || dx * dx + dz * dz > HEARD_METRES * HEARD_METRES || area > room) continue;
			left[row] = (((e[0] * x + e[4] * y + e[8] * z + e[12]) / depth) * 0.5 + 0.5) * viewport.x - wide[row] / 2;
			foot[row] = (((e[1] * x + e[5] * y + e[9] * z + e[13]) / depth) * 0.5 + 0.5) * viewport.y + BUBBLE_LIFT;
			// Half of it beyond the edge could not be read.
			let isFree = left[row] > -wide[row] / 3 && left[row] < viewport.x - (wide[row] * 2) / 3 && foot[row] < viewport.y;
			for (let m = 0; m < n && isFree; m++) {
				const other = order[m];
				if (isShown[other] === 0) continue;
				const apart = left[row] > left[other] + wide[other] || left[other] > left[row] + wide[row];
				isFree = apart || Math.abs(foot[row] - foot[other]) > BUBBLE_HEIGHT;
			}
			if (!isFree) continue;
			isShown[row] = 1;
			room -= area;
			const to = plates.take();
			plates.data[to] = x;
			plates.data[to + 1] = y;
			plates.data[to + 2] = z;
			plates.data[to + 3] = row;
			plates.data[to + 4] = Math.min(1, (until[row] - nowMs) / FADE_MS);
			plates.data[to + 5] = 1;
		}
		plates.end();
	}
}
