// Turning round a thing and coming nearer: pure arithmetic over two angles, a distance and a middle. Metres and radians.
import { keptAfter } from "../camera/orbit";

const HIGHEST = 1.5;
const LOWEST = -1.2;
const RADIANS_PER_PIXEL = 0.0075;
const NEAREST_SHARE = 0.25;
const FARTHEST_SHARE = 2.2;
const HALF_LIFE_SECONDS = 0.07;
/** Closer than this to its goal, as a share of the distance, the view has come to rest. */
const REST = 0.0004;

const clamp = (value: number, least: number, most: number) => Math.min(most, Math.max(least, value));

/** Where the camera stands; every move sets a goal, `step` goes there. Yaw 0 looks from +z, grows to the right. */
export class Orbit {
	yaw = 0;
	pitch = 0;
	distance = 1;
	readonly middle: [number, number, number] = [0, 0, 0];
	private goalYaw = 0;
	private goalPitch = 0;
	private goalDistance = 1;
	private readonly goalMiddle: [number, number, number] = [0, 0, 0];
	private readonly home = { yaw: 0.6, pitch: 0.32, distance: 1, middle: [0, 0, 0] as [number, number, number] };

	constructor(private readonly isStill: boolean) {}

	/** Sets what `reset` returns to, and goes there at once. */
	settle(middle: readonly [number, number, number], distance: number): void {
		this.home.middle = [...middle];
		this.home.distance = distance;
		this.reset();
		this.step(Number.POSITIVE_INFINITY);
	}

	/** The picture's shape changed: the same view from another distance. */
	refit(distance: number): void {
		const share = distance / this.home.distance;
		this.home.distance = distance;
		this.goalDistance *= share;
		this.distance *= share;
	}

	reset(): void {
		const { home } = this;
		// The short way round: many turns are not unwound.
		this.yaw -= Math.round((this.yaw - home.yaw) / (2 * Math.PI)) * 2 * Math.PI;
		this.goalYaw = home.yaw;
		this.goalPitch = home.pitch;
		this.goalDistance = home.distance;
		this.goalMiddle.splice(0, 3, ...home.middle);
	}

	/** By a pointer's way in CSS pixels: the thing follows the finger. */
	look(dx: number, dy: number): void {
		this.goalYaw -= dx * RADIANS_PER_PIXEL;
		this.goalPitch = clamp(this.goalPitch + dy * RADIANS_PER_PIXEL, LOWEST, HIGHEST);
	}

	/** Factor of the distance: below 1 comes nearer. */
	zoom(factor: number): void {
		const { distance } = this.home;
		this.goalDistance = clamp(this.goalDistance * factor, distance * NEAREST_SHARE, distance * FARTHEST_SHARE);
	}

	/** Makes a point the middle. */
	centre(point: readonly [number, number, number]): void {
		this.goalMiddle.splice(0, 3, ...point);
	}

	/** Looks at a place from where its surface looks to, the short way round. */
	face(normal: readonly [number, number, number]): void {
		const flat = Math.hypot(normal[0], normal[2]);
		if (flat > 0.15) {
			const yaw = Math.atan2(normal[0], normal[2]);
			this.goalYaw = yaw + Math.round((this.goalYaw - yaw) / (2 * Math.PI)) * 2 * Math.PI;
		}
		this.goalPitch = clamp(Math.atan2(normal[1], flat) * 0.7 + 0.15, LOWEST, HIGHEST);
	}

	/** Goes on for so long; true while it still moves. */
	step(seconds: number): boolean {
		const kept = this.isStill || seconds === Number.POSITIVE_INFINITY ? 0 : keptAfter(HALF_LIFE_SECONDS, seconds);
		const { middle, goalMiddle } = this;
		let left =
			Math.abs(this.goalYaw - this.yaw) +
			Math.abs(this.goalPitch - this.pitch) +
			Math.abs(this.goalDistance - this.distance) / this.home.distance;
		for (let i = 0; i < 3; i++) left += Math.abs(goalMiddle[i] - middle[i]) / this.home.distance;
		const share = left < REST ? 0 : kept;
		this.yaw = this.goalYaw + (this.yaw - this.goalYaw) * share;
		this.pitch = this.goalPitch + (this.pitch - this.goalPitch) * share;
		this.distance = this.goalDistance + (this.distance - this.goalDistance) * share;
		for (let i = 0; i < 3; i++) middle[i] = goalMiddle[i] + (middle[i] - goalMiddle[i]) * share;
		return share > 0;
	}

	/** Where the camera is, written into `into`. */
	eye(into: [number, number, number]): [number, number, number] {
		const flat = Math.cos(this.pitch) * this.distance;
		into[0] = this.middle[0] + Math.sin(this.yaw) * flat;
		into[1] = this.middle[1] + Math.sin(this.pitch) * this.distance;
		into[2] = this.middle[2] + Math.cos(this.yaw) * flat;
		return into;
	}
}

/** The distance from which a ball fits into a picture: its radius in metres, the lens's upright angle in radians, width / height. */
export function fittingDistance(radius: number, upright: number, aspect: number): number {
	const across = 2 * Math.atan(Math.tan(upright / 2) * aspect);
	return (radius / Math.sin(Math.min(upright, across) / 2)) * 0.98;
}
