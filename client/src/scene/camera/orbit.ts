// Where the camera stands behind Self: pure arithmetic over angles and distances. What is in its way is world/walkable.ts.

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

/** The part of a distance that is left after `dt`, the same at any frame rate; half life in seconds. */
export function keptAfter(halfLife: number, dt: number): number {
	return 2 ** (-dt / halfLife);
}
