// The scene of one product: draws only when something moved, answers where its places are on the picture.
import * as THREE from "three";
import type { Point } from "../../world/product-model";
import { setTone } from "../tone";
import { disposeModel, readModel } from "./model";
import { fittingDistance, Orbit } from "./orbit";
import type { ProductScene, Size, Spot, Surface } from "./product-scene";
import { looksHere, project } from "./projection";
import { Studio } from "./studio";

export * from "./product-scene";

const LENS_DEGREES = 30;
const MOST_PIXEL_RATIO = 2;
/** A surface so much nearer than a spot, as a share of the model's radius, covers it. */
const COVER_SHARE = 0.02;

export interface ProductOptions {
	readonly reducedMotion: boolean;
	readonly onContextLost: () => void;
}

class Product3D implements ProductScene {
	onDrawn: () => void = () => undefined;
	private readonly renderer: THREE.WebGLRenderer;
	private readonly scene = new THREE.Scene();
	private readonly lens = new THREE.PerspectiveCamera(LENS_DEGREES, 1, 0.01, 100);
	private readonly studio: Studio;
	private readonly orbit: Orbit;
	private readonly box = new THREE.Box3();
	private readonly ray = new THREE.Raycaster();
	private readonly toClip = new THREE.Matrix4();
	private readonly eye: [number, number, number] = [0, 0, 0];
	private readonly stop = new AbortController();
	private model: THREE.Group | null = null;
	private radius = 0;
	private spots: readonly Spot[] = [];
	private request = 0;
	private last = 0;

