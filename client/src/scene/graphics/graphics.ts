// The array texture with booths' posters and screens: a few layers, given to the booths nearest to the camera.
// What is painted is in painter.ts.
import * as THREE from "three";
import type { HallPlan } from "../../world/plan";
import { LayerCache } from "./layer-cache";
import { GRAPHIC_SIZE, paintBooth } from "./painter";

/** Product pictures are asked for only within this distance of the camera. */
const PICTURE_METRES = 16;

export class Graphics {
	readonly texture: THREE.DataArrayTexture;
	readonly bytes: number;
	private readonly cache: LayerCache;
	/** The painted picture and its halves down to one texel: a layer's mip levels. */
	private readonly sources: THREE.CanvasTexture[] = [];
	private readonly pictures: (HTMLImageElement | null | undefined)[];
	private readonly waiting: number[] = [];
	private readonly layers: number;
	private readonly where = new THREE.Vector3();
	private destroyed = false;

	constructor(
		private readonly renderer: THREE.WebGLRenderer,
		private readonly plan: HallPlan,
		layers: number,
	) {
		this.layers = Math.max(1, Math.min(layers, plan.booths.length));
		for (let size = GRAPHIC_SIZE; size >= 1; size >>= 1) {
			const canvas = document.createElement("canvas");
			canvas.width = canvas.height = size;
			// Painted by the CPU, where the upload reads it: a canvas on the card would have to be fetched back first.
			canvas.getContext("2d", { willReadFrequently: true });
			this.sources.push(new THREE.CanvasTexture(canvas));
		}
		this.texture = new THREE.DataArrayTexture(
			new Uint8Array(GRAPHIC_SIZE * GRAPHIC_SIZE * 4 * this.layers),
			GRAPHIC_SIZE,
			GRAPHIC_SIZE,
			this.layers,
		);
		this.texture.colorSpace = THREE.SRGBColorSpace;
		this.texture.generateMipmaps = true;
		this.texture.minFilter = THREE.LinearMipmapLinearFilter;
		this.texture.magFilter = THREE.LinearFilter;
		this.texture.anisotropy = 4;
		this.texture.needsUpdate = true;
		renderer.initTexture(this.texture);
		// Room for the mip levels is there now. Making them anew for all layers whenever one is painted would stall the picture.
		this.texture.generateMipmaps = false;
		this.bytes = Math.round((GRAPHIC_SIZE * GRAPHIC_SIZE * 4 * this.layers * 4) / 3);
		this.cache = new LayerCache(this.layers, plan.booths.length);
		this.pictures = new Array(plan.booths.length);
	}

	layerOf(booth: number): number {
		return this.cache.layerOf(booth);
	}

	/** order: booth numbers by distance, nearest first. Paints at most `most`; returns true when a layer changed hands. */
	update(order: Int32Array, distances: Float32Array, turn: number, most: number): boolean {
		const near = Math.min(order.length, this.layers);
		let changed = false;
		for (let i = 0; i < near; i++) this.cache.touch(order[i], turn);
		let painted = 0;
		for (let i = 0; i < near && painted < most; i++) {
			const booth = order[i];
			if (this.cache.layerOf(booth) < 0 && this.cache.take(booth, turn) >= 0) {
				this.paint(booth);
				painted++;
				changed = true;
			}
			if (this.pictures[booth] === undefined && distances[booth] < PICTURE_METRES) this.fetchPicture(booth);
		}
		const arrived = painted < most ? this.waiting.pop() : undefined;
		if (arrived !== undefined && this.cache.layerOf(arrived) >= 0) this.paint(arrived);
		return changed;
	}

	private fetchPicture(booth: number): void {
		this.pictures[booth] = null;
		const address = this.plan.booths[booth].products[0]?.picture;
		if (!address) return;
		const image = new Image();
		image.crossOrigin = "anonymous";
		image.onload = () => {
			if (this.destroyed) return;
			this.pictures[booth] = image;
			this.waiting.push(booth);
		};
		image.src = address;
	}

	private paint(booth: number): void {
		const [first] = this.sources;
		const g = first.image.getContext("2d");
		if (!g) return;
		paintBooth(g, this.plan.booths[booth], this.pictures[booth] ?? null);
		this.where.set(0, 0, this.cache.layerOf(booth));
		for (const [level, source] of this.sources.entries()) {
			const size = GRAPHIC_SIZE >> level;
			if (level > 0) source.image.getContext("2d")?.drawImage(this.sources[level - 1].image, 0, 0, size, size);
			this.renderer.copyTextureToTexture(source, this.texture, null, this.where, 0, level);
		}
	}

	destroy(): void {
		this.destroyed = true;
		this.texture.dispose();
		for (const source of this.sources) source.dispose();
	}
}
