// Exhibitors' own products on their plinths: the 3D models of the nearest booths, within a budget, in place of what the design shows.
// Fetched with the first booth that has one. Where a plinth is, and how a product fits on it, is world/plinths.ts.
import * as THREE from "three";
import { frontSize, type HallPlan, type PlanProduct } from "../../world/plan";
import { fitOnPlinth, type Plinth, plinthsOf, standingOn } from "../../world/plinths";
import { disposeModel, readModel } from "../product/model";
import type { BoothField } from "./field";

export interface StandingBudget {
	/** From the eye to the middle of the booth. */
	readonly metres: number;
	readonly triangles: number;
	readonly drawCalls: number;
	/** On the card, mip levels included. */
	readonly textureBytes: number;
	/** The longer side of a model's pictures at most. */
	readonly pixels: number;
}

/** What stands stays until the eye is so much farther away than what is wished for: nobody sees it come and go. */
const STAYS_METRES = 4;
/** Nothing heavier is fetched for a plinth. */
const MOST_BYTES = 1_500_000;
const CHANNELS = 4;
const MIP_SHARE = 4 / 3;

interface Place {
	readonly booth: number;
	readonly plinth: Plinth;
	readonly model: NonNullable<PlanProduct["model"]>;
	state: "away" | "coming" | "standing" | "failed";
	holder: THREE.Group | null;
	drawCalls: number;
	textureBytes: number;
}

function texturesOf(model: THREE.Object3D): Set<THREE.Texture> {
	const found = new Set<THREE.Texture>();
	model.traverse((part) => {
		if (!(part instanceof THREE.Mesh)) return;
		for (const material of [part.material].flat()) {
			for (const value of Object.values(material)) if (value instanceof THREE.Texture) found.add(value);
		}
	});
	return found;
}

/** Smaller pictures, as large as anybody sees them on a plinth; answers their bytes. */
async function shrinkTextures(model: THREE.Object3D, pixels: number): Promise<number> {
	let bytes = 0;
	for (const texture of texturesOf(model)) {
		const image = texture.image as ImageBitmap;
		const share = Math.min(1, pixels / Math.max(image.width, image.height));
		const resizeWidth = Math.max(1, Math.round(image.width * share));
		const resizeHeight = Math.max(1, Math.round(image.height * share));
		if (share < 1) {
			texture.image = await createImageBitmap(image, { resizeWidth, resizeHeight, resizeQuality: "high" });
			image.close?.();
			texture.needsUpdate = true;
		}
		bytes += Math.round(resizeWidth * resizeHeight * CHANNELS * MIP_SHARE);
	}
	return bytes;
}

export class StandingProducts {
	readonly group = new THREE.Group();
	private readonly places: Place[] = [];
	/** Where each booth's places begin; one more entry for the end. */
	private readonly first: Int32Array;
	private coming: AbortController | null = null;
	private comingPlace: Place | null = null;
	private isDestroyed = false;

	/** `changed`: another product stands, or one less, or one could not be had: there may be room for the next. */
	constructor(
		private readonly renderer: THREE.WebGLRenderer,
		private readonly scene: THREE.Scene,
		private readonly plan: HallPlan,
		private readonly field: BoothField,
		private readonly changed: () => void = () => undefined,
	) {
		this.first = new Int32Array(plan.booths.length + 1);
		for (const [at, booth] of plan.booths.entries()) {
			this.first[at] = this.places.length;
			const plinths = plinthsOf(booth.template, frontSize(booth));
			for (const [turn, plinth] of plinths.entries()) {
				const model = booth.products[turn]?.model;
				if (!model || model.bytes > MOST_BYTES) continue;
				const none = { state: "away", holder: null, drawCalls: 0, textureBytes: 0 } as const;
				this.places.push({ booth: at, plinth, model, ...none });
			}
		}
		this.first[plan.booths.length] = this.places.length;
		this.group.matrixAutoUpdate = false;
		scene.add(this.group);
	}

