// The order of a frame's steps, and that nothing runs while the page is hidden. A page and a picture clock in memory.
import { afterEach, expect, test, vi } from "vitest";
import { Frames, runFrames, type Steps } from "../../src/app/frame";

function listener() {
	const said: string[] = [];
	const seconds: number[] = [];
	const steps: Steps = {
		readInput: () => said.push("input"),
		stepSelf: (passed) => {
			said.push("self");
			seconds.push(passed.seconds);
		},
		sendPlace: () => said.push("send"),
		stepPeople: () => said.push("people"),
		turnCamera: () => said.push("camera"),
		draw: () => said.push("draw"),
		beat: () => said.push("beat"),
	};
	return { said, seconds, steps };
}

/** A page that is shown or hidden, with the frames that it asked for. */
function page() {
	const wanted = new Map<number, FrameRequestCallback>();
	let last = 0;
	vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => {
		wanted.set(++last, run);
		return last;
	});
	vi.stubGlobal("cancelAnimationFrame", (request: number) => wanted.delete(request));
	const target = new EventTarget();
	const shown = Object.assign(target, { visibilityState: "visible" }) as unknown as Document & {
		visibilityState: string;
	};
	const show = (state: DocumentVisibilityState) => {
		shown.visibilityState = state;
		target.dispatchEvent(new Event("visibilitychange"));
	};
	const frame = (nowMs: number) => {
		const due = [...wanted.values()];
		wanted.clear();
		for (const run of due) run(nowMs);
		return due.length;
	};
	return { shown, show, frame };
}

afterEach(() => {
	vi.unstubAllGlobals();
});

test("a frame's steps run in their order, the beat four times a second", () => {
	const { said, steps } = listener();
	const frames = new Frames(steps);
	frames.run(1000);
	expect(said).toEqual(["input", "self", "send", "people", "camera", "draw", "beat"]);
	said.length = 0;
	for (let now = 1016; now < 2000; now += 16) frames.run(now);
	expect(said.filter((step) => step === "beat").length).toBe(3);
});
test("nothing runs while the page is hidden, and the time away is nobody's", () => {
	const { said, seconds, steps } = listener();
	const { shown, show, frame } = page();
	const running = runFrames(steps, shown);
	expect(frame(performance.now())).toBe(1);
	show("hidden");
	said.length = 0;
	expect(frame(performance.now() + 60_000)).toBe(0);
	expect(said).toEqual([]);
	show("visible");
	seconds.length = 0;
	expect(frame(performance.now() + 16)).toBe(1);
	expect(seconds[0]).toBeLessThanOrEqual(0.1);
	running.end();
	expect(frame(performance.now() + 32)).toBe(0);
});

test("a headset calls the steps in place of the page until it gives them back", () => {
	const { said, steps } = listener();
	const { shown, show, frame } = page();
	const running = runFrames(steps, shown);
	const run = running.lend();
	expect(frame(performance.now())).toBe(0);
	run(performance.now());
	expect(said).toContain("draw");
	show("hidden");
	show("visible");
	expect(frame(performance.now())).toBe(0);
	running.giveBack();
	expect(frame(performance.now())).toBe(1);
	running.end();
});
