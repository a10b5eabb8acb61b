// Where the camera stands behind Self: pure arithmetic over angles and distances, and the way back out of walls.
import type { FloorPoint } from "../hall-scene";

export const EYE_METRES = 1.62;
export const FARTHEST_METRES = 7;
/** Nearer than this the view is from one's own eyes. */
export const OWN_EYES_METRES = 0.7;
const STEEPEST = 1.2;
const RADIANS_PER_PIXEL = 0.0042;

export const clampPitch = (pitch: number) => Math.min(STEEPEST, Math.max(-0.6, pitch));
export const clampDistance = (metres: number) => {
	const within = Math.min(FARTHEST_METRES, Math.max(0, metres));
	return within < OWN_EYES_METRES ? 0 : within;
};
export const radiansOf = (pixels: number) => pixels * RADIANS_PER_PIXEL;

/** How far the camera can stand behind (x, z) in direction yaw (looking that way) before something tall is in between. */
export function freeDistance(
	from: FloorPoint,
	yaw: number,
	wish: number,
	canStand: (x: number, z: number, radius: number) => boolean,
): number {
	const step = 0.2;
	const dx = -Math.sin(yaw);
	const dz = Math.cos(yaw);
	for (let d = step; d < wish + step; d += step) {
		const at = Math.min(d, wish);
		if (!canStand(from.x + dx * at, from.z + dz * at, 0.18)) return Math.max(0, at - step);
	}
	return wish;
}

/** Moves a value towards its goal, the same at any frame rate; half life in seconds. */
export function approach(value: number, goal: number, halfLife: number, dt: number): number {
	return goal + (value - goal) * 2 ** (-dt / halfLife);
}
