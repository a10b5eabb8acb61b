// The camera that follows Self, turned by pointer or touch. Angles and walls are orbit.ts; input listening is the app's.
import * as THREE from "three";
import drawn from "../../world/booth-solids.json";
import type { HallPlan } from "../../world/plan";
import type { Passed } from "../../world/self";
import { type SolidsByTemplate, Walkable } from "../../world/walkable";
import type { SceneCamera } from "../hall-scene";
import { clampDistance, clampPitch, EYE_METRES, keptAfter, radiansOf } from "./orbit";

/** Only what is taller than this stands in the camera's way. */
const TALL_METRES = 1.7;
/** Seconds in which half of what is missing is caught up: to the person, and back from a wall. */
const FOLLOW_HALF_LIFE = 0.05;
const BACK_HALF_LIFE = 0.12;
/** The camera's own radius. */
const LENS_METRES = 0.18;
/** Farther than this in one frame was a jump: the camera jumps too. */
const JUMP_METRES = 4;

function tallSolids(): SolidsByTemplate {
	const { width: _width, depth: _depth, ...templates } = drawn;
	const tall: SolidsByTemplate = {};
	for (const [name, solids] of Object.entries(templates)) tall[name] = solids.filter((s) => s.height > TALL_METRES);
	return tall;
}

export class CameraRig implements SceneCamera {
	readonly lens = new THREE.PerspectiveCamera(60, 1, 0.12, 220);
	yaw = 0;
	pitch = 0.12;
	distance = 3.2;
	private readonly walls: Walkable;
	private readonly target = new THREE.Vector3();
	private readonly back = new Float64Array(2);
	private readonly turned = new Float64Array(4);
	private shown = 3.2;
	private settled = false;

	constructor(
		plan: HallPlan,
		private readonly reducedMotion: boolean,
	) {
		this.walls = new Walkable(plan, tallSolids());
		this.yaw = plan.entrance.yaw;
		this.follow(plan.entrance, { seconds: 1 });
	}

	look(dx: number, dy: number): void {
		this.yaw += radiansOf(dx);
		this.pitch = clampPitch(this.pitch + radiansOf(dy));
	}

	zoom(metres: number): void {
		// Out of one's own eyes at one go: distances just above zero would show the inside of one's head.
		this.distance = this.distance === 0 && metres > 0 ? 1.2 : clampDistance(this.distance + metres);
	}

	/** Stands behind the person; with reduced motion without any easing. */
	follow(self: { readonly x: number; readonly z: number; slipX?: number; slipZ?: number }, passed: Passed): void {
		const dt = passed.seconds;
		const x = self.x + (self.slipX ?? 0);
		const z = self.z + (self.slipZ ?? 0);
		const dx = x - this.target.x;
		const dz = z - this.target.z;
		const jumped = dx * dx + dz * dz > JUMP_METRES * JUMP_METRES;
		const isEased = !this.reducedMotion && this.settled && !jumped;
		this.settled = true;
		const kept = isEased ? keptAfter(FOLLOW_HALF_LIFE, dt) : 0;
		this.target.x = x - dx * kept;
		this.target.z = z - dz * kept;
		const flat = Math.cos(this.pitch);
		const wish = this.distance * flat;
		this.back[0] = this.yaw;
		this.back[1] = wish;
		this.walls.freeBehind(this.target, this.back, LENS_METRES);
		const { free } = this.walls;
		const goal = flat > 0.01 ? free / flat : 0;
		this.shown = !isEased || goal < this.shown ? goal : goal + (this.shown - goal) * keptAfter(BACK_HALF_LIFE, dt);
		const back = this.shown * flat;
		const shoulder = this.shown > 0.5 ? Math.min(0.3, this.shown * 0.1) : 0;
		const height = EYE_METRES + (this.shown > 0.5 ? 0.12 : 0) + Math.sin(this.pitch) * this.shown;
		const { position, quaternion } = this.lens;
		position.x = this.target.x - Math.sin(this.yaw) * back + Math.cos(this.yaw) * shoulder;
		position.y = Math.max(0.25, height);
		position.z = this.target.z + Math.cos(this.yaw) * back + Math.sin(this.yaw) * shoulder;
		// Turned by -yaw, then tilted by -pitch; as a column because four numbers handed over would be boxed.
		const { turned } = this;
		const sy = Math.sin(-this.yaw / 2);
		const cy = Math.cos(-this.yaw / 2);
		const sx = Math.sin(-this.pitch / 2);
		const cx = Math.cos(-this.pitch / 2);
		turned[0] = cy * sx;
		turned[1] = sy * cx;
		turned[2] = -sy * sx;
		turned[3] = cy * cx;
		quaternion.fromArray(turned);
		this.lens.updateMatrixWorld();
	}

	/** Wide windows see wider, tall ones (phones) higher, but neither fish-eyed. */
	setAspect(aspect: number): void {
		this.lens.aspect = aspect;
		this.lens.fov = aspect < 1 ? 72 : 58;
		this.lens.updateProjectionMatrix();
	}
}
