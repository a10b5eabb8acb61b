// Whose name is shown: the nearest in view, faded with distance, never over each other, never more than the
// screen can carry. Words are bubbles.ts; writing letters is plates.ts.
import * as THREE from "three";
import { SCRIPTED } from "../../wire/messages";
import type { People } from "../../world/people";
import type { Passed } from "../../world/self";
import { BUBBLE_HEIGHT, BUBBLE_LIFT, BUBBLES, Bubbles } from "./bubbles";
import { heightOf } from "./clothes";
import { Plates } from "./plates";

const NAMES = 24;
const NAME_METRES = 14;
/** From here on names fade. */
const FADE_METRES = 8;
/** So near a name would be in one's face. */
const FACE_METRES = 0.8;
const NAME_HEIGHT = 22;
/** The part of the picture that names may cover. */
const MOST_COVERED = 0.06;
/** The part of a name that may be beyond the picture's edge. */
const MOST_CUT = 0.15;
const AGAIN_MS = 250;
/** Letters are drawn for at most so many people in one frame. */
const WRITTEN_A_FRAME = 2;
const EASE_PER_SECOND = 7;

export class Labels {
	readonly names: Plates;
	readonly bubbles: Plates;
	private readonly speech: Bubbles;
	/** Row by row: who it is for, whose letters stand in it, distance, opacity now, and where on the screen. */
	private readonly named = new Int32Array(NAMES).fill(-1);
	private readonly written = new Array<string>(NAMES).fill("");
	private readonly away = new Float32Array(NAMES);
	private readonly shown = new Float32Array(NAMES);
	private readonly left = new Float32Array(NAMES);
	private readonly bottom = new Float32Array(NAMES);
	private readonly wide = new Float32Array(NAMES);
	private readonly order = new Int8Array(NAMES);
	private readonly chosen = new Int32Array(NAMES);
	private readonly nearest = new Float32Array(NAMES);
	private readonly full = new Float32Array(NAMES);
	private readonly viewport = new THREE.Vector2();
	areNamesShown = true;
	private chosenAt = 0;

	constructor(
		private readonly renderer: THREE.WebGLRenderer,
		private readonly scriptedMark: string,
	) {
		this.names = new Plates(renderer, {
			rows: NAMES,
			height: NAME_HEIGHT,
			lines: 1,
			ink: "#fff",
			ground: "rgb(15 36 56 / 72%)",
			lift: 2,
		});
		this.bubbles = new Plates(renderer, {
			rows: BUBBLES,
			height: BUBBLE_HEIGHT,
			lines: 3,
			ink: "#0f2438",
			ground: "rgb(255 255 255 / 94%)",
			lift: BUBBLE_LIFT,
		});
		this.speech = new Bubbles(this.bubbles);
	}

	/** `view`: projection times the camera's inverse. */
	update(people: People, eye: THREE.Vector3, view: THREE.Matrix4, nowMs: number, passed: Passed): void {
		this.renderer.getSize(this.viewport);
		// In a headset each eye has a part of the picture.
		if (this.renderer.xr.isPresenting) this.viewport.x /= Math.max(1, this.renderer.xr.getCamera().cameras.length);
		if (nowMs - this.chosenAt > AGAIN_MS) {
			this.chosenAt = nowMs;
			this.choose(people, eye, view);
		}
		this.write(people);
		this.place(people, eye, view, passed);
		this.speech.update(people, eye, view, this.viewport, nowMs);
	}

	say(id: number, text: string): void {
		this.speech.say(id, text, performance.now());
	}

	/** The nearest people with a name who are in view; a person keeps the row they have. */
	private choose(people: People, eye: THREE.Vector3, view: THREE.Matrix4): void {
		const { nearest, chosen, named } = this;
		const e = view.elements;
		nearest.fill(NAME_METRES * NAME_METRES);
		chosen.fill(-1);
		let worst = 0;
		for (let at = 0; at < people.count; at++) {
			const dx = people.x[at] - eye.x;
			const dz = people.z[at] - eye.z;
			const away = dx * dx + dz * dz;
			if (away >= nearest[worst] || people.name[at] === "") continue;
			const depth = e[3] * people.x[at] + e[7] * 1.6 + e[11] * people.z[at] + e[15];
			const across = e[0] * people.x[at] + e[4] * 1.6 + e[8] * people.z[at] + e[12];
			if (depth < FACE_METRES || Math.abs(across) > depth * 1.1) continue;
			nearest[worst] = away;
			chosen[worst] = people.id[at];
			for (let row = 0; row < NAMES; row++) if (nearest[row] > nearest[worst]) worst = row;
		}
		for (let row = 0; row < NAMES; row++) {
			const has = named[row] < 0 ? -1 : chosen.indexOf(named[row]);
			if (has >= 0) chosen[has] = -1;
			else named[row] = -1;
		}
		for (let at = 0; at < NAMES; at++) {
			if (chosen[at] < 0) continue;
			const row = named.indexOf(-1);
			named[row] = chosen[at];
			this.shown[row] = 0;
		}
	}

