// What the scene promises to the app: the interface of the 3D hall. How it is kept is in index.ts and the folders beside it.
import type { OnScreen } from "../world/booth-screens";
import type { People } from "../world/people";
import type { HallPlan } from "../world/plan";
import type { Passed, Self } from "../world/self";
import type { Walkable } from "../world/walkable";

export type Quality = "low" | "medium" | "high" | "ultra";

/** A point on the hall's floor, metres from its north-west corner. */
export interface FloorPoint {
	readonly x: number;
	readonly z: number;
}

export type Picked =
	| { readonly kind: "booth"; readonly number: string; readonly isBrochure: boolean }
	| { readonly kind: "person"; readonly id: number }
	| { readonly kind: "floor"; readonly x: number; readonly z: number };

export interface SceneOptions {
	readonly language: string;
	readonly reducedMotion: boolean;
	/** Stands beside the names of scripted visitors, in the page's language. */
	readonly scriptedMark: string;
	/** Set by the person; without it the level is chosen by measuring 60 frames. */
	readonly quality?: Quality;
	/** Address of the folder that holds booths/, people/ …, with a slash at its end. */
	readonly assets: string;
	/** The graphics context is gone: show the list view, or reload. */
	readonly onContextLost?: () => void;
}

/** The view behind Self; angles in radians, yaw as on the wire (0 north, clockwise), distance in metres (0: own eyes). */
export interface SceneCamera {
	yaw: number;
	pitch: number;
	distance: number;
	/** Turn by a pointer movement in CSS pixels. */
	look(dx: number, dy: number): void;
	/** Go nearer (negative) or farther, in metres. */
	zoom(metres: number): void;
}

export interface SceneQuality {
	readonly level: Quality;
	/** Choose a level for good; ends the measuring. */
	set(level: Quality): void;
	/** Choose by measured frames again, from the level that is shown now. */
	measure(): void;
	/** Be told of a new level; returns a function that ends it. */
	onChange(listener: (level: Quality) => void): () => void;
}

/** What a headset's frames and hands ask for. */
export interface Immersion {
	/** The steps of a frame; called by the headset instead of the page. */
	run(nowMs: number): void;
	/** Where the thumb pushes: -1..1, written before each frame. */
	readonly stick: { forward: number; right: number };
	/** Somebody pointed at this and pulled the trigger. */
	choose(picked: Picked): void;
	/** The headset was taken off, or the session ended by itself. */
	left(): void;
}

/** Where the picture is seen from. */
export interface Eyes {
	readonly x: number;
	readonly y: number;
	readonly z: number;
	readonly yaw: number;
	readonly isWorn: boolean;
	/** The spot of the floor that a hand points at, in a headset. */
	readonly pointsAt: FloorPoint | null;
}

/** The hall is shown in a headset. */
export interface Immersed {
	end(): void;
}

export interface SceneStatistics {
	readonly drawCalls: number;
	readonly triangles: number;
	/** Bytes of textures by our own counter, mip levels included. */
	readonly textures: number;
	readonly people: number;
	/** Booths' screens that show what is presented. */
	readonly screens: number;
	/** Exhibitors' own products that stand on plinths. */
	readonly products: number;
}

export interface HallScene {
	/** Builds hall and booths; rejects with AssetMissing when a file cannot be had. */
	load(plan: HallPlan, progress: (done: number, total: number, what: string) => void): Promise<void>;
	attach(people: People, self: Self): void;
	/** Draws one picture; nowMs is a monotonic clock in ms. */
	frame(nowMs: number, passed: Passed): void;
	/** Resolves when what is near shows its boards and pictures, or after `patienceMs`: a picture taken then is complete. */
	settle(patienceMs: number): Promise<void>;
	/** The view as it is now, as a JPEG; null when the browser cannot make one. */
	picture(): Promise<Blob | null>;
	/** What is under a point of the window (CSS pixels). */
	pick(clientX: number, clientY: number): Picked | null;
	readonly camera: SceneCamera;
	highlight(boothNumber: string | null): void;
	route(points: readonly FloorPoint[] | null): void;
	/** Exactly these screens show something, until told otherwise. */
	present(screens: readonly OnScreen[]): void;
	say(id: number, text: string): void;
	/** Names over heads, or none. */
	showNames(areShown: boolean): void;
	readonly quality: SceneQuality;
	/** Shows the hall in a running session of a headset until that ends; rejects when it cannot. */
	immerse(session: XRSession, walls: Walkable, wishes: Immersion): Promise<Immersed>;
	/** Made anew each time it is read: not for every frame. */
	readonly eyes: Eyes | null;
	statistics(): SceneStatistics;
	resize(): void;
	destroy(): void;
}

/** A file of the scene could not be fetched or read. */
export class AssetMissing extends Error {
	override readonly name = "AssetMissing";
}
