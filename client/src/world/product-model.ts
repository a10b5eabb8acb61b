// A product's 3D model as the website describes it, and lengths measured on it. Metres; nothing here draws.
export type Point = readonly [x: number, y: number, z: number];

export interface ModelLevel {
	url: string;
	bytes: number;
	triangles: number;
}
export interface Hotspot {
	id: number;
	/** On the model, and the way its surface looks there. */
	position: Point;
	normal: Point;
	title: string;
	text: string;
}
export interface ProductModel {
	product: number;
	name: string;
	poster: string | null;
	/** The finest first. */
	levels: ModelLevel[];
	/** A file that any program reads, for the phone's own viewer; null where there is none. */
	plain: string | null;
	/** Address of the product's page, absolute: a phone comes here for AR. */
	page: string;
	hotspots: Hotspot[];
}

export type Unit = "mm" | "cm";

const LIGHT_DEVICE_GB = 4;

/** The level a device should load: the finest, the second where memory is short or data is saved. */
export function levelFor(model: ProductModel, device: { memoryGb: number; savesData: boolean }): ModelLevel {
	const isLight = device.savesData || device.memoryGb < LIGHT_DEVICE_GB;
	return model.levels[isLight ? Math.min(1, model.levels.length - 1) : 0];
}

export function distanceBetween(a: Point, b: Point): number {
	return Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

export function middleOf(a: Point, b: Point): Point {
	return [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2, (a[2] + b[2]) / 2];
}

/** A length as it is read aloud: whole millimetres (tenths below 10), or tenths of a centimetre. */
export function lengthIn(metres: number, unit: Unit): number {
	const value = metres * (unit === "mm" ? 1000 : 100);
	return unit === "mm" && value >= 10 ? Math.round(value) : Math.round(value * 10) / 10;
}

/** The unit in which a thing of this size is usually told: centimetres from 20 cm on. */
export function unitFor(metres: number): Unit {
	return metres < 0.2 ? "mm" : "cm";
}
