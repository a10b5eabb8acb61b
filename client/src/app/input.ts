// Keys and joystick as wishes: where to go, where to look, what to open. Mouse and fingers are pointer.ts.
import type { Intent } from "../world/self";
import { listenToPointers, type PointerWishes } from "./pointer";

const FORWARD = ["KeyW", "ArrowUp"];
const BACK = ["KeyS", "ArrowDown"];
const LEFT = ["KeyA", "ArrowLeft"];
const RIGHT = ["KeyD", "ArrowRight"];
const TURN_LEFT = ["KeyQ"];
const TURN_RIGHT = ["KeyE"];
/** As far as a finger that crosses a phone in a second. */
const TURN_PIXELS_PER_SECOND = 420;
const FIRST_TURN_MS = 16;
const NEARER = ["Equal", "NumpadAdd"];
const FARTHER = ["Minus", "NumpadSubtract"];
const ZOOM_METRES = 0.5;
/** With single-key shortcuts off only these still mean something. */
const NO_LETTER = /^(Arrow|Shift|Enter$|Escape$)/;
const RUN = ["ShiftLeft", "ShiftRight"];
/** A joystick pushed this far runs. */
const FULL_STICK = 0.95;

export interface Wishes extends PointerWishes {
	/** A single key that is not walking: its `code`. True when it meant something. */
	key(code: string): boolean;
	/** False when the person wants no single letters as shortcuts (speech input types them). */
	usesLetters(): boolean;
}

function isTyping(target: EventTarget | null): boolean {
	return (
		target instanceof HTMLElement && target.closest("input:not([type=radio],[type=checkbox]),textarea,select") !== null
	);
}

export class Input {
	private readonly held = new Set<string>();
	private readonly stop = new AbortController();

	/** When the turning keys were last read, 0 while none is held. */
	private turnedAt = 0;

	constructor(
		canvas: HTMLCanvasElement,
		private readonly stick: { forward: number; right: number },
		private readonly wishes: Wishes,
	) {
		const { signal } = this.stop;
		addEventListener("keydown", (event) => this.press(event), { signal });
		addEventListener("keyup", (event) => this.held.delete(event.code), { signal });
		addEventListener("blur", () => this.held.clear(), { signal });
		listenToPointers(canvas, wishes, signal);
		// Or the browser takes a swipe for a fling, and the next tap on a button for what ends it.
		canvas.addEventListener("touchmove", (event) => event.preventDefault(), { signal, passive: false });
	}

	/** Writes what is wished now into `intent`. */
	read(intent: Intent): void {
		const { forward, right } = this.stick;
		intent.forward = this.isHeld(FORWARD) - this.isHeld(BACK) + forward;
		intent.right = this.isHeld(RIGHT) - this.isHeld(LEFT) + right;
		intent.run = this.isHeld(RUN) === 1 || forward * forward + right * right > FULL_STICK * FULL_STICK;
		const turn = this.isHeld(TURN_RIGHT) - this.isHeld(TURN_LEFT);
		if (turn === 0) {
			this.turnedAt = 0;
			return;
		}
		const now = performance.now();
		const passed = this.turnedAt === 0 ? FIRST_TURN_MS : Math.min(100, now - this.turnedAt);
		this.wishes.look((turn * TURN_PIXELS_PER_SECOND * passed) / 1000, 0);
		this.turnedAt = now;
	}

	private isHeld(codes: readonly string[]): 0 | 1 {
		for (let at = 0; at < codes.length; at++) if (this.held.has(codes[at])) return 1;
		return 0;
	}

	/** Whether the person walks by hand now. */
	get isWalking(): boolean {
		const { forward, right } = this.stick;
		const held = this.isHeld(FORWARD) + this.isHeld(BACK) + this.isHeld(LEFT) + this.isHeld(RIGHT);
		return held > 0 || forward !== 0 || right !== 0;
	}

	destroy(): void {
		this.stop.abort();
	}

	private press(event: KeyboardEvent): void {
		const { wishes } = this;
		if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
		if (!wishes.usesLetters() && !NO_LETTER.test(event.code)) return;
		this.held.add(event.code);
		const onControl = event.target instanceof Element && event.target.closest("button,a,input,[role=log]") !== null;
		const isArrow = event.code.startsWith("Arrow");
		if (onControl && (event.code === "Enter" || event.code === "Space" || isArrow)) {
			if (isArrow) this.held.delete(event.code);
			return;
		}
		if (NEARER.includes(event.code)) wishes.zoom(-ZOOM_METRES);
		else if (FARTHER.includes(event.code)) wishes.zoom(ZOOM_METRES);
		else if (!event.repeat && wishes.key(event.code)) event.preventDefault();
		else if (isArrow) event.preventDefault();
	}
}
