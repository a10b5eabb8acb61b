// The crowd: everybody as instances of a few bodies in three details, their shadows, names and words. Who they are is world/people.ts.
import * as THREE from "three";
import type { People } from "../../world/people";
import type { Self } from "../../world/self";
import type { Quality } from "../hall-scene";
import { type BodySet, readBodies } from "./bodies";
import { Clips, OWN_ID } from "./clips";
import { bodyOf, colourOf, heightOf } from "./clothes";
import { Instances } from "./instances";
import { Plates } from "./plates";
import { loadPicture, makeBoneTexture, makeShape, makeSkin } from "./skin";

export interface CrowdContext {
	scene: THREE.Scene;
	renderer: THREE.WebGLRenderer;
	camera: THREE.PerspectiveCamera;
	assets: string;
	quality: Quality;
}
export interface Crowd {
	attach(people: People, self: Self): void;
	update(nowMs: number, dt: number): void;
	/** The id of the person a ray meets first. */
	pick(ray: THREE.Ray): number | null;
	say(id: number, text: string): void;
	setQuality(level: Quality): void;
	destroy(): void;
}

const BODY_METRES = 0.32;
const HEAD_METRES = 1.8;
/** How far the finest and the middle detail reach. */
const FINE_METRES: Record<Quality, number> = { low: 3, medium: 5, high: 8, ultra: 12 };
const MIDDLE_METRES: Record<Quality, number> = { low: 9, medium: 14, high: 22, ultra: 32 };
/** Instances a body at most, and bones that move a point, by detail. */
const MOST = [24, 96, 4096] as const;
const INFLUENCES = [4, 2, 1] as const;
const DISCS = 2048;
const DISC_METRES = 45;
const NAMES = 24;
const NAME_METRES = 14;
const NAMES_AGAIN_MS = 250;
const BUBBLES = 8;
const BUBBLE_MS = 6000;
const SELF_HIDDEN_METRES = 0.9;

class BodiedCrowd implements Crowd {
	private readonly batches: Instances[][];
	private readonly clips: Clips;
	private readonly bones: THREE.DataTexture;
	private readonly shadow: Instances;
	private readonly names = new Plates({
		rows: NAMES,
		rowPixels: 40,
		rowMetres: 0.15,
		lines: 1,
		ink: "#fff",
		ground: "rgb(15 36 56 / 78%)",
	});
	private readonly bubbles = new Plates({
		rows: BUBBLES,
		rowPixels: 128,
		rowMetres: 0.5,
		lines: 3,
		ink: "#0f2438",
		ground: "rgb(255 255 255 / 94%)",
	});
	private readonly named = new Int32Array(NAMES).fill(-1);
	private readonly nearest = new Float32Array(NAMES);
	private readonly spoken = new Int32Array(BUBBLES).fill(-1);
	private readonly spokenUntil = new Float64Array(BUBBLES);
	private nextBubble = 0;
	private namesAt = 0;
	private people: People | null = null;
	private self: Self | null = null;
	private fineMetres = 0;
	private middleMetres = 0;
	private readonly frustum = new THREE.Frustum();
	private readonly view = new THREE.Matrix4();
	private readonly ball = new THREE.Sphere(new THREE.Vector3(), 1.1);

	constructor(
		private readonly context: CrowdContext,
		set: BodySet,
		private readonly pictures: THREE.Texture[],
	) {
		this.clips = new Clips(set);
		this.bones = makeBoneTexture(set);
		this.batches = set.bodies.map((body, at) =>
			body.levels.map((level, detail) => {
				const skin = makeSkin(this.bones, pictures[at], set.scale, INFLUENCES[detail]);
				return new Instances(makeShape(level), skin, MOST[detail]);
			}),
		);
		this.setQuality(context.quality);
		const disc = new THREE.CircleGeometry(0.42, 14).rotateX(-Math.PI / 2).translate(0, 0.012, 0);
		this.shadow = new Instances(disc, makeShadowMaterial(), DISCS);
		for (const part of this.parts) context.scene.add(part.mesh);
	}

	attach(people: People, self: Self): void {
		this.people = people;
		this.self = self;
	}

	update(nowMs: number): void {
		const { people, self } = this;
		if (!people || !self) return;
		const { camera } = this.context;
		camera.updateMatrixWorld();
		this.frustum.setFromProjectionMatrix(
			this.view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
		);
		const seconds = (nowMs / 1000) % 3600;
		this.shadow.begin();
		for (const body of this.batches) for (const batch of body) batch.begin();
		const eye = camera.position;
		for (let at = 0; at < people.count; at++) {
			const x = people.x[at];
			const z = people.z[at];
			this.ball.center.set(x, 0.9, z);
			if (!this.frustum.intersectsSphere(this.ball)) continue;
			const away = (x - eye.x) * (x - eye.x) + (z - eye.z) * (z - eye.z);
			this.draw(
				people.id[at],
				away,
				x,
				z,
				people.yaw[at],
				people.travelled[at],
				people.speed[at],
				people.motion[at],
				people.look[at],
				seconds,
			);
		}
		const ownDistance = Math.hypot(self.x - eye.x, self.z - eye.z, 1.5 - eye.y);
		if (ownDistance > SELF_HIDDEN_METRES) {
			this.draw(OWN_ID, 0, self.x, self.z, self.yaw, self.travelled, self.speed, self.motion, self.look, seconds);
		}
		this.shadow.end();
		for (const body of this.batches) for (const batch of body) batch.end();
		this.showNames(people, self, nowMs);
		this.showBubbles(people, nowMs);
	}

