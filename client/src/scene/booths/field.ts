// All booths of the hall as instances: per template a fine and a light mesh, chosen each frame by distance and view.
// The meshes come from format.ts, the material from surface/, texts and posters from graphics/.
import * as THREE from "three";
import { frontSize, type HallPlan, TURNS } from "../../world/plan";
import { markPlinths } from "../../world/plinths";
import { writeSlot } from "../graphics/atlas-layout";
import type { Graphics } from "../graphics/graphics";
import type { TextAtlas } from "../graphics/text-atlas";
import { createSurfaceDepth, MATERIAL_NUMBER } from "../surface/material";
import type { BoothMesh } from "./format";
import { levelOf, sortByDistance } from "./visibility";

interface Level {
	mesh: THREE.InstancedMesh;
	look: THREE.InstancedBufferAttribute;
	slot: THREE.InstancedBufferAttribute;
	size: THREE.InstancedBufferAttribute;
	matrix: Float32Array;
	/** What stands in each row on the card (booth and layer), so that only a change is sent. */
	shown: Int32Array;
	count: number;
	isChanged: boolean;
}

/** Booths are at most 9 m wide: their ball, metres. */
const BALL_METRES = 6;
const MILLIMETRE = 0.001;
/** In the bits that hide plinths' things: this booth has brochures. */
const HAS_BROCHURES = 128;
/** So near to the middle of a brochure's cover (28 cm) a ray meets it: metres, squared. */
const NEAR_COVER = 0.08;
const COVER = MATERIAL_NUMBER.get("brochure");

function geometryOf(mesh: BoothMesh): THREE.BufferGeometry {
	markPlinths(mesh.name, mesh.position, mesh.kind);
	const geometry = new THREE.BufferGeometry();
	geometry.setAttribute("position", new THREE.BufferAttribute(mesh.position, 4));
	geometry.setAttribute("normal", new THREE.BufferAttribute(mesh.normal, 4, true));
	geometry.setAttribute("aKind", new THREE.BufferAttribute(mesh.kind, 4));
	geometry.setAttribute("aFit", new THREE.BufferAttribute(mesh.fit, 4));
	geometry.setAttribute("aPlace", new THREE.BufferAttribute(mesh.place, 2, true));
	geometry.setIndex(new THREE.BufferAttribute(mesh.indices, 1));
	return geometry;
}

/** The middle of the cover in a booth of this size, metres from the booth's middle as drawn; null when the design has none. */
export function coverOf(mesh: BoothMesh, size: { width: number; depth: number }): THREE.Vector3 | null {
	const { position, kind, fit } = mesh;
	for (let at = 0; at < kind.length; at += 4) {
		if (kind[at] !== COVER) continue;
		// Four corners, row by row: the last is over against the first.
		const middle = new THREE.Vector3().fromArray(position, at).add(new THREE.Vector3().fromArray(position, at + 12));
		middle.multiplyScalar(MILLIMETRE / 2);
		middle.x += fit[at] * 0.01 * (size.width - 6);
		middle.z += fit[at + 1] * 0.01 * (size.depth - 4);
		return middle;
	}
	return null;
}

export class BoothField {
	readonly group = new THREE.Group();
	/** Booth numbers (places in the plan), nearest to the camera first. */
	readonly order: Int32Array;
	readonly distances: Float32Array;
	/** Other booths, or other things on them, throw shadows than when this was set to false. */
	isShadeNew = true;
	private readonly levels: [Level, Level][] = [];
	private readonly template: Int8Array;
	private readonly matrices: Float32Array;
	private readonly looks: Float32Array;
	private readonly slots: Float32Array;
	private readonly sizes: Float32Array;
	/** A bit for each plinth whose drawn thing is hidden, and HAS_BROCHURES. */
	private readonly cleared: Uint8Array;
	private readonly depth = createSurfaceDepth(MILLIMETRE);
	private readonly frustum = new THREE.Frustum();
	private readonly view = new THREE.Matrix4();
	private readonly ball = new THREE.Sphere(new THREE.Vector3(), BALL_METRES);
	private readonly centres: THREE.Vector3[];
	/** The middle of each booth's brochure, in the hall. */
	private readonly covers: readonly (THREE.Vector3 | null)[];
	private turn = 0;

	constructor(
		private readonly plan: HallPlan,
		meshes: readonly BoothMesh[],
		material: THREE.Material,
		private readonly atlas: TextAtlas,
	) {
		const n = plan.booths.length;
		const names = [...new Set(meshes.map((mesh) => mesh.name))];
		this.order = Int32Array.from({ length: n }, (_, i) => i);
		this.distances = new Float32Array(n);
		this.template = Int8Array.from(plan.booths, (booth) => Math.max(0, names.indexOf(booth.template)));
		this.matrices = new Float32Array(n * 16);
		this.looks = new Float32Array(n * 4);
		this.slots = new Float32Array(n * 4);
		this.sizes = new Float32Array(n * 2);
		this.cleared = Uint8Array.from(plan.booths, (booth) => (booth.brochures > 0 ? HAS_BROCHURES : 0));
		this.centres = plan.booths.map((booth) => new THREE.Vector3(booth.x, 2, booth.z));
		this.describe();
		this.covers = plan.booths.map((booth, i) => {
			const mesh = booth.brochures > 0 && meshes.find(({ name }) => name === names[this.template[i]]);
			return (
				(mesh && coverOf(mesh, frontSize(booth))?.applyMatrix4(this.view.fromArray(this.matrices, i * 16))) || null
			);
		});
		for (const [number, name] of names.entries()) {
			const room = Math.max(1, this.template.filter((t) => t === number).length);
			const pair = [0, 1].map((level) => {
				const mesh = meshes.find((m) => m.name === name && m.level === level) as BoothMesh;
				return this.makeLevel(mesh, material, room);
			});
			this.levels.push([pair[0], pair[1]]);
		}
	}

