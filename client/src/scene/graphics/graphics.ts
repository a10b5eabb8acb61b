// The array texture with booths' posters and screens: a few layers, given to the booths nearest to the camera. Painting is the
// easel's; what has been painted goes to the card in slices, so that no frame waits for it.
import * as THREE from "three";
import type { HallPlan } from "../../world/plan";
import { type Easel, PageEasel, setUpWorker } from "./easel";
import { LayerCache } from "./layer-cache";
import {
	boothOf,
	GRAPHIC_SIZE,
	isWhole,
	KINDS,
	LEAVE,
	LEVEL_AT,
	LEVELS,
	PAINT,
	PICTURE,
	SHEETS,
	type Sheet,
} from "./wishes";

/** Product pictures are asked for only within this distance of the camera. */
const PICTURE_METRES = 16;
/** Rows of the finest level that go to the card in one frame: 256 kB. The other levels go together. */
const SLICE_ROWS = 128;
/** Among so many more than there are layers a booth is not left behind yet. */
const STAY = 8;

/** How far a booth has come. */
const FREE = 0;
const ASKED = 1;
const PAINTED = 2;
const WHOLE = 3;

export class Graphics {
	readonly texture: THREE.DataArrayTexture;
	readonly bytes: number;
	private readonly cache: LayerCache;
	private readonly layers: number;
	private easel: Easel;
	private readonly state: Uint8Array;
	private readonly hasPictureAsked: Uint8Array;
	private asked = 0;
	/** Painted and not sent yet, oldest first, from `first` on around. */
	private readonly arrived = new Array<Sheet | null>(SHEETS * 2).fill(null);
	private first = 0;
	private count = 0;
	/** The layer that is being sent to, -1: none; and the rows of it that are there. */
	private layer = -1;
	private sent = 0;
	private readonly gl: WebGL2RenderingContext;
	private unsettled = 1;

	constructor(
		private readonly renderer: THREE.WebGLRenderer,
		private readonly plan: HallPlan,
		layers: number,
	) {
		const booths = plan.booths.length;
		this.layers = Math.max(1, Math.min(layers, booths));
		this.gl = renderer.getContext() as WebGL2RenderingContext;
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
		this.cache = new LayerCache(this.layers, booths);
		this.state = new Uint8Array(booths);
		this.hasPictureAsked = new Uint8Array(booths);
		this.easel = setUpWorker(plan.booths, this.take, this.goOnByPage) ?? new PageEasel(plan.booths, this.take);
	}

	layerOf(booth: number): number {
		return this.cache.layerOf(booth);
	}

	/** Whether the nearest booths show all that they will show from here. */
	get isSettled(): boolean {
		return this.unsettled === 0 && this.count === 0;
	}

	/** Whether something painted waits to be sent. */
	get hasArrived(): boolean {
		return this.count > 0;
	}

	/** order: booths by distance, nearest first. Asks for what is near, lets be what is not, sends one slice. */
	update(order: Int32Array, distances: Float32Array, turn: number): void {
		const near = Math.min(order.length, this.layers);
		this.unsettled = 0;
		for (let i = 0; i < order.length; i++) {
			const booth = order[i];
			if (i < near) this.want(booth, distances[booth] < PICTURE_METRES, turn);
			else if (i >= near + STAY && this.state[booth] !== FREE) this.leave(booth);
		}
		this.send(turn);
	}

	private want(booth: number, isClose: boolean, turn: number): void {
		const { state } = this;
		const layer = this.cache.touch(booth, turn);
		// Its layer went to another booth while it was not among the nearest.
		if (layer < 0 && state[booth] >= PAINTED && !this.isArriving(booth)) state[booth] = FREE;
		if (state[booth] === FREE && this.asked < SHEETS) {
			state[booth] = ASKED;
			this.asked++;
			this.easel.wish(booth * KINDS + PAINT);
		}
		if (isClose && this.hasPictureAsked[booth] === 0) {
			this.hasPictureAsked[booth] = 1;
			this.easel.wish(booth * KINDS + PICTURE);
		}
		if (layer < 0 || (isClose && state[booth] !== WHOLE)) this.unsettled++;
	}

