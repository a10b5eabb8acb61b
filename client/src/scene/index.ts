// The 3D hall: makes the renderer, loads booths and hall from the plan, and draws frames. The promise is hall-scene.ts.
import * as THREE from "three";
import type { OnScreen } from "../world/booth-screens";
import type { People } from "../world/people";
import type { HallPlan } from "../world/plan";
import type { Passed, Self } from "../world/self";
import type { Walkable } from "../world/walkable";
import { fetchBooths } from "./booths/format";
import { FINE_METRES } from "./booths/visibility";
import { Hall } from "./hall/hall";
import type {
	Eyes,
	FloorPoint,
	HallScene,
	Immersed,
	Immersion,
	Picked,
	Quality,
	SceneCamera,
	SceneOptions,
	SceneStatistics,
} from "./hall-scene";
import type { Headset } from "./immersion";
import { type Crowd, createCrowd } from "./people";
import { boothOnRay, distanceToFloor } from "./pick/boxes";
import { FrameProbe, LEVELS } from "./quality";
import { setTone } from "./tone";

export * from "./hall-scene";

/** So long the first picture may wait for the nearest booths' boards, while people are loaded. */
const FIRST_BOARDS_MS = 1500;

class Scene3D implements HallScene {
	private readonly renderer: THREE.WebGLRenderer;
	private readonly scene = new THREE.Scene();
	private readonly ray = new THREE.Raycaster();
	private readonly pointer = new THREE.Vector2();
	private readonly listeners = new Set<(level: Quality) => void>();
	private probe = new FrameProbe();
	private readonly counted = { drawCalls: 0, triangles: 0, textures: 0, people: 0, screens: 0, products: 0 };
	private hall: Hall | null = null;
	private crowd: Crowd | null = null;
	private people: People | null = null;
	private self: Self | null = null;
	private plan: HallPlan | null = null;
	private headset: Headset | null = null;
	private level: Quality;
	private chosen: boolean;
	private destroyed = false;

	constructor(
		private readonly canvas: HTMLCanvasElement,
		private readonly options: SceneOptions,
	) {
		this.level = options.quality ?? "medium";
		this.chosen = options.quality !== undefined;
		this.renderer = new THREE.WebGLRenderer({
			canvas,
			antialias: this.level !== "low",
			powerPreference: "high-performance",
		});
		setTone(this.renderer);
		this.renderer.shadowMap.type = THREE.PCFShadowMap;
		this.renderer.shadowMap.autoUpdate = false;
		this.scene.matrixAutoUpdate = false;
		this.renderer.info.autoReset = false;
		canvas.addEventListener("webglcontextlost", this.lost);
		this.resize();
	}

	async load(plan: HallPlan, progress: (done: number, total: number, what: string) => void): Promise<void> {
		progress(0, 4, "booths");
		const meshes = await fetchBooths(`${this.options.assets}booths/booths.bin`);
		if (this.destroyed) return;
		progress(1, 4, "hall");
		this.plan = plan;
		this.hall = new Hall(this.renderer, this.scene, plan, meshes, LEVELS[this.level], this.options.reducedMotion);
		this.applyLevel();
		this.resize();
		progress(2, 4, "people");
		const [crowd] = await Promise.all([
			createCrowd({
				scene: this.scene,
				renderer: this.renderer,
				camera: this.hall.rig.lens,
				assets: this.options.assets,
				quality: this.level,
				scriptedMark: this.options.scriptedMark,
			}),
			this.settle(FIRST_BOARDS_MS),
		]);
		if (this.destroyed) {
			crowd.destroy();
			return;
		}
		this.crowd = crowd;
		if (this.people && this.self) crowd.attach(this.people, this.self);
		progress(4, 4, "ready");
		// Without what draws them the plinths show what the design has.
		this.hall.stock().catch((error: unknown) => console.warn(error));
	}

	attach(people: People, self: Self): void {
		this.people = people;
		this.self = self;
		this.crowd?.attach(people, self);
		if (this.hall) this.hall.rig.yaw = self.yaw;
	}

	frame(nowMs: number, passed: Passed): void {
		const hall = this.hall;
		if (!hall || this.destroyed) return;
		if (this.headset) this.headset.follow();
		else if (this.self) hall.rig.follow(this.self, passed);
		hall.update(nowMs, FINE_METRES[this.level]);
		this.crowd?.update(nowMs, passed);
		this.renderer.info.reset();
		this.renderer.render(this.scene, hall.rig.lens);
		if (this.chosen) return;
		const wish = this.probe.measure(passed.seconds, this.level);
		if (wish) this.setLevel(wish);
	}

	async settle(patienceMs: number): Promise<void> {
		await this.hall?.settle(FINE_METRES[this.level], patienceMs);
	}

	picture(): Promise<Blob | null> {
		// The drawing buffer is kept only until the browser shows it: draw and read in one task.
		if (this.hall) this.renderer.render(this.scene, this.hall.rig.lens);
		return new Promise((done) => this.canvas.toBlob(done, "image/jpeg", 0.9));
	}

	pick(clientX: number, clientY: number): Picked | null {
		if (!this.hall) return null;
		const box = this.canvas.getBoundingClientRect();
		this.pointer.set(((clientX - box.left) / box.width) * 2 - 1, 1 - ((clientY - box.top) / box.height) * 2);
		this.ray.setFromCamera(this.pointer, this.hall.rig.lens);
		return this.pickOn(this.ray.ray);
	}

