// One geometry drawn many times, each with a row of eight numbers: place and gait. Filled anew every frame without allocating.
// What the numbers mean to a shader is skin.ts.
import * as THREE from "three";

/** x, z, yaw, height; row of the bone texture with the turn of the head, other row, share of the other with the fade, look. */
export const STRIDE = 8;

/** An interleaved buffer that uploads only up to its last used row, at one go and with the same range object every frame. */
export class Rows extends THREE.InstancedInterleavedBuffer {
	private readonly range = { start: 0, count: 0 };

	constructor(most: number) {
		super(new Float32Array(most * STRIDE), STRIDE);
		this.setUsage(THREE.DynamicDrawUsage);
		this.updateRanges.push(this.range);
	}

	/** The rows before `end` go out with the next picture. */
	send(end: number): void {
		this.range.count = Math.max(this.range.count, end * STRIDE);
		this.needsUpdate = true;
	}

	/** three calls this after each upload; our one range stays. */
	override clearUpdateRanges(): void {
		this.range.count = 0;
	}
}

export class Instances {
	readonly mesh: THREE.Mesh;
	/** The rows; `take` says where the next begins. */
	readonly data: Float32Array;
	private readonly geometry = new THREE.InstancedBufferGeometry();
	private count = 0;

	/** With `rows` its own are those from `first` on: what shares them goes to the card at one go. */
	constructor(
		shape: THREE.BufferGeometry,
		private readonly material: THREE.Material,
		private readonly most: number,
		private readonly rows = new Rows(most),
		private readonly first = 0,
	) {
		this.geometry.index = shape.index;
		for (const name of Object.keys(shape.attributes)) this.geometry.setAttribute(name, shape.getAttribute(name));
		this.data = rows.array as Float32Array;
		this.geometry.setAttribute("place", new THREE.InterleavedBufferAttribute(rows, 4, first * STRIDE));
		this.geometry.setAttribute("gait", new THREE.InterleavedBufferAttribute(rows, 4, first * STRIDE + 4));
		this.geometry.instanceCount = 0;
		this.mesh = new THREE.Mesh(this.geometry, material);
		this.mesh.frustumCulled = false;
		this.mesh.matrixAutoUpdate = false;
	}

	get hasRoom(): boolean {
		return this.count < this.most;
	}

	begin(): void {
		this.count = 0;
	}

	/** Where in `data` the next row begins. Ask `hasRoom` before. */
	take(): number {
		return (this.first + this.count++) * STRIDE;
	}

	end(): void {
		this.geometry.instanceCount = this.count;
		this.mesh.visible = this.count > 0;
		if (this.count > 0) this.rows.send(this.first + this.count);
	}

	destroy(): void {
		this.geometry.dispose();
		this.material.dispose();
	}
}
