// One's own avatar: walks where the person wants, as far as walls allow. Sending the place is net's and app's work.
import { shortWay } from "./people";
import type { Walkable } from "./walkable";

export const WALK_METRES_PER_SECOND = 1.8;
export const RUN_METRES_PER_SECOND = 4;
const TURN_RADIANS_PER_SECOND = 11;
const ARRIVED_METRES = 0.25;

/** What the person wants this frame: forward and right in -1..1 as seen by the camera, whose yaw is given. */
export interface Intent {
	forward: number;
	right: number;
	run: boolean;
	cameraYaw: number;
}
export interface Point {
	x: number;
	z: number;
}

export class Self {
	x = 0;
	z = 0;
	yaw = 0;
	speed = 0;
	travelled = 0;
	motion = 0;
	look = 0;
	name = "";
	/** The way still to walk, nearest point first; empty when walking by hand. */
	route: Point[] = [];
	private faceAtEnd: number | null = null;

	/** Puts the avatar somewhere: on entering, after a jump, or corrected by the gateway. */
	put(x: number, z: number, yaw: number): void {
		this.x = x;
		this.z = z;
		this.yaw = yaw;
		this.speed = 0;
		this.route = [];
		this.faceAtEnd = null;
	}

	/** Walks by itself along `route`; any key ends it. */
	follow(route: Point[], faceAtEnd: number | null = null): void {
		this.route = route;
		this.faceAtEnd = faceAtEnd;
	}

	/** One frame of walking; `seconds` since the last. */
	step(intent: Intent, walkable: Walkable, seconds: number): void {
		let dx = Math.sin(intent.cameraYaw) * intent.forward + Math.cos(intent.cameraYaw) * intent.right;
		let dz = -Math.cos(intent.cameraYaw) * intent.forward + Math.sin(intent.cameraYaw) * intent.right;
		let push = Math.min(1, Math.hypot(dx, dz));
		let run = intent.run;
		if (push > 0.05) this.route = [];
		else if (this.route.length > 0) {
			dx = this.route[0].x - this.x;
			dz = this.route[0].z - this.z;
			push = 1;
			run = true;
		} else push = 0;
		if (push === 0) {
			this.speed = 0;
			if (this.motion === 1 || this.motion === 2) this.motion = 0;
			return;
		}
		const length = Math.hypot(dx, dz) || 1;
		const pace = run ? RUN_METRES_PER_SECOND : WALK_METRES_PER_SECOND * push;
		const reach = this.route.length > 0 ? Math.min(length, pace * seconds) : pace * seconds;
		const walked = walkable.slide(this, (dx / length) * reach, (dz / length) * reach);
		const turn = shortWay(this.yaw, Math.atan2(dx, -dz));
		this.yaw += Math.sign(turn) * Math.min(Math.abs(turn), TURN_RADIANS_PER_SECOND * seconds);
		this.travelled += walked;
		this.speed = seconds > 0 ? walked / seconds : 0;
		this.motion = this.speed < 0.05 ? 0 : this.speed > 2.4 ? 2 : 1;
		if (this.route.length > 0 && (length < ARRIVED_METRES || walked < reach * 0.05)) this.passPoint(length);
	}

	private passPoint(distance: number): void {
		// Stuck against something the coarse grid did not know: give up rather than run on the spot.
		this.route = distance < ARRIVED_METRES ? this.route.slice(1) : [];
		if (this.route.length > 0) return;
		if (this.faceAtEnd !== null) this.yaw = this.faceAtEnd;
		this.faceAtEnd = null;
		this.speed = 0;
		this.motion = 0;
	}
}