	pick(ray: THREE.Ray): number | null {
		const { people } = this;
		if (!people) return null;
		const { origin, direction } = ray;
		const flat = direction.x * direction.x + direction.z * direction.z;
		let best = Number.POSITIVE_INFINITY;
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
		const row = this.nextBubble;
		this.nextBubble = (row + 1) % BUBBLES;
		for (let other = 0; other < BUBBLES; other++) if (this.spoken[other] === id) this.spoken[other] = -1;
		this.spoken[row] = id;
		this.spokenUntil[row] = performance.now() + BUBBLE_MS;
		this.bubbles.write(row, text);
	}

	setQuality(level: Quality): void {
		this.fineMetres = FINE_METRES[level];
		this.middleMetres = MIDDLE_METRES[level];
	}

	destroy(): void {
		for (const part of this.parts) {
			this.context.scene.remove(part.mesh);
			part.destroy();
		}
		this.bones.dispose();
		for (const picture of this.pictures) picture.dispose();
	}

	private get parts() {
		return [...this.batches.flat(), this.shadow, this.names, this.bubbles];
	}

	private draw(
		id: number,
		away: number,
		x: number,
		z: number,
		yaw: number,
		travelled: number,
		speed: number,
		motion: number,
		look: number,
		seconds: number,
	): void {
		const body = bodyOf(look);
		const height = heightOf(look);
		const batches = this.batches[body];
		let detail = detailOf(away, this.fineMetres, this.middleMetres);
		while (detail < 2 && !batches[detail].hasRoom) detail++;
		const batch = batches[detail];
		if (!batch.hasRoom) return;
		const { clips } = this;
		clips.choose(id, body, height, motion, speed, travelled, seconds);
		batch.place(x, z, yaw, height);
		batch.pose(clips.row, clips.other, clips.share);
		batch.paint(0, colourOf("top", look));
		batch.paint(1, colourOf("bottom", look));
		batch.paint(2, colourOf("skin", look));
		batch.paint(3, colourOf("hair", look));
		batch.paint(4, colourOf("ribbon", look));
		batch.next();
		if (away > DISC_METRES * DISC_METRES || !this.shadow.hasRoom) return;
		this.shadow.place(x, z, yaw, 1);
		this.shadow.next();
	}

	private showNames(people: People, self: Self, nowMs: number): void {
		if (nowMs - this.namesAt > NAMES_AGAIN_MS) {
			this.namesAt = nowMs;
			this.chooseNames(people, self);
		}
		this.names.begin();
		for (let row = 0; row < NAMES; row++) {
			const slot = this.named[row] < 0 ? -1 : people.slotOf(this.named[row]);
			if (slot >= 0) this.names.put(row, people.x[slot], 1.9 * heightOf(people.look[slot]) + 0.1, people.z[slot]);
		}
		this.names.end();
	}

	/** The nearest people with a name; a person keeps the row they have. */
	private chooseNames(people: People, self: Self): void {
		this.nearest.fill(NAME_METRES * NAME_METRES);
		const chosen = this.named;
		chosen.fill(-1);
		for (let at = 0; at < people.count; at++) {
			if (people.name[at] === "") continue;
			const away = (people.x[at] - self.x) ** 2 + (people.z[at] - self.z) ** 2;
			let worst = 0;
			for (let row = 1; row < NAMES; row++) if (this.nearest[row] > this.nearest[worst]) worst = row;
			if (away >= this.nearest[worst]) continue;
			this.nearest[worst] = away;
			chosen[worst] = people.id[at];
		}
		for (let row = 0; row < NAMES; row++) {
			if (chosen[row] >= 0) this.names.write(row, people.name[people.slotOf(chosen[row])]);
		}
	}

	private showBubbles(people: People, nowMs: number): void {
		this.bubbles.begin();
		for (let row = 0; row < BUBBLES; row++) {
			if (this.spoken[row] < 0 || this.spokenUntil[row] < nowMs) continue;
			const slot = people.slotOf(this.spoken[row]);
			if (slot >= 0) this.bubbles.put(row, people.x[slot], 2.4, people.z[slot]);
		}
		this.bubbles.end();
	}
}

/** A soft dark disc under the feet; it takes the place attributes and nothing else. */
function makeShadowMaterial(): THREE.ShaderMaterial {
	return new THREE.ShaderMaterial({
		vertexShader: /* glsl */ `
attribute vec4 place;
varying vec2 vOut;
void main() {
  vOut = position.xz / 0.42;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position + vec3(place.x, 0.0, place.y), 1.0);
}`,
		fragmentShader: /* glsl */ `
varying vec2 vOut;
void main() { gl_FragColor = vec4(0.0, 0.0, 0.0, 0.42 * pow(max(0.0, 1.0 - dot(vOut, vOut)), 1.5)); }`,
		transparent: true,
		depthWrite: false,
	});
}

/** 0 fine, 1 middle, 2 coarse, from the square of the distance. */
export function detailOf(away: number, fineMetres: number, middleMetres: number): number {
	if (away < fineMetres * fineMetres) return 0;
	return away < middleMetres * middleMetres ? 1 : 2;
}

/** Loads the bodies, makes the crowd and puts it into the scene. */
export async function createCrowd(context: CrowdContext): Promise<Crowd> {
	const base = `${context.assets}people/`;
	const answer = await fetch(`${base}people.bin`);
	if (!answer.ok) throw new Error(`people.bin: ${answer.status}`);
	const set = readBodies(await answer.arrayBuffer());
	const pictures = await Promise.all(set.bodies.map((body) => loadPicture(base, body)));
	return new BodiedCrowd(context, set, pictures);
}
