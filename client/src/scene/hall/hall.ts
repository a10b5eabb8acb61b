// Everything of the hall that stands still, together: structure, floor, booths, light, camera, guide. People are elsewhere.
import * as THREE from "three";
import type { OnScreen } from "../../world/booth-screens";
import { frontSize, type HallPlan } from "../../world/plan";
import { BoothField } from "../booths/field";
import type { BoothMesh } from "../booths/format";
import type { StandingProducts } from "../booths/products";
import type { Screens } from "../booths/screens";
import { CameraRig } from "../camera/rig";
import { nameShare } from "../graphics/atlas-layout";
import { Graphics } from "../graphics/graphics";
import { createTextAtlas, type TextAtlas } from "../graphics/text-atlas";
import type { LevelSettings } from "../quality";
import { createSurfaceMaterial } from "../surface/material";
import { lookOf } from "./character";
import { createFloor, type Floor } from "./floor";
import { Guide } from "./guide";
import { HallLight } from "./light";
import { buildStructure, hallTexts } from "./structure";

const SETTLE_EVERY_MS = 8;
/** So often what stands on plinths is chosen. */
const STAND_EVERY_MS = 500;

export class Hall {
	readonly rig: CameraRig;
	readonly guide: Guide;
	readonly light: HallLight;
	private readonly atlas: TextAtlas;
	private readonly graphics: Graphics;
	readonly field: BoothField;
	private readonly floor: Floor;
	private readonly structure: THREE.Mesh;
	private readonly materials: THREE.Material[];
	private readonly detail = { value: 1 };
	private screens: Screens | null = null;
	private onScreens: readonly OnScreen[] = [];
	private products: StandingProducts | null = null;
	private level: LevelSettings;
	private stoodAt = 0;
	private isDestroyed = false;

	constructor(
		private readonly renderer: THREE.WebGLRenderer,
		private readonly scene: THREE.Scene,
		private readonly plan: HallPlan,
		meshes: readonly BoothMesh[],
		level: LevelSettings,
		reducedMotion: boolean,
	) {
		this.level = level;
		const lines = plan.booths.map((booth) => ({
			text: booth.fascia || booth.name,
			number: booth.number,
			share: nameShare(frontSize(booth).width, booth.template),
		}));
		for (const text of hallTexts(plan)) lines.push({ text, number: "", share: 1 });
		this.atlas = createTextAtlas(lines, level.slotWidth, Math.min(8, renderer.capabilities.getMaxAnisotropy()));
		this.graphics = new Graphics(renderer, plan, level.layers);
		const look = lookOf(plan);
		const shared = {
			uGraphics: { value: this.graphics.texture },
			uText: { value: this.atlas.texture },
			uDetail: this.detail,
			uWarmth: { value: look.warmth },
		};
		const lit = {
			window: look.window,
			ceiling: { glow: look.ceiling },
			"light-strip": { glow: 3.2 * look.lamps },
		};
		const booths = createSurfaceMaterial(shared, 0.001, lit);
		const built = createSurfaceMaterial(shared, 1, lit);
		this.materials = [booths, built];
		this.field = new BoothField(plan, meshes, booths, this.atlas);
		this.structure = new THREE.Mesh(buildStructure(plan, this.atlas, plan.booths.length), built);
		this.structure.frustumCulled = false;
		this.structure.matrixAutoUpdate = false;
		this.structure.receiveShadow = true;
		this.floor = createFloor(plan);
		this.guide = new Guide(reducedMotion);
		this.light = new HallLight(renderer, scene, plan);
		this.rig = new CameraRig(plan, reducedMotion);
		this.field.group.matrixAutoUpdate = this.guide.group.matrixAutoUpdate = false;
		scene.add(this.structure, this.floor.mesh, this.field.group, this.guide.group);
	}

	setLevel(level: LevelSettings): void {
		this.level = level;
		this.detail.value = level.detail;
		this.screens?.show(this.onScreens, level.screenPixels);
		this.floor.setDetail(level.detail);
		this.renderer.shadowMap.enabled = level.shadows;
		this.light.setShadows(level.shadows);
		this.field.isShadeNew = true;
		for (const material of this.materials) material.needsUpdate = true;
	}

	/** Before each picture. */
	update(nowMs: number, fineMetres: number): void {
		const { field, rig } = this;
		const hasMoved = this.light.follow(rig);
		field.update(rig.lens, fineMetres, this.graphics);
		// What throws shadows stands still: they are drawn anew only for another place or other booths.
		if (hasMoved || field.isShadeNew) this.renderer.shadowMap.needsUpdate = true;
		field.isShadeNew = false;
		this.guide.update(nowMs);
		if (nowMs - this.stoodAt < STAND_EVERY_MS) return;
		this.stoodAt = nowMs;
		const { lens } = this.rig;
		this.products?.update(lens, this.field.order, this.field.distances, this.level.products);
	}

	/** After the first picture: exhibitors' own products come onto their plinths where some have any. */
	async stock(): Promise<void> {
		if (!this.plan.booths.some(({ products }) => products.some(({ model }) => model))) return;
		const { StandingProducts } = await import("../booths/products");
		if (!this.isDestroyed) this.products = new StandingProducts(this.renderer, this.scene, this.plan, this.field);
	}

	/** Resolves when the nearest booths show all that they will show from here, or after `patienceMs`. */
	async settle(fineMetres: number, patienceMs: number): Promise<void> {
		const end = performance.now() + patienceMs;
		do {
			do this.field.update(this.rig.lens, fineMetres, this.graphics);
			while (this.graphics.hasArrived);
			await new Promise((done) => setTimeout(done, SETTLE_EVERY_MS));
		} while (!this.isDestroyed && !this.graphics.isSettled && performance.now() < end);
	}

	/** What draws the screens is fetched when the first of them is on. */
	async present(screens: readonly OnScreen[]): Promise<void> {
		this.onScreens = screens;
		if (!this.screens) {
			if (screens.length === 0) return;
			const { Screens } = await import("../booths/screens");
			if (this.isDestroyed) return;
			if (!this.screens) {
				this.screens = new Screens(Math.min(8, this.renderer.capabilities.getMaxAnisotropy()));
				this.scene.add(this.screens.group);
			}
		}
		this.screens.show(this.onScreens, this.level.screenPixels);
	}

	get litScreens(): number {
		return this.screens?.lit ?? 0;
	}

	get standing(): number {
		return this.products?.count ?? 0;
	}

	/** Bytes of textures on the graphics card, mip levels included. */
	get bytes(): number {
		const { atlas, graphics, floor, light, screens, products } = this;
		const always = atlas.bytes + graphics.bytes + floor.bytes + light.bytes;
		return always + (screens?.bytes ?? 0) + (products?.bytes ?? 0);
	}

	destroy(): void {
		this.isDestroyed = true;
		this.field.destroy();
		this.structure.geometry.dispose();
		for (const material of this.materials) material.dispose();
		this.atlas.destroy();
		this.graphics.destroy();
		this.floor.destroy();
		this.guide.destroy();
		this.light.destroy();
		this.screens?.destroy();
		this.products?.destroy();
	}
}
