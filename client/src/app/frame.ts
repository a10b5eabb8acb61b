// The numbered order of a frame, and when frames stop: while the page is hidden. What each step does lives elsewhere.
const LONGEST_STEP_SECONDS = 0.1;
const BEAT_MS = 250;

export interface Steps {
	/** 1. Keys, joystick and pointer into an intent. */
	readInput(): void;
	/** 2. Self walks. */
	stepSelf(seconds: number): void;
	/** 3. My place goes out, at most ten times a second. */
	sendPlace(nowMs: number): void;
	/** 4. Everybody else moves to where they are shown. */
	stepPeople(nowMs: number): void;
	/** 5. The camera turns with a walk that goes by itself. */
	turnCamera(seconds: number): void;
	/** 6. Camera, crowd, labels, picture. */
	draw(nowMs: number, seconds: number): void;
	/** 7. Four times a second: what panels show of people and self. */
	beat(nowMs: number): void;
}

/** With `?still=1` pictures are this far apart: a machine that draws on its CPU can then still take a screenshot. */
const STILL_MS = 3000;
const STILL_TICK_MS = 100;

/** Runs frames until the returned function is called; rests while the page is hidden. `isStill` draws seldom. */
export function runFrames(steps: Steps, page: Document, isStill = false): () => void {
	let request = 0;
	let drawnAt = Number.NEGATIVE_INFINITY;
	const ask = isStill
		? (run: FrameRequestCallback) => window.setTimeout(() => run(performance.now()), STILL_TICK_MS)
		: requestAnimationFrame;
	const cancel = isStill ? clearTimeout : cancelAnimationFrame;
	let last = 0;
	let beatAt = 0;
	const frame = (nowMs: number) => {
		request = ask(frame);
		const seconds = Math.min(LONGEST_STEP_SECONDS, Math.max(0, (nowMs - last) / 1000));
		last = nowMs;
		steps.readInput();
		steps.stepSelf(seconds);
		steps.sendPlace(nowMs);
		steps.stepPeople(nowMs);
		steps.turnCamera(seconds);
		if (!isStill || nowMs - drawnAt > STILL_MS) {
			steps.draw(nowMs, seconds);
			drawnAt = performance.now();
		}
		if (nowMs - beatAt > BEAT_MS) {
			beatAt = nowMs;
			steps.beat(nowMs);
		}
	};
	const follow = () => {
		cancel(request);
		if (page.visibilityState === "visible") {
			last = performance.now();
			request = ask(frame);
		}
	};
	page.addEventListener("visibilitychange", follow);
	follow();
	return () => {
		cancel(request);
		page.removeEventListener("visibilitychange", follow);
	};
}
