// What the scene of one product promises: the viewer knows only this. How it is kept is in index.ts and the files beside it.
import type { Point } from "../../world/product-model";

export interface Size {
	/** Metres: across, up, to the front. */
	readonly width: number;
	readonly height: number;
	readonly depth: number;
}

export interface Surface {
	readonly point: Point;
	readonly normal: Point;
}

export interface Spot {
	point: Point;
	/** All zero where the surface has no direction of its own. */
	normal: Point;
	/** Filled by the scene after each picture: CSS pixels, and whether something is in front of it. */
	x: number;
	y: number;
	isInside: boolean;
	isCovered: boolean;
}

export interface ProductScene {
	/** Loads a GLB; rejects with ModelUnreadable. `progress` is told bytes; a total of 0 is not known. */
	load(url: string, progress: (done: number, total: number) => void): Promise<void>;
	/** The model's true size; zeros before it is loaded. */
	readonly size: Size;
	look(dx: number, dy: number): void;
	/** Factor of the distance: below 1 comes nearer. */
	zoom(factor: number): void;
	reset(): void;
	/** Brings a place into the middle and looks at it from its front. */
	show(surface: Surface): void;
	/** Makes a place the middle, from where one looks now. */
	centre(point: Point): void;
	/** The model's surface under a point of the window (CSS pixels); null beside it. */
	surfaceAt(clientX: number, clientY: number): Surface | null;
	/** These are placed after every picture. */
	follow(spots: readonly Spot[]): void;
	/** Called after every picture, when the spots have been placed. */
	onDrawn: () => void;
	resize(): void;
	/** The view as it is now. */
	picture(type: string, quality: number): Promise<Blob | null>;
	/** The model as USDZ, for iOS; null before it is loaded. */
	usdz(): Promise<Blob | null>;
	destroy(): void;
}

/** The model's file could not be fetched or read. */
export class ModelUnreadable extends Error {
	override readonly name = "ModelUnreadable";
}
