// One product's viewer put together: scene, controls, pointer and keys, on the product's page or in the hall's dialog.
// Loaded only when somebody asks for it: the hall and the pages come without it.
import "../styles/viewer.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { createProductScene } from "../scene/product";
import type { ProductScene, Spot } from "../scene/product/product-scene";
import { Viewer } from "../ui/viewer/viewer";
import type { Measuring, ViewerDesk, ViewerState } from "../ui/viewer/viewer-desk";
import { viewerWordsOf } from "../ui/viewer/viewer-words";
import type { Language } from "../ui/words";
import { type Hotspot, levelFor, type Point, type ProductModel, type Unit, unitFor } from "../world/product-model";
import { isSavingData, memoryGb } from "./device";
import { openQuickLook, roomWay, sceneViewerLink } from "./own-room";
import { listenToPointers } from "./pointer";

const KEY_PIXELS = 24;
const KEY_ZOOM = 0.85;
/** The distance halves for so many of the pointer's metres. */
const METRES_A_HALF = 1.6;
const LOOKS: Record<string, readonly [number, number]> = {
	ArrowLeft: [KEY_PIXELS, 0],
	ArrowRight: [-KEY_PIXELS, 0],
	ArrowUp: [0, KEY_PIXELS],
	ArrowDown: [0, -KEY_PIXELS],
};

const spotAt = (point: Point, normal: Point = [0, 0, 0]): Spot => ({
	point,
	normal,
	x: 0,
	y: 0,
	isInside: false,
	isCovered: false,
});

/** Puts the viewer into `place`, over what stands there (the poster), and loads the model; the returned function ends it. */
export function startViewer(place: HTMLElement, model: ProductModel, language: Language): () => void {
	// After a failure all begins anew, also the canvas: a context that was lost does not come back.
	const again = () => {
		end();
		end = begin(place, model, language, again);
	};
	let end = begin(place, model, language, again);
	return () => end();
}

