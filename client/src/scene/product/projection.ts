// Where a point of a thing is on the picture, and whether its surface looks this way. Pure arithmetic, no three.js.
import type { Point } from "../../world/product-model";

export interface OnPicture {
	/** CSS pixels from the picture's top left. */
	x: number;
	y: number;
	/** False behind the camera, or outside the picture. */
	isInside: boolean;
}

/** `matrix`: world to clip space, 16 numbers by columns (projection × view). */
export function project(matrix: ArrayLike<number>, point: Point, width: number, height: number): OnPicture {
	const [px, py, pz] = point;
	const row = (i: number) => matrix[i] * px + matrix[4 + i] * py + matrix[8 + i] * pz + matrix[12 + i];
	const w = row(3);
	if (w <= 0) return { x: 0, y: 0, isInside: false };
	const across = row(0) / w;
	const up = row(1) / w;
	return {
		x: ((across + 1) / 2) * width,
		y: ((1 - up) / 2) * height,
		isInside: Math.abs(across) <= 1 && Math.abs(up) <= 1,
	};
}

const TURNED_AWAY = -0.25;

/** False when the surface at `point` clearly looks away from the eye; one without a direction always does. */
export function looksHere(point: Point, normal: Point, eye: Point): boolean {
	const length = Math.hypot(...normal);
	if (length < 1e-6) return true;
	const way = [eye[0] - point[0], eye[1] - point[1], eye[2] - point[2]];
	const far = Math.hypot(...way) || 1;
	return (normal[0] * way[0] + normal[1] * way[1] + normal[2] * way[2]) / (length * far) > TURNED_AWAY;
}