	private write(people: People): void {
		let most = WRITTEN_A_FRAME;
		for (let row = 0; row < NAMES && most > 0; row++) {
			const slot = this.named[row] < 0 ? -1 : people.slotOf(this.named[row]);
			if (slot < 0 || this.written[row] === people.person[slot]) continue;
			most--;
			const name = people.name[slot];
			const mark = (people.flags[slot] & SCRIPTED) === 0 ? "" : this.scriptedMark;
			const wide = this.names.measure(name, mark);
			this.full[row] = wide;
			this.names.writeName(row, name, mark, wide);
			this.written[row] = people.person[slot];
		}
	}

	/** Nearest first: a name is shown when it covers no nearer one and the picture can carry it. */
	private place(people: People, eye: THREE.Vector3, view: THREE.Matrix4, { seconds }: Passed): void {
		const { names, order, away, viewport, left, bottom, wide } = this;
		const e = view.elements;
		const ease = 1 - Math.exp(-EASE_PER_SECOND * seconds);
		let room = MOST_COVERED * viewport.x * viewport.y;
		names.begin(viewport);
		let count = 0;
		for (let row = 0; row < NAMES; row++) {
			const id = this.named[row];
			const slot = id < 0 ? -1 : people.slotOf(id);
			if (slot < 0 || this.written[row] !== people.person[slot]) continue;
			const dx = people.x[slot] - eye.x;
			const dz = people.z[slot] - eye.z;
			away[row] = Math.sqrt(dx * dx + dz * dz);
			let to = count++;
			while (to > 0 && away[order[to - 1]] > away[row]) order[to] = order[--to];
			order[to] = row;
		}
		for (let n = 0; n < count; n++) {
			const row = order[n];
			const slot = people.slotOf(this.named[row]);
			const x = people.x[slot];
			const y = 1.78 * heightOf(people.look[slot]) + 0.06;
			const z = people.z[slot];
			const depth = e[3] * x + e[7] * y + e[11] * z + e[15];
			const scale = 1 - 0.28 * Math.min(1, Math.max(0, (away[row] - 3) / (NAME_METRES - 3)));
			wide[row] = this.full[row] * scale;
			left[row] = (((e[0] * x + e[4] * y + e[8] * z + e[12]) / depth) * 0.5 + 0.5) * viewport.x - wide[row] / 2;
			bottom[row] = (((e[1] * x + e[5] * y + e[9] * z + e[13]) / depth) * 0.5 + 0.5) * viewport.y;
			const high = NAME_HEIGHT * scale;
			const cut = wide[row] * MOST_CUT;
			const isWhole = left[row] > -cut && left[row] + wide[row] < viewport.x + cut;
			let isFree = this.areNamesShown && depth > FACE_METRES && isWhole && wide[row] * high <= room;
			for (let m = 0; m < n && isFree; m++) {
				const other = order[m];
				if (wide[other] === 0) continue;
				const apartX = left[row] > left[other] + wide[other] || left[other] > left[row] + wide[row];
				isFree = apartX || Math.abs(bottom[row] - bottom[other]) > high;
			}
			const far = Math.min(1, Math.max(0, (NAME_METRES - away[row]) / (NAME_METRES - FADE_METRES)));
			this.shown[row] += ((isFree ? far : 0) - this.shown[row]) * ease;
			// A name that makes room for a nearer one takes none itself.
			if (isFree) room -= wide[row] * high;
			else wide[row] = 0;
			if (this.shown[row] < 0.02 || depth <= 0) continue;
			const to = names.take();
			names.data[to] = x;
			names.data[to + 1] = y;
			names.data[to + 2] = z;
			names.data[to + 3] = row;
			names.data[to + 4] = this.shown[row];
			names.data[to + 5] = scale;
		}
		names.end();
	}
}
