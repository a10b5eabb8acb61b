// Keys, pointer and joystick as wishes: where to go, where to look, what was clicked. Carrying them out is hall-app.ts.
import type { Intent } from "../world/self";

const CLICK_PIXELS = 6;
const WHEEL_METRES = 0.004;
const FORWARD = ["KeyW", "ArrowUp"];
const BACK = ["KeyS", "ArrowDown"];
const LEFT = ["KeyA", "ArrowLeft"];
const RIGHT = ["KeyD", "ArrowRight"];

export interface Wishes {
	look(dx: number, dy: number): void;
	zoom(metres: number): void;
	click(x: number, y: number): void;
	/** A single key that is not walking: its `code`. True when it meant something. */
	key(code: string): boolean;
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement && target.closest("input:not([type=radio],[type=checkbox]),textarea,select") !== null
	);
}

export class Input {
	private readonly held = new Set<string>();
	private readonly stop = new AbortController();

	constructor(canvas: HTMLCanvasElement, stick: { forward: number; right: number }, wishes: Wishes) {
		this.stick = stick;
		const { signal } = this.stop;
		addEventListener("keydown", (event) => this.press(event, wishes), { signal });
		addEventListener("keyup", (event) => this.held.delete(event.code), { signal });
		addEventListener("blur", () => this.held.clear(), { signal });
		let x = 0;
		let y = 0;
		let moved = 0;
		canvas.addEventListener(
			"pointerdown",
			(event) => {
				canvas.setPointerCapture(event.pointerId);
				[x, y, moved] = [event.clientX, event.clientY, 0];
			},
			{ signal },
		);
		canvas.addEventListener(
			"pointermove",
			(event) => {
				if (!canvas.hasPointerCapture(event.pointerId)) return;
				moved += Math.hypot(event.clientX - x, event.clientY - y);
				wishes.look(event.clientX - x, event.clientY - y);
				[x, y] = [event.clientX, event.clientY];
			},
			{ signal },
		);
		canvas.addEventListener(
			"pointerup",
			(event) => moved < CLICK_PIXELS && wishes.click(event.clientX, event.clientY),
			{
				signal,
			},
		);
		canvas.addEventListener(
			"wheel",
			(event) => {
				event.preventDefault();
				wishes.zoom(event.deltaY * WHEEL_METRES);
			},
			{ signal, passive: false },
		);
	}
	private readonly stick: { forward: number; right: number };

	/** Writes what is wished now into `intent`. */
	read(intent: Intent): void {
		const isHeld = (codes: readonly string[]) => codes.some((code) => this.held.has(code));
		intent.forward = Number(isHeld(FORWARD)) - Number(isHeld(BACK)) + this.stick.forward;
		intent.right = Number(isHeld(RIGHT)) - Number(isHeld(LEFT)) + this.stick.right;
		intent.run =
			this.held.has("ShiftLeft") ||
			this.held.has("ShiftRight") ||
			Math.hypot(this.stick.forward, this.stick.right) > 0.95;
	}

	destroy(): void {
		this.stop.abort();
	}

	private press(event: KeyboardEvent, wishes: Wishes): void {
		if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
		this.held.add(event.code);
		const onControl = event.target instanceof Element && event.target.closest("button,a,[role=log]") !== null;
		const isArrow = event.code.startsWith("Arrow");
		if (onControl && (event.code === "Enter" || event.code === "Space" || isArrow)) {
			if (isArrow) this.held.delete(event.code);
			return;
		}
		if (!event.repeat && wishes.key(event.code)) event.preventDefault();
		else if (isArrow) event.preventDefault();
	}
}
