// Mouse and fingers on the picture as wishes: one looks around or clicks, two pinch and turn. Keys are input.ts.
const CLICK_PIXELS = 6;
const WHEEL_METRES = 0.004;
/** Metres the camera comes nearer for each CSS pixel that two fingers part. */
const PINCH_METRES = 0.015;

export interface PointerWishes {
	look(dx: number, dy: number): void;
	zoom(metres: number): void;
	click(x: number, y: number): void;
}
interface Finger {
	x: number;
	y: number;
}

/** Listens on the canvas until `signal` aborts. */
export function listenToPointers(canvas: HTMLCanvasElement, wishes: PointerWishes, signal: AbortSignal): void {
	const fingers = new Map<number, Finger>();
	/** Pixels gone since the first finger came down; a second finger makes it no click at all. */
	let moved = 0;
	const spread = () => {
		const [one, two] = fingers.values();
		return two ? Math.hypot(one.x - two.x, one.y - two.y) : 0;
	};
	canvas.addEventListener(
		"pointerdown",
		(event) => {
			canvas.setPointerCapture(event.pointerId);
			moved = fingers.size === 0 ? 0 : Number.POSITIVE_INFINITY;
			// A third finger means nothing.
			if (fingers.size < 2) fingers.set(event.pointerId, { x: event.clientX, y: event.clientY });
		},
		{ signal },
	);
	canvas.addEventListener(
		"pointermove",
		(event) => {
			const finger = fingers.get(event.pointerId);
			if (!finger) return;
			const before = spread();
			const dx = event.clientX - finger.x;
			const dy = event.clientY - finger.y;
			finger.x = event.clientX;
			finger.y = event.clientY;
			moved += Math.hypot(dx, dy);
			// Each of two fingers turns by half: together they turn as far as one alone.
			wishes.look(dx / fingers.size, dy / fingers.size);
			if (fingers.size === 2) wishes.zoom((before - spread()) * PINCH_METRES);
		},
		{ signal },
	);
	const lift = (event: PointerEvent) => {
		if (fingers.delete(event.pointerId) && event.type === "pointerup" && moved < CLICK_PIXELS) {
			wishes.click(event.clientX, event.clientY);
		}
	};
	canvas.addEventListener("pointerup", lift, { signal });
	canvas.addEventListener("pointercancel", lift, { signal });
	canvas.addEventListener(
		"wheel",
		(event) => {
			event.preventDefault();
			wishes.zoom(event.deltaY * WHEEL_METRES);
		},
		{ signal, passive: false },
	);
}
