// One booth alone on a floor, to turn around: what the booth editor looks at. The kit, the material and the light are the hall's own.
// A picture is drawn only when something changed.
import * as THREE from "three";
import { hallAround } from "../../world/design";
import { frontSize, type HallPlan, type PlanBooth } from "../../world/plan";
import { plinthsOf } from "../../world/plinths";
import { nameShare } from "../graphics/atlas-layout";
import { Graphics } from "../graphics/graphics";
import { createTextAtlas, type TextAtlas } from "../graphics/text-atlas";
import { lookOf } from "../hall/character";
import { createFloor, type Floor } from "../hall/floor";
import { HallLight } from "../hall/light";
import { createSurfaceMaterial } from "../surface/material";
import { Orbit } from "./booth-orbit";
import { BoothField } from "./field";
import { type BoothMesh, fetchBooths } from "./format";
import type { StandingBudget, StandingProducts } from "./products";

const MIDDLE_METRES = 1.35;
const SLOT_TEXELS = 1024;
const FINE_METRES = 100;
const SETTLE_EVERY_MS = 16;
const PATIENCE_MS = 4000;
const MOST_PIXEL_RATIO = 1.5;
/** All of one booth's plinths. */
const BUDGET: StandingBudget = { metres: 100, triangles: 1e6, drawCalls: 100, textureBytes: 64e6, pixels: 512 };

export interface StageOptions {
	/** Address of the folder that holds booths/, with a slash at its end. */
	readonly assets: string;
	/** How the hall is lit. */
	readonly character: string;
	readonly onContextLost?: () => void;
}

/** A plinth on the picture: CSS pixels from the canvas's left and top. */
export interface Mark {
	readonly x: number;
	readonly y: number;
}

/** The booth as it looks now, with all that is made for it. */
class Dressed {
	readonly field: BoothField;
	private readonly graphics: Graphics;
	private readonly atlas: TextAtlas;
	private readonly material: THREE.Material;

	constructor(renderer: THREE.WebGLRenderer, plan: HallPlan, meshes: readonly BoothMesh[]) {
		const [booth] = plan.booths;
		const line = {
			text: booth.fascia || booth.name,
			number: booth.number,
			share: nameShare(frontSize(booth).width, booth.template),
		};
		this.atlas = createTextAtlas([line], SLOT_TEXELS, Math.min(8, renderer.capabilities.getMaxAnisotropy()));
		this.graphics = new Graphics(renderer, plan, 1);
		const shared = {
			uGraphics: { value: this.graphics.texture },
			uText: { value: this.atlas.texture },
			uDetail: { value: 1 },
			uWarmth: { value: lookOf(plan).warmth },
		};
		this.material = createSurfaceMaterial(shared, 0.001, {});
		this.field = new BoothField(plan, meshes, this.material, this.atlas);
	}

	/** Resolves when it shows all that it will show, or after `patienceMs`. */
	async settle(lens: THREE.Camera, patienceMs: number): Promise<void> {
		const end = performance.now() + patienceMs;
		do {
			do this.field.update(lens, FINE_METRES, this.graphics);
			while (this.graphics.hasArrived);
			await new Promise((done) => setTimeout(done, SETTLE_EVERY_MS));
		} while (!this.graphics.isSettled && performance.now() < end);
		this.field.update(lens, FINE_METRES, this.graphics);
	}

	update(lens: THREE.Camera): void {
		this.field.update(lens, FINE_METRES, this.graphics);
	}

	destroy(): void {
		this.field.destroy();
		this.material.dispose();
		this.atlas.destroy();
		this.graphics.destroy();
	}
}

export class BoothStage {
	/** Told after each picture where the plinths are on it. */
	onDrawn: (marks: readonly Mark[]) => void = () => undefined;
	readonly orbit: Orbit;
	private readonly renderer: THREE.WebGLRenderer;
	private readonly scene = new THREE.Scene();
	private readonly lens = new THREE.PerspectiveCamera(46, 1, 0.1, 120);
	private readonly point = new THREE.Vector3();
	private readonly meshes: Promise<BoothMesh[]>;
	private light: HallLight | null = null;
	private floor: Floor | null = null;
	private dressed: Dressed | null = null;
	private products: StandingProducts | null = null;
	private booth: PlanBooth | null = null;
	private turn = 0;
	private frame = 0;
	private isDestroyed = false;