	/** Now and then: `order` are booths, the nearest first; `distances` are theirs, metres. Makes nothing when nothing changes. */
	update(lens: THREE.Camera, order: Int32Array, distances: Float32Array, budget: StandingBudget): void {
		let { triangles, drawCalls, textureBytes } = budget;
		let next: Place | null = null;
		for (let i = 0; i < order.length; i++) {
			const booth = order[i];
			const isNear = distances[booth] < budget.metres;
			const isAway = distances[booth] > budget.metres + STAYS_METRES;
			for (let at = this.first[booth]; at < this.first[booth + 1]; at++) {
				const place = this.places[at];
				const { state } = place;
				const fits =
					place.model.triangles <= triangles && place.drawCalls <= drawCalls && place.textureBytes <= textureBytes;
				if (state === "standing" && (isAway || !fits)) this.clear(place);
				else if (place === this.comingPlace && isAway) this.coming?.abort();
				if (!fits || (state !== "standing" && !isNear)) continue;
				if (state === "failed") continue;
				triangles -= place.model.triangles;
				drawCalls -= Math.max(1, place.drawCalls);
				textureBytes -= place.textureBytes;
				// Known not to fit is what stood before: asked for again when there is room.
				if (state === "away" && drawCalls >= 0) next ??= place;
			}
		}
		if (next && !this.coming) void this.bring(next, lens, budget);
	}

	/** One after the other: reading a model takes the main thread. */
	private async bring(place: Place, lens: THREE.Camera, budget: StandingBudget): Promise<void> {
		const coming = new AbortController();
		this.coming = coming;
		this.comingPlace = place;
		place.state = "coming";
		let model: THREE.Group | null = null;
		try {
			model = await readModel(place.model.url, () => undefined, coming.signal);
			place.textureBytes = await shrinkTextures(model, budget.pixels);
			const holder = this.stand(place, model);
			if (holder) await this.renderer.compileAsync(holder, lens, this.scene);
			coming.signal.throwIfAborted();
			if (!holder) throw new Error(`${place.model.url} has no size`);
			place.holder = holder;
			place.state = "standing";
			this.group.add(holder);
			this.show(place.booth);
		} catch (error) {
			// What the design shows stays: nobody waits for it.
			if (model) disposeModel(model);
			place.state = coming.signal.aborted ? "away" : "failed";
			if (!coming.signal.aborted) console.warn(error);
		}
		this.coming = this.comingPlace = null;
		if (!this.isDestroyed) this.changed();
	}

	private stand(place: Place, model: THREE.Group): THREE.Group | null {
		const box = new THREE.Box3().setFromObject(model);
		const size = box.getSize(new THREE.Vector3());
		const scale = fitOnPlinth(size);
		if (scale === null) return null;
		const { x, y, z, turn } = standingOn(this.plan.booths[place.booth], place.plinth);
		model.position.x -= (box.min.x + box.max.x) / 2;
		model.position.y -= box.min.y;
		model.position.z -= (box.min.z + box.max.z) / 2;
		const holder = new THREE.Group();
		holder.add(model);
		holder.position.set(x, y, z);
		holder.rotation.y = turn;
		holder.scale.setScalar(scale);
		holder.updateMatrixWorld(true);
		place.drawCalls = 0;
		holder.traverse((part) => {
			part.matrixAutoUpdate = part.matrixWorldAutoUpdate = false;
			if (!(part instanceof THREE.Mesh)) return;
			part.castShadow = false;
			place.drawCalls += [part.material].flat().length;
		});
		return holder;
	}

	private clear(place: Place): void {
		if (place.holder) {
			this.group.remove(place.holder);
			disposeModel(place.holder);
			place.holder = null;
		}
		place.state = "away";
		this.show(place.booth);
		this.changed();
	}

	/** Hides what the design shows on those plinths where an own product stands. */
	private show(booth: number): void {
		let taken = 0;
		for (let at = this.first[booth]; at < this.first[booth + 1]; at++) {
			if (this.places[at].state === "standing") taken |= 1 << this.places[at].plinth.drawn;
		}
		this.field.clearPlinths(booth, taken);
	}

	/** Whether some booth has a model for a plinth. */
	get isNeeded(): boolean {
		return this.places.length > 0;
	}

	get count(): number {
		return this.group.children.length;
	}

	/** Bytes of textures on the graphics card, mip levels included. */
	get bytes(): number {
		let bytes = 0;
		for (const place of this.places) if (place.state === "standing") bytes += place.textureBytes;
		return bytes;
	}

	destroy(): void {
		if (this.isDestroyed) return;
		this.isDestroyed = true;
		this.coming?.abort();
		for (const place of this.places) if (place.holder) disposeModel(place.holder);
		this.scene.remove(this.group);
	}
}
