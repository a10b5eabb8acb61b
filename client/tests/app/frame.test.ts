// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from "vitest";
import { runFrames, type Steps } from "../../src/app/frame";

afterEach(() => vi.unstubAllGlobals());

test("frames rest while the page is hidden, and time that passed then is nobody's", () => {
	let asked: FrameRequestCallback | null = null;
	vi.stubGlobal("requestAnimationFrame", (run: FrameRequestCallback) => {
		asked = run;
		return 1;
	});
	vi.stubGlobal("cancelAnimationFrame", () => {
		asked = null;
	});
	let visibility = "visible";
	Object.defineProperty(document, "visibilityState", { get: () => visibility, configurable: true });
	const drawn: number[] = [];
	const steps: Steps = {
		readInput: () => {},
		stepSelf: (seconds) => drawn.push(seconds),
		sendPlace: () => {},
		stepPeople: () => {},
		turnCamera: () => {},
		draw: () => {},
		beat: () => {},
	};
	const end = runFrames(steps, document);
	const tick = (nowMs: number) => {
		const run = asked;
		asked = null;
		run?.(nowMs);
	};
	tick(performance.now() + 16);
	expect(drawn.length).toBe(1);
	visibility = "hidden";
	document.dispatchEvent(new Event("visibilitychange"));
	expect(asked).toBe(null);
	visibility = "visible";
	document.dispatchEvent(new Event("visibilitychange"));
	tick(performance.now() + 16);
	expect(drawn.length).toBe(2);
	expect(drawn[1]).toBeLessThan(0.05);
	end();
	expect(asked).toBe(null);
});
