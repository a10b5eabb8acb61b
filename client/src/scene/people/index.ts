// The crowd: everybody as instances of a few bodies in two details and as pictures, their shadows, names and words. Who they are is world/people.ts.
import * as THREE from "three";
import { Gaze } from "../../world/gaze";
import { bodyOf, heightStep } from "../../world/look";
import type { People } from "../../world/people";
import type { Passed, Self } from "../../world/self";
import type { Quality } from "../hall-scene";
import { type BodySet, readBodies } from "./bodies";
import { Clips, OWN_ID, type Walkers } from "./clips";
import { HEIGHTS, makePalette } from "./clothes";
import { Details, FAR } from "./details";
import { Impostors, MOST_FAR } from "./impostors";
import { Instances, Rows } from "./instances";
import { Labels } from "./labels";
import { withSeatedGestures } from "./seated";
import { makeShadow } from "./shadow";
import {
	FADE_STEPS,
	HEAD_AHEAD,
	HEAD_RADIANS,
	loadPictures,
	MORE,
	makeBoneTexture,
	makeShape,
	makeSkin,
	type Shared,
} from "./skin";

export interface CrowdContext {
	scene: THREE.Scene;
	renderer: THREE.WebGLRenderer;
	camera: THREE.PerspectiveCamera;
	assets: string;
	quality: Quality;
	/** Stands beside the names of scripted visitors. */
	scriptedMark: string;
}
export interface Crowd {
	attach(people: People, self: Self): void;
	update(nowMs: number, passed: Passed): void;
	/** The id of the person a ray meets first. */
	/** Who is met first, nearer than `within` metres. */
	pick(ray: THREE.Ray, within: number): number | null;
	say(id: number, text: string): void;
	showNames(areShown: boolean): void;
	setQuality(level: Quality): void;
	/** Bytes of textures on the graphics card. */
	readonly bytes: number;
	destroy(): void;
}

const BODY_METRES = 0.32;
const HEAD_METRES = 1.8;
/** Instances a body at most, by detail. */
const MOST = [24, 128] as const;
const DISCS = 2048;
const DISC_METRES = 45;
const SELF_HIDDEN_METRES = 0.9;
const APPEAR_MS = 450;
/** A share of 1 would read as the next fade step. */
const LARGEST_SHARE = 0.9995;
const WHOLE = FADE_STEPS - 1;

class BodiedCrowd implements Crowd {
	private readonly batches: Instances[][];
	private readonly clips: Clips;
	private readonly shared: Shared;
	private readonly far: Impostors;
	private readonly shadow: Instances;
	private readonly labels: Labels;
	private readonly details: Details;
	private people: People | null = null;
	private gaze = new Gaze();
	private self: Self | null = null;
	private readonly own: Walkers = {
		id: Uint16Array.of(OWN_ID),
		x: new Float32Array(1),
		z: new Float32Array(1),
		yaw: new Float32Array(1),
		speed: new Float32Array(1),
		travelled: new Float32Array(1),
		turning: new Float32Array(1),
		motion: new Uint8Array(1),
		look: new Uint32Array(1),
		since: new Float64Array(1),
	};
	private nowMs = 0;
	private readonly frustum = new THREE.Frustum();
	private readonly view = new THREE.Matrix4();
	/** Where one sees from, in the hall. */
	private readonly eye = new THREE.Vector3();

	constructor(
		private readonly context: CrowdContext,
		set: BodySet,
		pictures: THREE.DataArrayTexture,
	) {
		this.clips = new Clips(set);
		this.shared = { bones: makeBoneTexture(set), palette: makePalette(), pictures };
		const bodies = set.bodies.length;
		const skins = MOST.map((_, detail) => makeSkin(this.shared, set, detail));
		const firsts = [0, MOST[0] * bodies, (MOST[0] + MOST[1]) * bodies];
		const rows = new Rows(firsts[FAR] + MOST_FAR);
		this.batches = set.bodies.map(({ levels }, body) =>
			MOST.map((most, detail) => {
				return new Instances(makeShape(levels[detail]), skins[detail], most, rows, firsts[detail] + body * most);
			}),
		);
		this.far = new Impostors(context.renderer, set, this.shared, rows, firsts[FAR]);
		this.details = new Details(context.quality);
		this.shadow = makeShadow(DISCS);
		this.labels = new Labels(context.renderer, context.scriptedMark);
		for (const mesh of this.meshes) context.scene.add(mesh);
	}

