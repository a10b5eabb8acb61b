// Which booth's box a ray meets first, and where it meets the floor. Pure; the ray comes from the camera in index.ts.
import type { HallPlan } from "../../world/plan";

export interface Ray {
	readonly origin: { readonly x: number; readonly y: number; readonly z: number };
	readonly direction: { readonly x: number; readonly y: number; readonly z: number };
}

/** Booths count up to the top of their name boards. */
const BOOTH_HEIGHT_METRES = 3.4;

/** Distance along the ray to an upright box, or Infinity. */
export function distanceToBox(ray: Ray, x: number, z: number, width: number, depth: number, height: number): number {
	let near = 0;
	let far = Number.POSITIVE_INFINITY;
	const slabs = [
		[ray.origin.x, ray.direction.x, x - width / 2, x + width / 2],
		[ray.origin.y, ray.direction.y, 0, height],
		[ray.origin.z, ray.direction.z, z - depth / 2, z + depth / 2],
	];
	for (const [from, way, low, high] of slabs) {
		if (Math.abs(way) < 1e-9) {
			if (from < low || from > high) return Number.POSITIVE_INFINITY;
			continue;
		}
		const a = (low - from) / way;
		const b = (high - from) / way;
		near = Math.max(near, Math.min(a, b));
		far = Math.min(far, Math.max(a, b));
	}
	return near <= far ? near : Number.POSITIVE_INFINITY;
}

export interface BoothHit {
	/** In the plan's list. */
	readonly place: number;
	readonly number: string;
	readonly distance: number;
}

/** The nearest booth on the ray. A booth one stands in does not hide what is behind its open front. */
export function boothOnRay(plan: HallPlan, ray: Ray): BoothHit | null {
	let best: BoothHit | null = null;
	for (const [place, booth] of plan.booths.entries()) {
		const distance = distanceToBox(ray, booth.x, booth.z, booth.width, booth.depth, BOOTH_HEIGHT_METRES);
		if (distance < (best?.distance ?? Number.POSITIVE_INFINITY)) best = { place, number: booth.number, distance };
	}
	return best;
}

/** Distance along the ray to the floor, or Infinity when it looks up. */
export function distanceToFloor(ray: Ray): number {
	return ray.direction.y < -1e-6 ? -ray.origin.y / ray.direction.y : Number.POSITIVE_INFINITY;
}