	/** `size`: of the booth's front, metres. Throws when WebGL2 is missing. */
	constructor(
		private readonly canvas: HTMLCanvasElement,
		size: { width: number; depth: number },
		private readonly options: StageOptions,
	) {
		this.orbit = new Orbit(size.width, size.depth);
		this.renderer = new THREE.WebGLRenderer({ canvas, antialias: true });
		this.renderer.toneMapping = THREE.NeutralToneMapping;
		this.renderer.toneMappingExposure = 1.12;
		this.renderer.shadowMap.enabled = true;
		this.renderer.shadowMap.type = THREE.PCFShadowMap;
		this.meshes = fetchBooths(`${options.assets}booths/booths.bin`);
		canvas.addEventListener("webglcontextlost", this.lost);
		this.resize();
	}

	/** Shows a booth once all of it is painted; of several asked for meanwhile the last. Rejects with AssetMissing. */
	async show(booth: PlanBooth): Promise<void> {
		this.turn += 1;
		const mine = this.turn;
		const meshes = await this.meshes;
		if (mine !== this.turn || this.isDestroyed) return;
		const plan = hallAround(booth, this.options.character);
		this.furnish(plan);
		const next = new Dressed(this.renderer, plan, meshes);
		this.aim(plan.booths[0]);
		await next.settle(this.lens, PATIENCE_MS);
		if (mine !== this.turn || this.isDestroyed) {
			next.destroy();
			return;
		}
		if (this.dressed) {
			this.scene.remove(this.dressed.field.group);
			this.dressed.destroy();
		}
		this.dressed = next;
		this.booth = plan.booths[0];
		this.scene.add(next.field.group);
		this.products?.destroy();
		this.products = null;
		this.draw();
		if (!plan.booths[0].products.some(({ model }) => model)) return;
		const { StandingProducts } = await import("./products");
		if (mine !== this.turn || this.isDestroyed) return;
		this.products = new StandingProducts(this.renderer, this.scene, plan, next.field, () => this.draw());
		this.draw();
	}

	/** Floor and light, once. */
	private furnish(plan: HallPlan): void {
		if (this.floor) return;
		this.floor = createFloor(plan);
		this.light = new HallLight(this.renderer, this.scene, plan);
		this.light.setShadows(true);
		this.scene.add(this.floor.mesh);
	}

	private aim(booth: PlanBooth): void {
		const { x, y, z } = this.orbit.place(this.lens.aspect);
		this.lens.position.set(booth.x + x, Math.max(0.3, MIDDLE_METRES + y), booth.z + z);
		this.lens.lookAt(booth.x, MIDDLE_METRES, booth.z);
		this.lens.updateMatrixWorld();
	}

	/** A new picture with the next frame. */
	draw(): void {
		if (this.frame === 0 && !this.isDestroyed) this.frame = requestAnimationFrame(this.paint);
	}

	private readonly paint = () => {
		this.frame = 0;
		const { booth, dressed, light } = this;
		if (!booth || !dressed || !light) return;
		this.aim(booth);
		light.sun.target.position.set(booth.x, 0, booth.z);
		light.sun.position.set(booth.x + 9, 34, booth.z + 12);
		light.sun.target.updateMatrixWorld();
		dressed.update(this.lens);
		const { order, distances } = dressed.field;
		this.products?.update(this.lens, order, distances, BUDGET);
		this.renderer.render(this.scene, this.lens);
		this.onDrawn(this.marks(booth));
	};

	private marks(booth: PlanBooth): Mark[] {
		const wide = this.canvas.clientWidth;
		const high = this.canvas.clientHeight;
		return plinthsOf(booth.template, frontSize(booth)).map(({ x, z, height }) => {
			this.point.set(booth.x + x, height + 0.55, booth.z + z).project(this.lens);
			return { x: ((this.point.x + 1) / 2) * wide, y: ((1 - this.point.y) / 2) * high };
		});
	}

	resize(): void {
		const width = this.canvas.clientWidth || 1;
		const height = this.canvas.clientHeight || 1;
		this.renderer.setPixelRatio(Math.min(devicePixelRatio, MOST_PIXEL_RATIO));
		this.renderer.setSize(width, height, false);
		this.lens.aspect = width / height;
		this.lens.updateProjectionMatrix();
		this.draw();
	}

	private readonly lost = (event: Event) => {
		event.preventDefault();
		this.options.onContextLost?.();
	};

	destroy(): void {
		this.isDestroyed = true;
		cancelAnimationFrame(this.frame);
		this.canvas.removeEventListener("webglcontextlost", this.lost);
		this.products?.destroy();
		this.dressed?.destroy();
		this.floor?.destroy();
		this.light?.destroy();
		this.renderer.dispose();
	}
}