function begin(place: HTMLElement, model: ProductModel, language: Language, retry: () => void): () => void {
	const words = viewerWordsOf(language);
	const frame = document.createElement("div");
	frame.className = "viewer";
	const canvas = document.createElement("canvas");
	canvas.className = "viewer__canvas";
	canvas.tabIndex = 0;
	canvas.setAttribute("role", "application");
	canvas.setAttribute("aria-label", `${words("model", { name: model.name })}. ${words("keys")}`);
	const layer = document.createElement("div");
	layer.className = "viewer__layer";
	frame.append(canvas, layer);
	place.append(frame);

	const spots = model.hotspots.map((spot) => spotAt(spot.position, spot.normal));
	const ends = [spotAt([0, 0, 0]), spotAt([0, 0, 0])];
	const measuring = signal<Measuring | null>(null);
	const state = signal<ViewerState>({ kind: "loading", done: 0, total: 0 });
	const drawn = signal(0);
	const stop = new AbortController();
	const { signal: until } = stop;
	let scene: ProductScene | null = null;

	const set = (point: Point | null) => {
		const now = measuring.value;
		if (!now) return;
		const points = now.points.length === 2 ? [] : now.points;
		if (!point) {
			measuring.value = { points, hasMissed: true };
			return;
		}
		ends[points.length].point = point;
		measuring.value = { points: [...points, point], hasMissed: false };
		scene?.follow([...spots, ...ends]);
	};
	const way = roomWay(
		navigator.userAgent,
		document.createElement("a").relList.supports("ar"),
		location.protocol === "https:",
		model,
	);
	const desk: ViewerDesk = {
		words,
		model,
		state,
		drawn,
		spots,
		ends,
		size: signal({ width: 0, height: 0, depth: 0 }),
		unit: signal<Unit>("mm"),
		measuring,
		open: signal<Hotspot | null>(null),
		areSpotsShown: signal(true),
		zoom: (factor) => scene?.zoom(factor),
		reset: () => {
			desk.open.value = null;
			scene?.reset();
		},
		show: (spot) => {
			desk.open.value = spot;
			scene?.show({ point: spot.position, normal: spot.normal });
		},
		measure: (isOn) => {
			measuring.value = isOn ? { points: [], hasMissed: false } : null;
			if (isOn) canvas.focus({ preventScroll: true });
		},
		retry,
		room: way === "android" && model.plain ? sceneViewerLink(model, model.plain) : way === "ios" ? true : null,
		openRoom: async () => {
			const file = await scene?.usdz().catch((error) => console.error(error));
			if (file) openQuickLook(file);
			else state.value = { kind: "failed" };
		},
	};

	const load = async () => {
		try {
			const made = createProductScene(canvas, {
				reducedMotion: matchMedia("(prefers-reduced-motion: reduce)").matches,
				onContextLost: () => {
					state.value = { kind: "lost" };
				},
			});
			scene = made;
			made.onDrawn = () => {
				drawn.value++;
			};
			made.follow([...spots, ...ends]);
			const level = levelFor(model, { memoryGb: memoryGb(), savesData: isSavingData() });
			await made.load(level.url, (done, total) => {
				state.value = { kind: "loading", done, total: total || level.bytes };
			});
			if (until.aborted) return;
			const { size } = made;
			desk.size.value = size;
			desk.unit.value = unitFor(Math.max(size.width, size.height, size.depth));
			state.value = { kind: "ready" };
			frame.dataset.state = "ready";
		} catch (error) {
			if (until.aborted) return;
			console.error(error);
			frame.dataset.state = "failed";
			state.value = { kind: "failed" };
		}
	};

	listenToPointers(
		canvas,
		{
			look: (dx, dy) => scene?.look(dx, dy),
			zoom: (metres) => scene?.zoom(2 ** (metres / METRES_A_HALF)),
			click: (x, y) => {
				const found = scene?.surfaceAt(x, y) ?? null;
				if (measuring.value) set(found?.point ?? null);
				// The desk's page takes it as the place of a new point.
				else if (found) canvas.dispatchEvent(new CustomEvent("surface", { bubbles: true, detail: found }));
			},
		},
		until,
	);
	canvas.addEventListener(
		"dblclick",
		(event) => {
			const found = measuring.value ? null : scene?.surfaceAt(event.clientX, event.clientY);
			if (found) scene?.centre(found.point);
		},
		{ signal: until },
	);
	const press = (event: KeyboardEvent): boolean => {
		const look = LOOKS[event.key];
		if (look) scene?.look(...look);
		else if (event.key === "+" || event.key === "=") scene?.zoom(KEY_ZOOM);
		else if (event.key === "-") scene?.zoom(1 / KEY_ZOOM);
		else if (event.key === "0" || event.key === "Home") desk.reset();
		else if (event.key === "m" || event.key === "M") desk.measure(measuring.value === null);
		else if (event.key === "Escape" && measuring.value) desk.measure(false);
		else if (event.key === "Escape" && desk.open.value) desk.open.value = null;
		else if (event.key === "Enter" && measuring.value) {
			const box = canvas.getBoundingClientRect();
			set(scene?.surfaceAt(box.left + box.width / 2, box.top + box.height / 2)?.point ?? null);
		} else return false;
		return true;
	};
	frame.addEventListener(
		"keydown",
		(event) => {
			const isOnPicture = event.target === canvas;
			if (event.ctrlKey || event.metaKey || event.altKey) return;
			if ((isOnPicture || event.key === "Escape") && press(event)) {
				event.preventDefault();
				event.stopPropagation();
			}
		},
		{ signal: until },
	);
	const fit = new ResizeObserver(() => scene?.resize());
	fit.observe(canvas);
	render(<Viewer desk={desk} />, layer);
	canvas.focus({ preventScroll: true });
	void load();
	return () => {
		stop.abort();
		fit.disconnect();
		scene?.destroy();
		scene = null;
		render(null, layer);
		frame.remove();
	};
}

/** Says in `place` that this device cannot draw: the pictures stay. */
export function sayNoDrawing(place: HTMLElement, language: Language): void {
	const note = document.createElement("p");
	note.className = "viewer__note";
	note.setAttribute("role", "status");
	note.textContent = viewerWordsOf(language)("nowebgl");
	place.append(note);
}
