// The numbered order of a frame, and when frames stop: while the page is hidden. What each step does lives elsewhere.
import type { Passed } from "../world/self";

const LONGEST_STEP_SECONDS = 0.1;
const BEAT_MS = 250;

export interface Steps {
	/** 1. Keys, joystick and pointer into an intent. */
	readInput(): void;
	/** 2. Self walks. */
	stepSelf(passed: Passed): void;
	/** 3. My place goes out, at most ten times a second. */
	sendPlace(nowMs: number): void;
	/** 4. Everybody else moves to where they are shown. */
	stepPeople(nowMs: number): void;
	/** 5. The camera turns with a walk that goes by itself. */
	turnCamera(passed: Passed): void;
	/** 6. Camera, crowd, labels, picture. */
	draw(nowMs: number, passed: Passed): void;
	/** 7. Four times a second: what panels show of people and self. */
	beat(nowMs: number): void;
}

/** With `?still=1` pictures are this far apart: a machine that draws on its CPU can then still take a screenshot. */
const STILL_MS = 3000;
const STILL_TICK_MS = 100;

/** One frame after the other over the same steps. */
export class Frames {
	private readonly passed: Passed = { seconds: 0.5 };
	private last = 0;
	private beatAt = 0;
	private drawnAt = Number.NEGATIVE_INFINITY;

	constructor(
		private readonly steps: Steps,
		private readonly isStill = false,
	) {}

	/** Time that passed before `nowMs` is nobody's: the page was hidden. */
	resume(nowMs: number): void {
		this.last = nowMs;
	}

	run(nowMs: number): void {
		const { steps, passed } = this;
		passed.seconds = Math.min(LONGEST_STEP_SECONDS, Math.max(0, (nowMs - this.last) / 1000));
		this.last = nowMs;
		steps.readInput();
		steps.stepSelf(passed);
		steps.sendPlace(nowMs);
		steps.stepPeople(nowMs);
		steps.turnCamera(passed);
		if (!this.isStill || nowMs - this.drawnAt > STILL_MS) {
			steps.draw(nowMs, passed);
			if (this.isStill) this.drawnAt = performance.now();
		}
		if (nowMs - this.beatAt > BEAT_MS) {
			this.beatAt = nowMs;
			steps.beat(nowMs);
		}
	}
}

export interface Running {
	/** Lets a headset call the steps in place of the page, until it gives them back. */
	lend(): (nowMs: number) => void;
	giveBack(): void;
	end(): void;
}

/** Runs frames until they are ended; rests while the page is hidden. `isStill` draws seldom, but not for a headset. */
export function runFrames(steps: Steps, page: Document, isStill = false): Running {
	const frames = new Frames(steps, isStill);
	let lent: Frames | null = null;
	let request = 0;
	const ask = isStill
		? (run: FrameRequestCallback) => window.setTimeout(() => run(performance.now()), STILL_TICK_MS)
		: requestAnimationFrame;
	const cancel = isStill ? clearTimeout : cancelAnimationFrame;
	const frame = (nowMs: number) => {
		request = ask(frame);
		frames.run(nowMs);
	};
	const follow = () => {
		cancel(request);
		if (page.visibilityState === "visible" && !lent) {
			frames.resume(performance.now());
			request = ask(frame);
		}
	};
	page.addEventListener("visibilitychange", follow);
	follow();
	return {
		lend: () => {
			const own = new Frames(steps);
			lent = own;
			own.resume(performance.now());
			follow();
			return (nowMs) => own.run(nowMs);
		},
		giveBack: () => {
			lent = null;
			follow();
		},
		end: () => {
			cancel(request);
			page.removeEventListener("visibilitychange", follow);
		},
	};
}