	private isArriving(booth: number): boolean {
		for (let i = 0; i < this.arrived.length; i++) {
			const sheet = this.arrived[i];
			if (sheet && boothOf(sheet) === booth) return true;
		}
		return false;
	}

	private leave(booth: number): void {
		if (this.state[booth] === ASKED) this.asked--;
		this.state[booth] = FREE;
		this.hasPictureAsked[booth] = 0;
		this.easel.wish(booth * KINDS + LEAVE);
	}

	/** Not in a frame: the worker's message, or the page's own painting. */
	private readonly take = (sheet: Sheet): void => {
		const booth = boothOf(sheet);
		if (this.state[booth] === ASKED) this.asked--;
		if (this.state[booth] !== FREE) this.state[booth] = isWhole(sheet) ? WHOLE : PAINTED;
		this.arrived[(this.first + this.count) % this.arrived.length] = sheet;
		this.count++;
	};

	/** One slice of the oldest that has arrived. */
	private send(turn: number): void {
		const sheet = this.arrived[this.first];
		if (!sheet) return;
		if (this.layer < 0) {
			const booth = boothOf(sheet);
			const has = this.cache.layerOf(booth);
			this.layer = has >= 0 ? has : this.state[booth] === FREE ? -1 : this.cache.take(booth, turn);
			this.sent = 0;
			if (this.layer < 0) {
				// Left behind while it was painted.
				this.state[booth] = FREE;
				this.giveBack(sheet);
				return;
			}
		}
		this.bind();
		if (this.sent < GRAPHIC_SIZE) {
			this.sendRows(sheet, 0, this.sent, SLICE_ROWS);
			this.sent += SLICE_ROWS;
			return;
		}
		for (let level = 1; level < LEVELS; level++) this.sendRows(sheet, level, 0, GRAPHIC_SIZE >> level);
		this.cache.settle(this.layer);
		this.layer = -1;
		this.giveBack(sheet);
	}

	/** Past three, which would need an object for each level. It is told what is bound, so that it does not lose its count. */
	private bind(): void {
		const { gl, renderer } = this;
		const { state } = renderer;
		const { __webglTexture } = renderer.properties.get(this.texture) as { __webglTexture: WebGLTexture };
		state.activeTexture(gl.TEXTURE0);
		state.bindTexture(gl.TEXTURE_2D_ARRAY, __webglTexture);
		state.pixelStorei(gl.UNPACK_FLIP_Y_WEBGL, false);
		state.pixelStorei(gl.UNPACK_PREMULTIPLY_ALPHA_WEBGL, false);
		state.pixelStorei(gl.UNPACK_ALIGNMENT, 4);
	}

	private sendRows(sheet: Sheet, level: number, from: number, rows: number): void {
		const { gl } = this;
		const wide = GRAPHIC_SIZE >> level;
		const at = LEVEL_AT[level] + from * wide * 4;
		gl.texSubImage3D(
			gl.TEXTURE_2D_ARRAY,
			level,
			0,
			from,
			this.layer,
			wide,
			rows,
			1,
			gl.RGBA,
			gl.UNSIGNED_BYTE,
			sheet,
			at,
		);
	}

	private giveBack(sheet: Sheet): void {
		this.arrived[this.first] = null;
		this.first = (this.first + 1) % this.arrived.length;
		this.count--;
		this.easel.giveBack(sheet);
	}

	/** The worker is gone with what it was asked: the page paints on. */
	private readonly goOnByPage = (): void => {
		this.easel = new PageEasel(this.plan.booths, this.take);
		this.arrived.fill(null);
		this.count = this.asked = 0;
		this.layer = -1;
		for (let booth = 0; booth < this.state.length; booth++) {
			if (this.cache.layerOf(booth) < 0) this.state[booth] = FREE;
		}
		this.hasPictureAsked.fill(0);
	};

	destroy(): void {
		this.easel.destroy();
		this.texture.dispose();
	}
}
