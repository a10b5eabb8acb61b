// Collects boxes, plates and posts into one geometry of the surface material. Baked light is given per vertex by the caller.
import * as THREE from "three";
import { MATERIAL_NUMBER } from "./material";

type Triple = readonly [number, number, number];
/** Baked light of a vertex, 0..1.15, from its place. */
type Light = (x: number, y: number, z: number) => number;

const FULL: Light = () => 1;

export class SurfaceBuilder {
	private readonly points: number[] = [];
	private readonly normals: number[] = [];
	private readonly kinds: number[] = [];
	private readonly places: number[] = [];
	private readonly indices: number[] = [];

	/** A plate from origin along u and v (normal u x v), cut into cells so that its light can vary. */
	plate(
		o: Triple,
		u: Triple,
		v: Triple,
		material: string,
		light: Light = FULL,
		cuts: readonly [number, number] = [1, 1],
	) {
		const kind = MATERIAL_NUMBER.get(material) ?? 0;
		const [nx, ny, nz] = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
		const length = Math.hypot(nx, ny, nz) || 1;
		const first = this.points.length / 3;
		for (let j = 0; j <= cuts[1]; j++) {
			for (let i = 0; i <= cuts[0]; i++) {
				const a = i / cuts[0];
				const b = j / cuts[1];
				const [x, y, z] = [o[0] + u[0] * a + v[0] * b, o[1] + u[1] * a + v[1] * b, o[2] + u[2] * a + v[2] * b];
				this.points.push(x, y, z);
				this.normals.push(nx / length, ny / length, nz / length);
				this.kinds.push(kind, Math.min(255, light(x, y, z) * 221.7), 0, 0);
				this.places.push(a, 1 - b);
			}
		}
		const row = cuts[0] + 1;
		for (let j = 0; j < cuts[1]; j++) {
			for (let i = 0; i < cuts[0]; i++) {
				const k = first + j * row + i;
				this.indices.push(k, k + 1, k + row + 1, k, k + row + 1, k + row);
			}
		}
	}

	/** An upright plate with text: place = left, top, width, height in the atlas. */
	text(o: Triple, u: Triple, v: Triple, material: string, slot: ArrayLike<number>) {
		const start = this.places.length;
		this.plate(o, u, v, material);
		for (let i = start; i < this.places.length; i += 2) {
			this.places[i] = slot[0] + this.places[i] * slot[2];
			this.places[i + 1] = slot[1] + this.places[i + 1] * slot[3];
		}
	}

	box(centre: Triple, size: Triple, material: string, light: Light = FULL, sides = "xXyYzZ") {
		const [x, y, z] = centre;
		const [w, h, d] = [size[0] / 2, size[1] / 2, size[2] / 2];
		const [W, H, D] = size;
		if (sides.includes("Z")) this.plate([x - w, y - h, z + d], [W, 0, 0], [0, H, 0], material, light);
		if (sides.includes("z")) this.plate([x + w, y - h, z - d], [-W, 0, 0], [0, H, 0], material, light);
		if (sides.includes("X")) this.plate([x + w, y - h, z + d], [0, 0, -D], [0, H, 0], material, light);
		if (sides.includes("x")) this.plate([x - w, y - h, z - d], [0, 0, D], [0, H, 0], material, light);
		if (sides.includes("Y")) this.plate([x - w, y + h, z + d], [W, 0, 0], [0, 0, -D], material, light);
		if (sides.includes("y")) this.plate([x - w, y - h, z - d], [W, 0, 0], [0, 0, D], material, light);
	}

	/** A thin bar between two points, three-sided: trusses have thousands. */
	bar(a: Triple, b: Triple, thick: number, material: string, light: Light = FULL) {
		const way = new THREE.Vector3(b[0] - a[0], b[1] - a[1], b[2] - a[2]);
		const side = new THREE.Vector3(0, 1, 0).cross(way);
		if (side.lengthSq() < 1e-6) side.set(1, 0, 0);
		side.normalize();
		const up = way.clone().normalize().cross(side);
		for (let k = 0; k < 3; k++) {
			const at = (turn: number): Triple => {
				const c = (Math.cos(turn) * thick) / 2;
				const s = (Math.sin(turn) * thick) / 2;
				return [a[0] + side.x * c + up.x * s, a[1] + side.y * c + up.y * s, a[2] + side.z * c + up.z * s];
			};
			const p = at((k * 2 * Math.PI) / 3);
			const q = at(((k + 1) * 2 * Math.PI) / 3);
			this.plate(p, [q[0] - p[0], q[1] - p[1], q[2] - p[2]], [way.x, way.y, way.z], material, light);
		}
	}

	build(): THREE.BufferGeometry {
		const geometry = new THREE.BufferGeometry();
		const n = this.points.length / 3;
		geometry.setAttribute("position", new THREE.Float32BufferAttribute(this.points, 3));
		geometry.setAttribute("normal", new THREE.Float32BufferAttribute(this.normals, 3));
		geometry.setAttribute("aKind", new THREE.BufferAttribute(Uint8Array.from(this.kinds), 4));
		geometry.setAttribute("aFit", new THREE.BufferAttribute(new Int8Array(n * 4), 4));
		geometry.setAttribute("aPlace", new THREE.Float32BufferAttribute(this.places, 2));
		geometry.setIndex(new THREE.BufferAttribute(Uint32Array.from(this.indices), 1));
		return geometry;
	}
}
