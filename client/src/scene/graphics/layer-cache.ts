// Which booth's graphics stand in which layer of the array texture: the nearest booths, the least lately wanted gives way.
// Pure bookkeeping; painting is in studio.ts, sending to the card in graphics.ts.

export class LayerCache {
	private readonly owner: Int32Array;
	private readonly wantedAt: Float64Array;
	private readonly layer: Int32Array;

	constructor(layers: number, booths: number) {
		this.owner = new Int32Array(layers).fill(-1);
		this.wantedAt = new Float64Array(layers).fill(-1);
		this.layer = new Int32Array(booths).fill(-1);
	}

	/** The layer of a booth, or -1. */
	layerOf(booth: number): number {
		return this.layer[booth];
	}

	/** Marks a booth as wanted in turn `now`; returns its layer or -1. */
	touch(booth: number, now: number): number {
		const layer = this.layer[booth];
		if (layer >= 0) this.wantedAt[layer] = now;
		return layer;
	}

	/**
	 * Gives the booth the least lately wanted layer, but none that was wanted in this very turn: then -1.
	 * The former owner has none from now on; the booth has it from `settle` on, when all of it is there.
	 */
	take(booth: number, now: number): number {
		let oldest = -1;
		for (let i = 0; i < this.owner.length; i++) {
			if (this.wantedAt[i] < now && (oldest < 0 || this.wantedAt[i] < this.wantedAt[oldest])) oldest = i;
		}
		if (oldest < 0) return -1;
		const before = this.owner[oldest];
		if (before >= 0) this.layer[before] = -1;
		this.owner[oldest] = booth;
		this.wantedAt[oldest] = now;
		return oldest;
	}

	settle(layer: number): void {
		this.layer[this.owner[layer]] = layer;
	}

	ownerOf(layer: number): number {
		return this.owner[layer];
	}
}
