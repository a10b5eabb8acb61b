// The camera that follows Self, turned by pointer or touch. Angles and walls are orbit.ts; input listening is the app's.
import * as THREE from "three";
import drawn from "../../world/booth-solids.json";
import type { HallPlan } from "../../world/plan";
import { type SolidsByTemplate, Walkable } from "../../world/walkable";
import type { SceneCamera } from "../hall-scene";
import { approach, clampDistance, clampPitch, EYE_METRES, freeDistance, radiansOf } from "./orbit";

/** Only what is taller than this stands in the camera's way. */
const TALL_METRES = 1.7;

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
	private readonly canStand: (x: number, z: number, radius: number) => boolean;
	private readonly target = new THREE.Vector3();
	private shown = 3.2;
	private settled = false;

	constructor(
		plan: HallPlan,
		private readonly reducedMotion: boolean,
	) {
		this.walls = new Walkable(plan, tallSolids());
		this.canStand = (x, z, radius) => this.walls.canStand(x, z, radius);
		this.lens.rotation.order = "YXZ";
		this.yaw = plan.entrance.yaw;
		this.follow(plan.entrance, 1);
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
	follow(self: { readonly x: number; readonly z: number }, dt: number): void {
		const jumped = Math.hypot(self.x - this.target.x, self.z - this.target.z) > 4;
		const ease = this.reducedMotion || !this.settled || jumped ? 0 : 0.05;
		this.settled = true;
		this.target.x = ease ? approach(this.target.x, self.x, ease, dt) : self.x;
		this.target.z = ease ? approach(this.target.z, self.z, ease, dt) : self.z;
		const flat = Math.cos(this.pitch);
		const wish = this.distance * flat;
		const free = freeDistance(this.target, this.yaw, wish, this.canStand);
		const goal = flat > 0.01 ? free / flat : 0;
		this.shown = ease === 0 || goal < this.shown ? goal : approach(this.shown, goal, 0.12, dt);
		const back = this.shown * flat;
		const shoulder = this.shown > 0.5 ? Math.min(0.3, this.shown * 0.1) : 0;
		const height = EYE_METRES + (this.shown > 0.5 ? 0.12 : 0) + Math.sin(this.pitch) * this.shown;
		this.lens.position.set(
			this.target.x - Math.sin(this.yaw) * back + Math.cos(this.yaw) * shoulder,
			Math.max(0.25, height),
			this.target.z + Math.cos(this.yaw) * back + Math.sin(this.yaw) * shoulder,
		);
		this.lens.rotation.set(-this.pitch, -this.yaw, 0);
		this.lens.updateMatrixWorld();
	}

	/** Wide windows see wider, tall ones (phones) higher, but neither fish-eyed. */
	setAspect(aspect: number): void {
		this.lens.aspect = aspect;
		this.lens.fov = aspect < 1 ? 72 : 58;
		this.lens.updateProjectionMatrix();
	}
}
