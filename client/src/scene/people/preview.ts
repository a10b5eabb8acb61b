// One person on a small canvas of its own, to see what one chooses. Loaded when somebody opens the wardrobe.
import * as THREE from "three";
import { bodyOf, heightStep } from "../../world/look";
import { type BodySet, readBodies } from "./bodies";
import { Clips, OWN_ID, type Walkers } from "./clips";
import { HEIGHTS, makePalette } from "./clothes";
import { Instances } from "./instances";
import { FADE_STEPS, HEAD_AHEAD, loadPictures, MORE, makeBoneTexture, makeShape, makeSkin } from "./skin";

export interface Preview {
	show(look: number): void;
	/** Turns the person by radians; the face or the whole body fills the picture. */
	turn(radians: number): void;
	showFace(isNear: boolean): void;
	destroy(): void;
}

const FINE = 0;
const VIEW = { degrees: 26, away: 4.4, eye: 0.92, faceAway: 1.25, faceBelowTop: 0.16 };
const METRES_TALL = 1.72;

class Mirror implements Preview {
	private readonly scene = new THREE.Scene();
	private readonly camera = new THREE.PerspectiveCamera(VIEW.degrees, 1, 0.1, 20);
	private readonly renderer: THREE.WebGLRenderer;
	private readonly shared: { bones: THREE.Texture; palette: THREE.Texture };
	private readonly clips: Clips;
	private readonly shown = new Map<number, { instances: Instances; pictures: THREE.Texture }>();
	private readonly who: Walkers = {
		id: Uint16Array.of(OWN_ID),
		x: new Float32Array(1),
		z: new Float32Array(1),
		yaw: Float32Array.of(Math.PI - 0.35),
		speed: new Float32Array(1),
		travelled: new Float32Array(1),
		turning: new Float32Array(1),
		motion: new Uint8Array(1),
		look: new Uint32Array(1),
		since: new Float64Array(1),
	};
	private isNear = false;
	private request = 0;
	private isDestroyed = false;

	constructor(
		private readonly canvas: HTMLCanvasElement,
		private readonly base: string,
		private readonly set: BodySet,
		private readonly isStill: boolean,
	) {
		this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: true });
		this.renderer.toneMapping = THREE.NeutralToneMapping;
		this.renderer.setPixelRatio(Math.min(2, devicePixelRatio));
		this.shared = { bones: makeBoneTexture(set), palette: makePalette() };
		this.clips = new Clips(set);
		this.scene.add(new THREE.HemisphereLight(0xffffff, 0x8a8d92, 2.2));
		const lamp = new THREE.DirectionalLight(0xfff4e6, 1.6);
		lamp.position.set(2, 4, 5);
		this.scene.add(lamp);
		const frame = (nowMs: number) => {
			this.draw(nowMs);
			if (!this.isStill) this.request = requestAnimationFrame(frame);
		};
		if (!isStill) this.request = requestAnimationFrame(frame);
	}

	show(look: number): void {
		this.who.look[0] = look;
		const body = bodyOf(look);
		if (!this.shown.has(body)) void this.fetchBody(body);
		if (this.isStill) this.draw(0);
	}

	turn(radians: number): void {
		this.who.yaw[0] += radians;
		if (this.isStill) this.draw(0);
	}

	showFace(isNear: boolean): void {
		this.isNear = isNear;
		if (this.isStill) this.draw(0);
	}

	destroy(): void {
		this.isDestroyed = true;
		cancelAnimationFrame(this.request);
		for (const { instances, pictures } of this.shown.values()) {
			instances.destroy();
			pictures.dispose();
		}
		this.shared.bones.dispose();
		this.shared.palette.dispose();
		this.renderer.dispose();
	}

	private async fetchBody(body: number): Promise<void> {
		const one = this.set.bodies[body];
		const pictures = await loadPictures(this.renderer, this.base, [one], false);
		if (this.isDestroyed || this.shown.has(body)) {
			pictures.dispose();
			return;
		}
		const skin = makeSkin({ ...this.shared, pictures }, this.set, FINE);
		const instances = new Instances(makeShape(one.levels[FINE]), skin, 1);
		this.shown.set(body, { instances, pictures });
		this.scene.add(instances.mesh);
		if (this.isStill) this.draw(0);
	}

	private draw(nowMs: number): void {
		const { clips, who, camera, canvas } = this;
		const look = who.look[0];
		const body = bodyOf(look);
		const height = HEIGHTS[heightStep(look)];
		clips.seconds = nowMs / 1000;
		clips.choose(who, 0, body);
		for (const [other, { instances }] of this.shown) {
			instances.begin();
			if (other === body) {
				const gait = FADE_STEPS - 1 + ((look >>> 24) & 7) * MORE + Math.min(0.9995, clips.share);
				const row = clips.row + HEAD_AHEAD;
				instances.data.set([0, 0, who.yaw[0], height, row, clips.other, gait, look & 0xffffff], instances.take());
			}
			instances.end();
		}
		const [wide, high] = [canvas.clientWidth || 1, canvas.clientHeight || 1];
		if (canvas.width !== Math.floor(wide * this.renderer.getPixelRatio())) this.renderer.setSize(wide, high, false);
		camera.aspect = wide / high;
		camera.updateProjectionMatrix();
		const eye = this.isNear ? METRES_TALL * height - VIEW.faceBelowTop : VIEW.eye;
		camera.position.set(0, eye, this.isNear ? VIEW.faceAway : VIEW.away);
		camera.lookAt(0, eye, 0);
		this.renderer.render(this.scene, camera);
	}
}

/** A mirror on `canvas`; `isStill` draws only when something changes. Rejects when people.bin cannot be had. */
export async function createPreview(canvas: HTMLCanvasElement, assets: string, isStill: boolean): Promise<Preview> {
	const base = `${assets}people/`;
	const answer = await fetch(`${base}people.bin`);
	if (!answer.ok) throw new Error(`people.bin: ${answer.status}`);
	return new Mirror(canvas, base, readBodies(await answer.arrayBuffer()), isStill);
}
