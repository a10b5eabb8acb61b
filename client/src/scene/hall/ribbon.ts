// The shape of a path on the floor: a band of triangles along points, with the way walked so far. Pure arithmetic.
import type { FloorPoint } from "../hall-scene";

export const MOST_POINTS = 256;
/** Floats per vertex: x, y, z, metres from the start, side (-1 or 1). */
export const RIBBON_STRIDE = 5;

/** Writes two vertices a point into `out`; returns how many points were used. Corners are mitred, not rounded. */
export function writeRibbon(points: readonly FloorPoint[], halfWidth: number, out: Float32Array): number {
	const n = Math.min(points.length, MOST_POINTS);
	let walked = 0;
	for (let i = 0; i < n; i++) {
		const before = points[Math.max(0, i - 1)];
		const after = points[Math.min(n - 1, i + 1)];
		const p = points[i];
		if (i > 0) walked += Math.hypot(p.x - before.x, p.z - before.z);
		const length = Math.hypot(after.x - before.x, after.z - before.z) || 1;
		const ox = (-(after.z - before.z) / length) * halfWidth;
		const oz = ((after.x - before.x) / length) * halfWidth;
		for (let side = -1; side <= 1; side += 2) {
			const at = (i * 2 + (side > 0 ? 1 : 0)) * RIBBON_STRIDE;
			out[at] = p.x + ox * side;
			out[at + 1] = 0.03;
			out[at + 2] = p.z + oz * side;
			out[at + 3] = walked;
			out[at + 4] = side;
		}
	}
	return n;
}