	private describe(): void {
		const matrix = new THREE.Matrix4();
		const colour = new THREE.Color();
		for (const [i, booth] of this.plan.booths.entries()) {
			matrix.makeRotationY((-TURNS[booth.facing] * Math.PI) / 2).setPosition(booth.x, 0, booth.z);
			matrix.toArray(this.matrices, i * 16);
			colour.set(/^#[0-9a-f]{6}$/i.test(booth.accent) ? booth.accent : "#2c5f8a");
			this.looks.set([colour.r, colour.g, colour.b, -1], i * 4);
			writeSlot(this.atlas.layout, i, this.slots, i * 4);
			const size = frontSize(booth);
			this.sizes.set([size.width, size.depth], i * 2);
		}
	}

	private makeLevel(source: BoothMesh, material: THREE.Material, room: number): Level {
		const geometry = geometryOf(source);
		const attribute = (name: string, size: number) => {
			const made = new THREE.InstancedBufferAttribute(new Float32Array(room * size), size);
			made.setUsage(THREE.DynamicDrawUsage);
			geometry.setAttribute(name, made);
			return made;
		};
		const look = attribute("iLook", 4);
		const slot = attribute("iSlot", 4);
		const size = attribute("iSize", 3);
		const mesh = new THREE.InstancedMesh(geometry, material, room);
		mesh.instanceMatrix.setUsage(THREE.DynamicDrawUsage);
		mesh.customDepthMaterial = this.depth;
		mesh.frustumCulled = mesh.matrixAutoUpdate = false;
		mesh.receiveShadow = true;
		mesh.castShadow = source.level === 0;
		mesh.visible = false;
		this.group.add(mesh);
		const shown = new Int32Array(room).fill(-1);
		const matrix = mesh.instanceMatrix.array as Float32Array;
		return { mesh, look, slot, size, matrix, shown, count: 0, isChanged: false };
	}

	/** Hides what the design shows on these plinths of a booth: a bit for each, by its number in the template. */
	clearPlinths(booth: number, plinths: number): void {
		this.cleared[booth] = plinths | (this.cleared[booth] & HAS_BROCHURES);
	}

	/** How far along the ray a booth's brochures are, Infinity when it misses them. */
	metresToBrochures(booth: number, ray: THREE.Ray): number {
		const cover = this.covers[booth];
		if (!cover || ray.distanceSqToPoint(cover) > NEAR_COVER) return Number.POSITIVE_INFINITY;
		return cover.clone().sub(ray.origin).dot(ray.direction);
	}

	/** Chooses what is drawn from this camera; allocates nothing. */
	update(camera: THREE.Camera, fineMetres: number, graphics: Graphics): void {
		const e = camera.matrixWorld.elements;
		this.frustum.setFromProjectionMatrix(
			this.view.multiplyMatrices(camera.projectionMatrix, camera.matrixWorldInverse),
		);
		const booths = this.plan.booths;
		for (let i = 0; i < booths.length; i++) {
			const dx = booths[i].x - e[12];
			const dz = booths[i].z - e[14];
			this.distances[i] = Math.sqrt(dx * dx + dz * dz);
		}
		sortByDistance(this.order, this.distances);
		graphics.update(this.order, this.distances, ++this.turn);
		for (let t = 0; t < this.levels.length; t++) this.levels[t][0].count = this.levels[t][1].count = 0;
		for (let i = 0; i < booths.length; i++) {
			this.ball.center.copy(this.centres[i]);
			const level = levelOf(this.distances[i], fineMetres, this.frustum.intersectsSphere(this.ball));
			if (level !== 2) this.put(this.levels[this.template[i]][level], i, graphics.layerOf(i));
		}
		for (let t = 0; t < this.levels.length; t++) {
			this.send(this.levels[t][0]);
			this.send(this.levels[t][1]);
		}
	}

	private put(level: Level, i: number, layer: number): void {
		const at = level.count++;
		const shown = (i << 16) | (this.cleared[i] << 8) | (layer + 1);
		const before = level.shown[at];
		if (before === shown) return;
		level.shown[at] = shown;
		level.isChanged = true;
		// Not for another poster.
		if (level.mesh.castShadow && (before ^ shown) >> 8 !== 0) this.isShadeNew = true;
		const look = level.look.array;
		const slot = level.slot.array;
		for (let c = 0; c < 16; c++) level.matrix[at * 16 + c] = this.matrices[i * 16 + c];
		for (let c = 0; c < 3; c++) look[at * 4 + c] = this.looks[i * 4 + c];
		look[at * 4 + 3] = layer;
		for (let c = 0; c < 4; c++) slot[at * 4 + c] = this.slots[i * 4 + c];
		level.size.array[at * 3] = this.sizes[i * 2];
		level.size.array[at * 3 + 1] = this.sizes[i * 2 + 1];
		level.size.array[at * 3 + 2] = this.cleared[i];
	}

	private send(level: Level): void {
		if (level.mesh.castShadow && level.mesh.count !== level.count) this.isShadeNew = true;
		level.mesh.count = level.count;
		level.mesh.visible = level.count > 0;
		if (!level.isChanged) return;
		level.isChanged = false;
		level.mesh.instanceMatrix.needsUpdate = true;
		level.look.needsUpdate = true;
		level.slot.needsUpdate = true;
		level.size.needsUpdate = true;
	}

	destroy(): void {
		for (const pair of this.levels) {
			for (const level of pair) {
				level.mesh.geometry.dispose();
				level.mesh.dispose();
			}
		}
		this.depth.dispose();
	}
}
