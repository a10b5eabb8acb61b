// One's own avatar: walks where the person wants, as far as walls allow. Sending the place is net's and app's work.
import { METRES_PER_RADIAN, SHIFTING_RADIANS_PER_SECOND } from "./people";
import type { Walkable } from "./walkable";

export const WALK_METRES_PER_SECOND = 1.8;
export const RUN_METRES_PER_SECOND = 4;
/** One turns faster than others are seen to, and softly at both ends: a critically damped spring with a bound. */
const TURN_RADIANS_PER_SECOND = 11;
const TURN_SPRING_PER_SECOND = 20;
const TURN_GAIN_PER_SECOND = 110;
const TURNED_RADIANS = 0.002;
const FULL_TURN = Math.PI * 2;
const ARRIVED_METRES = 0.25;
/** Starting and changing pace take about a third of a second; stopping is at once, as one wished. */
const PACE_PER_SECOND = 9;
/** A correction nearer than this is walked off softly, a farther one is a jump. */
const SLIP_METRES = 4;
const SLIP_PER_SECOND = 6;
/** How soon one's feet begin to shift, and rest. */
const SHIFT_PER_SECOND = 12;

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
	/** How much one is turning where one stands, 0..1. */
	turning = 0;
	private faceAtEnd: number | null = null;
	/** Whether one turns to `goalYaw` without walking, and how fast one turns by now. */
	private isFacing = false;
	private goalYaw = 0;
	private paceYaw = 0;
	/** Metres per second that are reached by now. */
	private pace = 0;
	private readonly by = new Float64Array(2);

	/** Puts the avatar somewhere: on entering, after a jump, or corrected by the gateway. */
	put(x: number, z: number, yaw: number): void {
		this.x = x;
		this.z = z;
		this.yaw = yaw;
		this.speed = this.pace = this.paceYaw = this.turning = 0;
		this.slipX = this.slipZ = 0;
		this.route = [];
		this.faceAtEnd = null;
		this.isFacing = false;
	}

	/** Turns to `yaw` where one stands, in its own time. */
	face(yaw: number): void {
		this.goalYaw = yaw;
		this.isFacing = true;
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
	step(intent: Intent, walkable: Walkable, passed: Passed): void {
		const { seconds } = passed;
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
			this.shift(passed);
			return;
		}
		this.isFacing = false;
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
		this.goalYaw = Math.atan2(dx, -dz);
		this.turn(passed);
		this.turning *= Math.exp(-SHIFT_PER_SECOND * seconds);
		this.travelled += walked;
		// No choice between a whole number and another: it would be boxed.
		this.speed = walked / Math.max(seconds, 1e-6);
		this.motion = this.speed < 0.05 ? 0 : this.speed > 2.4 ? 2 : 1;
		if (this.route.length > 0 && (length < ARRIVED_METRES || walked < reach * 0.05)) this.passPoint(length);
	}

	/** One frame of standing: turns to where one wants to look, and shifts one's feet meanwhile. */
	private shift(passed: Passed): void {
		const seconds = Math.max(passed.seconds, 1e-6);
		const before = this.yaw;
		if (this.isFacing) this.turn(passed);
		else this.paceYaw = 0;
		const turned = Math.abs(this.yaw - before);
		this.travelled += turned * METRES_PER_RADIAN;
		const wish = Math.min(1, turned / seconds / SHIFTING_RADIANS_PER_SECOND);
		this.turning += (wish - this.turning) * (1 - Math.exp(-SHIFT_PER_SECOND * seconds));
		const left = this.goalYaw - this.yaw;
		if (!this.isFacing || Math.abs(left - Math.round(left / FULL_TURN) * FULL_TURN) > TURNED_RADIANS) return;
		this.isFacing = false;
		this.yaw = this.goalYaw;
	}

	/** Turns towards `goalYaw` the short way. */
	private turn({ seconds }: Passed): void {
		const far = this.yaw - this.goalYaw;
		const off = far - Math.round(far / FULL_TURN) * FULL_TURN;
		const decay = Math.exp(-TURN_SPRING_PER_SECOND * seconds);
		const pull = (this.paceYaw + TURN_SPRING_PER_SECOND * off) * seconds;
		const pace = (this.paceYaw - TURN_SPRING_PER_SECOND * pull) * decay;
		const most = Math.min(TURN_RADIANS_PER_SECOND, Math.abs(this.paceYaw) + TURN_GAIN_PER_SECOND * seconds);
		this.paceYaw = Math.max(-most, Math.min(most, pace));
		this.yaw += Math.max(-most * seconds, Math.min(most * seconds, (off + pull) * decay - off));
	}

	private passPoint(distance: number): void {
		// Stuck against something the coarse grid did not know: give up rather than run on the spot.
		this.route = distance < ARRIVED_METRES ? this.route.slice(1) : [];
		if (this.route.length > 0) return;
		if (this.faceAtEnd !== null) this.face(this.faceAtEnd);
		this.faceAtEnd = null;
		this.speed = this.pace = 0;
		this.motion = 0;
	}
}
