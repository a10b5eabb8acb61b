// What the viewer's controls show and may wish; app/product-viewer.ts carries it out.
import type { Signal } from "@preact/signals";
import type { Hotspot, Point, ProductModel, Unit } from "../../world/product-model";
import type { ViewerWords } from "./viewer-words";

export type ViewerState =
	| { kind: "loading"; done: number; total: number }
	| { kind: "ready" }
	| { kind: "failed" }
	| { kind: "lost" };

/** A place on the model as it lies on the picture now: CSS pixels. */
export interface Placed {
	x: number;
	y: number;
	isInside: boolean;
	isCovered: boolean;
}

/** How a measuring stands: points set, and what went wrong with the last try. */
export interface Measuring {
	points: readonly Point[];
	hasMissed: boolean;
}

export interface ViewerDesk {
	words: ViewerWords;
	model: ProductModel;
	state: Signal<ViewerState>;
	/** Grows with every picture: then `spots` and `ends` hold new places. */
	drawn: Signal<number>;
	/** One for each of the model's hotspots. */
	spots: readonly Placed[];
	/** The two ends of what is measured. */
	ends: readonly Placed[];
	size: Signal<{ width: number; height: number; depth: number }>;
	unit: Signal<Unit>;
	/** Null while nothing is measured. */
	measuring: Signal<Measuring | null>;
	open: Signal<Hotspot | null>;
	areSpotsShown: Signal<boolean>;
	zoom(factor: number): void;
	reset(): void;
	show(spot: Hotspot): void;
	measure(isOn: boolean): void;
	/** A link that opens the phone's own viewer, true for one that is made when it is pressed, null for none. */
	room: string | true | null;
	openRoom(): void;
	retry(): void;
}
