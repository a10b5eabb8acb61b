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

/** Runs frames until the returned function is called; rests while the page is hidden. */
export function runFrames(steps: Steps, page: Document): () => void {
	let request = 0;
	let last = 0;
	let beatAt = 0;
	const frame = (nowMs: number) => {
		request = requestAnimationFrame(frame);
		const seconds = Math.min(LONGEST_STEP_SECONDS, Math.max(0, (nowMs - last) / 1000));
		last = nowMs;
		steps.readInput();
		steps.stepSelf(seconds);
		steps.sendPlace(nowMs);
		steps.stepPeople(nowMs);
		steps.turnCamera(seconds);
		steps.draw(nowMs, seconds);
		if (nowMs - beatAt > BEAT_MS) {
			beatAt = nowMs;
			steps.beat(nowMs);
		}
	};
	const follow = () => {
		cancelAnimationFrame(request);
		if (page.visibilityState === "visible") {
			last = performance.now();
			request = requestAnimationFrame(frame);
		}
	};
	page.addEventListener("visibilitychange", follow);
	follow();
	return () => {
		cancelAnimationFrame(request);
		page.removeEventListener("visibilitychange", follow);
	};
}