	constructor(
		private readonly canvas: HTMLCanvasElement,
		private readonly options: ProductOptions,
	) {
		this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true, alpha: true });
		setTone(this.renderer);
		this.renderer.shadowMap.enabled = true;
		this.renderer.shadowMap.type = THREE.PCFShadowMap;
		this.studio = new Studio(this.renderer, this.scene);
		this.orbit = new Orbit(options.reducedMotion);
		canvas.addEventListener("webglcontextlost", this.lost);
	}

	async load(url: string, progress: (done: number, total: number) => void): Promise<void> {
		const model = await readModel(url, progress, this.stop.signal);
		if (this.stop.signal.aborted) return disposeModel(model);
		if (this.model) {
			this.scene.remove(this.model);
			disposeModel(this.model);
		}
		this.model = model;
		this.scene.add(model);
		this.box.setFromObject(model, true);
		this.radius = this.box.getBoundingSphere(new THREE.Sphere()).radius || 1;
		this.studio.fit(this.box, this.radius);
		const middle = this.box.getCenter(new THREE.Vector3());
		this.resize();
		this.orbit.settle([middle.x, middle.y, middle.z], this.fitting());
		// Shaders are made ready here, while the poster is still seen: the first picture then comes without a pause.
		await this.renderer.compileAsync(this.scene, this.lens);
		this.draw();
	}

	get size(): Size {
		const { min, max } = this.box;
		return this.model
			? { width: max.x - min.x, height: max.y - min.y, depth: max.z - min.z }
			: { width: 0, height: 0, depth: 0 };
	}

	look(dx: number, dy: number): void {
		this.orbit.look(dx, dy);
		this.ask();
	}

	zoom(factor: number): void {
		this.orbit.zoom(factor);
		this.ask();
	}

	reset(): void {
		this.orbit.reset();
		this.ask();
	}

	show(surface: Surface): void {
		this.orbit.face(surface.normal);
		this.centre(surface.point);
	}

	centre(point: Point): void {
		this.orbit.centre(point);
		this.ask();
	}

	surfaceAt(clientX: number, clientY: number): Surface | null {
		if (!this.model) return null;
		const box = this.canvas.getBoundingClientRect();
		const x = ((clientX - box.left) / box.width) * 2 - 1;
		const y = 1 - ((clientY - box.top) / box.height) * 2;
		this.ray.setFromCamera(new THREE.Vector2(x, y), this.lens);
		const hit = this.ray.intersectObject(this.model, true)[0];
		if (!hit) return null;
		const normal = hit.face
			? hit.face.normal.clone().transformDirection(hit.object.matrixWorld)
			: this.ray.ray.direction.clone().negate();
		return { point: hit.point.toArray(), normal: normal.toArray() };
	}

	follow(spots: readonly Spot[]): void {
		this.spots = spots;
		this.ask();
	}

	resize(): void {
		const { clientWidth: width, clientHeight: height } = this.canvas;
		if (!width || !height) return;
		this.renderer.setPixelRatio(Math.min(MOST_PIXEL_RATIO, devicePixelRatio));
		this.renderer.setSize(width, height, false);
		this.lens.aspect = width / height;
		if (this.model) this.orbit.refit(this.fitting());
		this.ask();
	}

	picture(type: string, quality: number): Promise<Blob | null> {
		this.draw();
		return new Promise((done) => this.canvas.toBlob(done, type, quality));
	}

	async usdz(): Promise<Blob | null> {
		if (!this.model) return null;
		const { usdzOf } = await import("./usdz");
		return usdzOf(this.model);
	}

	destroy(): void {
		this.stop.abort();
		cancelAnimationFrame(this.request);
		this.canvas.removeEventListener("webglcontextlost", this.lost);
		if (this.model) disposeModel(this.model);
		this.studio.destroy();
		this.renderer.dispose();
		this.renderer.forceContextLoss();
	}

	private fitting(): number {
		return fittingDistance(this.radius, (LENS_DEGREES * Math.PI) / 180, this.lens.aspect);
	}

	/** Draws soon; several wishes make one picture. */
	private ask(): void {
		if (this.request || !this.model || this.stop.signal.aborted) return;
		this.request = requestAnimationFrame((now) => {
			this.request = 0;
			const isMoving = this.orbit.step(this.last ? Math.min(0.1, (now - this.last) / 1000) : 0.016);
			this.last = isMoving ? now : 0;
			this.draw();
			if (isMoving) this.ask();
		});
	}

	private draw(): void {
		const { lens, orbit, radius } = this;
		lens.position.fromArray(orbit.eye(this.eye));
		lens.lookAt(...orbit.middle);
		lens.near = Math.max(radius / 200, orbit.distance - radius * 3);
		lens.far = orbit.distance + radius * 8;
		lens.updateProjectionMatrix();
		lens.updateMatrixWorld();
		this.renderer.render(this.scene, lens);
		this.place();
		this.onDrawn();
	}

	private place(): void {
		const { clientWidth, clientHeight } = this.canvas;
		this.toClip.multiplyMatrices(this.lens.projectionMatrix, this.lens.matrixWorldInverse);
		for (const spot of this.spots) {
			Object.assign(spot, project(this.toClip.elements, spot.point, clientWidth, clientHeight));
			spot.isCovered = !looksHere(spot.point, spot.normal, this.eye) || this.isBehind(spot.point);
		}
	}

	private isBehind(point: Point): boolean {
		if (!this.model) return false;
		const { ray, origin } = { ray: this.ray, origin: this.lens.position };
		const way = new THREE.Vector3(...point).sub(origin);
		const far = way.length();
		ray.set(origin, way.normalize());
		ray.far = far - this.radius * COVER_SHARE;
		const isHit = ray.intersectObject(this.model, true).length > 0;
		ray.far = Number.POSITIVE_INFINITY;
		return isHit;
	}

	private readonly lost = (event: Event) => {
		event.preventDefault();
		if (!this.stop.signal.aborted) this.options.onContextLost();
	};
}

/** Makes the scene on a canvas. Throws when WebGL2 is missing; nothing is loaded before `load`. */
export function createProductScene(canvas: HTMLCanvasElement, options: ProductOptions): ProductScene {
	return new Product3D(canvas, options);
}