	private pickOn(ray: THREE.Ray): Picked | null {
		if (!this.plan || !this.hall) return null;
		const { origin, direction } = ray;
		const floor = distanceToFloor(ray);
		const booth = boothOnRay(this.plan, ray);
		const brochure = booth ? this.hall.field.metresToBrochures(booth.place, ray) : Number.POSITIVE_INFINITY;
		// Who stands behind a counter does not hide what lies on it.
		const person = this.crowd?.pick(ray, brochure) ?? null;
		if (person !== null) return { kind: "person", id: person };
		if (booth && booth.distance < floor) {
			return { kind: "booth", number: booth.number, isBrochure: brochure < Number.POSITIVE_INFINITY };
		}
		const x = origin.x + direction.x * floor;
		const z = origin.z + direction.z * floor;
		const inside = x >= 0 && z >= 0 && x <= this.plan.hall.width && z <= this.plan.hall.depth;
		return Number.isFinite(floor) && inside ? { kind: "floor", x, z } : null;
	}

	/** Before load there is no hall to look at: a camera that remembers nothing. */
	get camera(): SceneCamera {
		return this.hall?.rig ?? NOWHERE;
	}

	highlight(boothNumber: string | null): void {
		this.hall?.guide.showBooth(this.plan?.booths.find((booth) => booth.number === boothNumber) ?? null);
	}

	route(points: readonly FloorPoint[] | null): void {
		this.hall?.guide.showPath(points);
	}

	present(screens: readonly OnScreen[]): void {
		// Without what draws them the panel still shows what is on.
		this.hall?.present(screens).catch((error: unknown) => console.warn(error));
	}

	say(id: number, text: string): void {
		this.crowd?.say(id, text);
	}

	showNames(areShown: boolean): void {
		this.crowd?.showNames(areShown);
	}

	readonly quality = ((scene: Scene3D) => ({
		get level() {
			return scene.level;
		},
		set(level: Quality) {
			scene.chosen = true;
			scene.setLevel(level);
		},
		measure() {
			scene.chosen = false;
			scene.probe = new FrameProbe();
		},
		onChange(listener: (level: Quality) => void) {
			scene.listeners.add(listener);
			return () => {
				scene.listeners.delete(listener);
			};
		},
	}))(this);

	async immerse(session: XRSession, walls: Walkable, wishes: Immersion): Promise<Immersed> {
		const { hall, self, renderer, scene } = this;
		if (!hall || !self) throw new Error("no hall to be in");
		const { immerse } = await import("./immersion");
		this.headset = await immerse(
			{
				renderer,
				scene,
				rig: hall.rig,
				self,
				walls,
				pick: (ray) => this.pickOn(ray),
				left: () => {
					this.headset = null;
					this.resize();
				},
			},
			session,
			wishes,
		);
		return this.headset;
	}

	get eyes(): Eyes | null {
		if (!this.hall) return null;
		const { lens, yaw } = this.hall.rig;
		const [x, y, z] = lens.matrixWorld.elements.slice(12);
		return { x, y, z, yaw, isWorn: this.headset?.isShown ?? false, pointsAt: this.headset?.pointsAt ?? null };
	}

	private setLevel(level: Quality): void {
		if (level === this.level) return;
		this.level = level;
		this.applyLevel();
		this.resize();
		this.crowd?.setQuality(level);
		for (const listener of this.listeners) listener(level);
	}

	private applyLevel(): void {
		this.hall?.setLevel(LEVELS[this.level]);
	}

	/** The same object each time: read it, do not keep it. */
	statistics(): SceneStatistics {
		const { render } = this.renderer.info;
		this.counted.drawCalls = render.calls;
		this.counted.triangles = render.triangles;
		this.counted.textures = (this.hall?.bytes ?? 0) + (this.crowd?.bytes ?? 0);
		this.counted.screens = this.hall?.litScreens ?? 0;
		this.counted.products = this.hall?.standing ?? 0;
		this.counted.people = this.people?.count ?? 0;
		return this.counted;
	}

	resize(): void {
		const width = this.canvas.clientWidth || this.canvas.width || 1;
		const height = this.canvas.clientHeight || this.canvas.height || 1;
		if (this.headset) return; // the headset says how large its pictures are
		this.renderer.setPixelRatio(Math.min(window.devicePixelRatio, LEVELS[this.level].pixelRatio));
		this.renderer.setSize(width, height, false);
		this.hall?.rig.setAspect(width / height);
		this.renderer.shadowMap.needsUpdate = true;
	}

	private readonly lost = (event: Event) => {
		event.preventDefault();
		this.options.onContextLost?.();
	};

	destroy(): void {
		if (this.destroyed) return;
		this.destroyed = true;
		this.canvas.removeEventListener("webglcontextlost", this.lost);
		this.listeners.clear();
		this.headset?.end();
		this.crowd?.destroy();
		this.hall?.destroy();
		this.renderer.dispose();
	}
}

const NOWHERE: SceneCamera = { yaw: 0, pitch: 0, distance: 3, look: () => undefined, zoom: () => undefined };

/** Makes the scene on a canvas. Throws when WebGL2 is missing; nothing is loaded before `load`. */
export function createHallScene(canvas: HTMLCanvasElement, options: SceneOptions): HallScene {
	return new Scene3D(canvas, options);
}
