// One's own avatar: walks where the person wants, as far as walls allow. Sending the place is net's and app's work.
import type { Walkable } from "./walkable";

export const WALK_METRES_PER_SECOND = 1.8;
export const RUN_METRES_PER_SECOND = 4;
const TURN_RADIANS_PER_SECOND = 11;
const FULL_TURN = Math.PI * 2;
const ARRIVED_METRES = 0.25;
/** Starting and changing pace take about a third of a second; stopping is at once, as one wished. */
const PACE_PER_SECOND = 9;
/** A correction nearer than this is walked off softly, a farther one is a jump. */
const SLIP_METRES = 4;
const SLIP_PER_SECOND = 6;

/** What the person wants this frame: forward and right in -1..1 as seen by the camera, whose yaw is given. */
export interface Intent {
	forward: number;
	right: number;
	run: boolean;
	cameraYaw: number;
}
/** The time since the last frame, in an object that is filled anew: a number handed from step to step would be boxed. */
export interface Passed {
	seconds: number;
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
	/** How far the picture still is from the true place after a correction, metres; it melts away. */
	slipX = 0;
	slipZ = 0;
	/** The way still to walk, nearest point first; empty when walking by hand. */
	route: Point[] = [];
	private faceAtEnd: number | null = null;
	/** Metres per second that are reached by now. */
	private pace = 0;
	private readonly by = new Float64Array(2);

	/** Puts the avatar somewhere: on entering, after a jump, or corrected by the gateway. */
	put(x: number, z: number, yaw: number): void {
		this.x = x;
		this.z = z;
		this.yaw = yaw;
		this.speed = this.pace = 0;
		this.slipX = this.slipZ = 0;
		this.route = [];
		this.faceAtEnd = null;
	}

	/** The gateway says where I really am: true at once, shown gently, and a way that is being walked goes on. */
	correct(x: number, z: number, yaw: number): void {
		const slipX = this.slipX + this.x - x;
		const slipZ = this.slipZ + this.z - z;
		if (slipX * slipX + slipZ * slipZ > SLIP_METRES * SLIP_METRES) {
			this.put(x, z, yaw);
			return;
		}
		this.x = x;
		this.z = z;
		this.slipX = slipX;
		this.slipZ = slipZ;
	}

	/** Walks by itself along `route`; any key ends it. */
	follow(route: Point[], faceAtEnd: number | null = null): void {
		this.route = route;
		this.faceAtEnd = faceAtEnd;
	}

	/** One frame of walking. */
	step(intent: Intent, walkable: Walkable, { seconds }: Passed): void {
		const melt = Math.exp(-SLIP_PER_SECOND * seconds);
		this.slipX *= melt;
		this.slipZ *= melt;
		const sin = Math.sin(intent.cameraYaw);
		const cos = Math.cos(intent.cameraYaw);
		let dx = sin * intent.forward + cos * intent.right;
		let dz = -cos * intent.forward + sin * intent.right;
		let push = Math.min(1, Math.sqrt(dx * dx + dz * dz));
		let run = intent.run;
		const byHand = push > 0.05;
		if (byHand && this.route.length > 0) this.route = [];
		if (!byHand && this.route.length > 0) {
			dx = this.route[0].x - this.x;
			dz = this.route[0].z - this.z;
			push = 1;
			run = true;
		} else if (!byHand) {
			this.speed = this.pace = 0;
			if (this.motion === 1 || this.motion === 2) this.motion = 0;
			return;
		}
		const length = Math.max(Math.sqrt(dx * dx + dz * dz), 1e-9);
		// Walking scales with how far the joystick is pushed, running does not: sums, for a choice would be boxed (see below).
		const runs = Number(run);
		const wish = runs * RUN_METRES_PER_SECOND + (1 - runs) * WALK_METRES_PER_SECOND * push;
		this.pace += (wish - this.pace) * (1 - Math.exp(-PACE_PER_SECOND * seconds));
		const reach = this.route.length > 0 ? Math.min(length, this.pace * seconds) : this.pace * seconds;
		this.by[0] = (dx / length) * reach;
		this.by[1] = (dz / length) * reach;
		walkable.slide(this, this.by);
		const { walked } = walkable;
		const turn = Math.atan2(dx, -dz) - this.yaw;
		const short = turn - Math.round(turn / FULL_TURN) * FULL_TURN;
		const most = TURN_RADIANS_PER_SECOND * seconds;
		this.yaw += Math.max(-most, Math.min(most, short));
		this.travelled += walked;
		// No choice between a whole number and another: it would be boxed.
		this.speed = walked / Math.max(seconds, 1e-6);
		this.motion = this.speed < 0.05 ? 0 : this.speed > 2.4 ? 2 : 1;
		if (this.route.length > 0 && (length < ARRIVED_METRES || walked < reach * 0.05)) this.passPoint(length);
	}

	private passPoint(distance: number): void {
		// Stuck against something the coarse grid did not know: give up rather than run on the spot.
		this.route = distance < ARRIVED_METRES ? this.route.slice(1) : [];
		if (this.route.length > 0) return;
		if (this.faceAtEnd !== null) this.yaw = this.faceAtEnd;
		this.faceAtEnd = null;
		this.speed = this.pace = 0;
		this.motion = 0;
	}
}