	attach(people: People, self: Self): void {
		this.people = people;
		this.gaze = people.gaze;
		this.self = self;
	}

	update(nowMs: number, passed: Passed): void {
		const { people, self, own } = this;
		if (!people || !self) return;
		const { camera } = this.context;
		camera.updateMatrixWorld();
		this.view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse);
		this.frustum.setFromProjectionMatrix(this.view);
		this.eye.setFromMatrixPosition(camera.matrixWorld);
		this.nowMs = nowMs;
		this.clips.seconds = (nowMs / 1000) % 3600;
		this.details.nowMs = nowMs;
		this.shadow.begin();
		this.far.instances.begin();
		for (let body = 0; body < this.batches.length; body++) {
			for (let detail = 0; detail < MOST.length; detail++) this.batches[body][detail].begin();
		}
		own.x[0] = self.x + self.slipX;
		own.z[0] = self.z + self.slipZ;
		people.gaze.begin(people, own, nowMs);
		for (let at = 0; at < people.count; at++) if (this.isSeen(people, at)) this.draw(people, at);
		own.yaw[0] = self.yaw;
		own.speed[0] = self.speed;
		own.travelled[0] = self.travelled;
		own.turning[0] = self.turning;
		own.motion[0] = self.motion;
		own.look[0] = self.look;
		const { eye } = this;
		const dx = own.x[0] - eye.x;
		const dy = 1.5 - eye.y;
		const dz = own.z[0] - eye.z;
		if (dx * dx + dy * dy + dz * dz > SELF_HIDDEN_METRES * SELF_HIDDEN_METRES) this.draw(own, 0);
		this.shadow.end();
		this.far.instances.end();
		for (let body = 0; body < this.batches.length; body++) {
			for (let detail = 0; detail < MOST.length; detail++) this.batches[body][detail].end();
		}
		this.labels.update(people, eye, this.view, nowMs, passed);
	}

	/** Whether a walker's ball meets the view; written out because a ball handed to three would be filled by boxed numbers. */
	private isSeen(who: Walkers, at: number): boolean {
		const { planes } = this.frustum;
		const x = who.x[at];
		const z = who.z[at];
		for (let side = 0; side < 6; side++) {
			const { normal, constant } = planes[side];
			if (normal.x * x + normal.y * 0.9 + normal.z * z + constant < -1.1) return false;
		}
		return true;
	}

	private draw(who: Walkers, at: number): void {
		const look = who.look[at];
		const body = bodyOf(look);
		const { eye } = this;
		const dx = who.x[at] - eye.x;
		const dz = who.z[at] - eye.z;
		const away = dx * dx + dz * dz;
		const { clips, details } = this;
		clips.choose(who, at, body);
		const born = (this.nowMs - who.since[at]) / APPEAR_MS;
		const fade = born < 1 && who.since[at] > 0 ? Math.max(0, Math.floor(born * WHOLE)) : WHOLE;
		details.choose(who.id[at], away);
		if (details.now < FAR) this.gaze.look(who, at);
		if (details.step < WHOLE) {
			this.put(who, at, body, details.former, details.step + FADE_STEPS);
			this.put(who, at, body, details.now, details.step);
		} else this.put(who, at, body, details.now, fade);
		if (away > DISC_METRES * DISC_METRES || !this.shadow.hasRoom) return;
		const { data } = this.shadow;
		const to = this.shadow.take();
		data[to] = who.x[at];
		data[to + 1] = who.z[at];
		data[to + 2] = who.yaw[at];
		data[to + 3] = Math.min(1, (DISC_METRES - Math.sqrt(away)) / 10) * (fade / WHOLE);
	}

	private put(who: Walkers, at: number, body: number, wish: number, fade: number): void {
		const { clips, far } = this;
		const batches = this.batches[body];
		let detail = wish;
		while (detail < FAR && !batches[detail].hasRoom) detail++;
		const batch = detail === FAR ? far.instances : batches[detail];
		if (!batch.hasRoom) return;
		const { data } = batch;
		const to = batch.take();
		data[to] = who.x[at];
		data[to + 1] = who.z[at];
		data[to + 2] = who.yaw[at];
		data[to + 3] = HEIGHTS[heightStep(who.look[at])];
		const more = ((who.look[at] >>> 24) & 7) * MORE;
		data[to + 7] = who.look[at] & 0xffffff;
		if (detail === FAR) {
			data[to + 4] = far.pose(clips.now, clips.phase);
			data[to + 5] = body;
			data[to + 6] = fade + more;
			return;
		}
		data[to + 4] = clips.row + HEAD_AHEAD + this.gaze.turn[who.id[at]] / HEAD_RADIANS;
		data[to + 5] = clips.other;
		data[to + 6] = fade + more + Math.min(LARGEST_SHARE, clips.share);
	}

	pick(ray: THREE.Ray, within: number): number | null {
		const { people } = this;
		if (!people) return null;
		const { origin, direction } = ray;
		const flat = direction.x * direction.x + direction.z * direction.z;
		let best = within;
		let id: number | null = null;
		for (let at = 0; at < people.count; at++) {
			const dx = people.x[at] - origin.x;
			const dz = people.z[at] - origin.z;
			const along = (dx * direction.x + dz * direction.z) / Math.max(flat, 1e-6);
			if (along < 0 || along > best) continue;
			const miss = Math.hypot(dx - direction.x * along, dz - direction.z * along);
			const y = origin.y + direction.y * along;
			if (miss > BODY_METRES || y < 0 || y > HEAD_METRES) continue;
			best = along;
			id = people.id[at];
		}
		return id;
	}

	say(id: number, text: string): void {
		this.labels.say(id, text);
	}

	showNames(areShown: boolean): void {
		this.labels.areNamesShown = areShown;
	}

	setQuality(level: Quality): void {
		this.details.setQuality(level);
	}

	get bytes(): number {
		const { bones, pictures } = this.shared;
		const painted = (pictures.width * pictures.height * pictures.depth * 16) / 3;
		return (
			this.far.bytes + painted + bones.width * bones.height * 8 + this.labels.names.bytes + this.labels.bubbles.bytes
		);
	}

	destroy(): void {
		for (const mesh of this.meshes) this.context.scene.remove(mesh);
		for (const batch of [...this.batches.flat(), this.shadow]) batch.destroy();
		this.far.destroy();
		this.labels.names.destroy();
		this.labels.bubbles.destroy();
		for (const texture of Object.values(this.shared)) texture.dispose();
	}

	private get meshes(): THREE.Mesh[] {
		const parts = [...this.batches.flat(), this.far.instances, this.shadow, this.labels.names, this.labels.bubbles];
		return parts.map((part) => part.mesh);
	}
}

/** Loads the bodies, makes the crowd and puts it into the scene. */
export async function createCrowd(context: CrowdContext): Promise<Crowd> {
	const base = `${context.assets}people/`;
	const answer = await fetch(`${base}people.bin`);
	if (!answer.ok) throw new Error(`people.bin: ${answer.status}`);
	const set = withSeatedGestures(readBodies(await answer.arrayBuffer()));
	const pictures = await loadPictures(context.renderer, base, set.bodies, context.quality === "low");
	return new BodiedCrowd(context, set, pictures);
}
