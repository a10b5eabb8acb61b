// The shape of a screen and how a picture lies on it: arithmetic without three.js.

/** Before the booth's own screen, so that the two do not fight for a pixel. */
const BEFORE_METRES = 0.008;
const THICK_METRES = 0.06;
const BORDER_METRES = 0.035;
const ROD_METRES = 0.012;
/** Texture places left of the picture are black. */
const BLACK = -9;

export interface Shape {
	readonly positions: Float32Array;
	/** From the picture's upper left corner. */
	readonly places: Float32Array;
	readonly indices: Uint16Array;
}

/** A face to +z, and for one that hangs a flat box behind it and two rods up. */
export function screenShape({ width, height, rods }: { width: number; height: number; rods: number }): Shape {
	const positions: number[] = [];
	const places: number[] = [];
	const indices: number[] = [];
	type Point = readonly [number, number, number];
	/** Corners counter-clockwise from the lower left, seen from outside. */
	const face = (corners: readonly [Point, Point, Point, Point], isPicture = false) => {
		const at = positions.length / 3;
		for (const corner of corners) positions.push(...corner);
		if (isPicture) places.push(0, 1, 1, 1, 1, 0, 0, 0);
		else places.push(...new Array<number>(8).fill(BLACK));
		indices.push(at, at + 1, at + 2, at, at + 2, at + 3);
	};
	const box = (x0: number, x1: number, y0: number, y1: number, z0: number, z1: number) => {
		face([
			[x0, y0, z1],
			[x1, y0, z1],
			[x1, y1, z1],
			[x0, y1, z1],
		]);
		face([
			[x1, y0, z0],
			[x0, y0, z0],
			[x0, y1, z0],
			[x1, y1, z0],
		]);
		face([
			[x1, y0, z1],
			[x1, y0, z0],
			[x1, y1, z0],
			[x1, y1, z1],
		]);
		face([
			[x0, y0, z0],
			[x0, y0, z1],
			[x0, y1, z1],
			[x0, y1, z0],
		]);
		face([
			[x0, y1, z1],
			[x1, y1, z1],
			[x1, y1, z0],
			[x0, y1, z0],
		]);
		face([
			[x0, y0, z0],
			[x1, y0, z0],
			[x1, y0, z1],
			[x0, y0, z1],
		]);
	};
	const w = width / 2;
	const h = height / 2;
	const z = BEFORE_METRES;
	face(
		[
			[-w, -h, z],
			[w, -h, z],
			[w, h, z],
			[-w, h, z],
		],
		true,
	);
	if (rods > 0) {
		const edge = BORDER_METRES;
		box(-w - edge, w + edge, -h - edge, h + edge, -THICK_METRES, 0);
		for (const x of [-w * 0.7, w * 0.7]) {
			box(x - ROD_METRES, x + ROD_METRES, h, rods, -THICK_METRES, -THICK_METRES + 2 * ROD_METRES);
		}
	}
	return {
		positions: new Float32Array(positions),
		places: new Float32Array(places),
		indices: new Uint16Array(indices),
	};
}

/** How much wider and higher than the picture the screen is, so that all of the picture is on it, undistorted. */
export function fitOf(screenAspect: number, pictureAspect: number): { x: number; y: number } {
	return { x: Math.max(1, screenAspect / pictureAspect), y: Math.max(1, pictureAspect / screenAspect) };
}

/** A page's or film's picture has so many pixels at most on its longer side. */
const MOST_SIDE = 1024;
const MIP_SHARE = 4 / 3;

/** The size of a picture on the card: its longer side has MOST_SIDE pixels at most, and all of it about `pixels`. */
export function sizeWithin(width: number, height: number, pixels: number): { width: number; height: number } {
	const scale = Math.min(1, MOST_SIDE / Math.max(width, height, 1), Math.sqrt(pixels / Math.max(width * height, 1)));
	return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** Bytes of a picture on the card with its mip levels. */
export function bytesOf({ width, height }: { width: number; height: number }): number {
	return Math.round(width * height * 4 * MIP_SHARE);
}
