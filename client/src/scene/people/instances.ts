// One geometry drawn many times, each with a place, a gait and colours; filled anew every frame without allocating.
import * as THREE from "three";

export class Instances {
	readonly mesh: THREE.Mesh;
	private readonly geometry = new THREE.InstancedBufferGeometry();
	private readonly places: THREE.InstancedBufferAttribute;
	private readonly gaits: THREE.InstancedBufferAttribute;
	private readonly colours: THREE.InstancedBufferAttribute[];
	private count = 0;

	constructor(
		shape: THREE.BufferGeometry,
		private readonly material: THREE.Material,
		private readonly most: number,
	) {
		this.geometry.index = shape.index;
		for (const name of Object.keys(shape.attributes)) this.geometry.setAttribute(name, shape.getAttribute(name));
		const column = (name: string, size: number) => {
			const attribute = new THREE.InstancedBufferAttribute(new Float32Array(most * size), size);
			attribute.setUsage(THREE.DynamicDrawUsage);
			this.geometry.setAttribute(name, attribute);
			return attribute;
		};
		this.places = column("place", 4);
		this.gaits = column("gait", 4);
		this.colours = ["topColour", "bottomColour", "skinColour", "hairColour", "flagColour"].map((name) =>
			column(name, 3),
		);
		this.geometry.instanceCount = 0;
		this.mesh = new THREE.Mesh(this.geometry, material);
		this.mesh.frustumCulled = false;
	}

	get hasRoom(): boolean {
		return this.count < this.most;
	}

	begin(): void {
		this.count = 0;
	}

	place(x: number, z: number, yaw: number, height: number): void {
		this.places.setXYZW(this.count, x, z, yaw, height);
	}

	/** Two rows of the bone texture and the share of the second. */
	pose(row: number, other: number, share: number): void {
		this.gaits.setXYZW(this.count, row, other, share, 0);
	}

	paint(at: number, colour: THREE.Color): void {
		this.colours[at].setXYZ(this.count, colour.r, colour.g, colour.b);
	}

	next(): void {
		if (this.hasRoom) this.count++;
	}

	end(): void {
		this.geometry.instanceCount = this.count;
		this.mesh.visible = this.count > 0;
		if (this.count === 0) return;
		this.places.clearUpdateRanges();
		this.places.addUpdateRange(0, this.count * 4);
		this.places.needsUpdate = true;
		this.gaits.clearUpdateRanges();
		this.gaits.addUpdateRange(0, this.count * 4);
		this.gaits.needsUpdate = true;
		for (const colour of this.colours) {
			colour.clearUpdateRanges();
			colour.addUpdateRange(0, this.count * 3);
			colour.needsUpdate = true;
		}
	}

	destroy(): void {
		this.geometry.dispose();
		this.material.dispose();
	}
}
