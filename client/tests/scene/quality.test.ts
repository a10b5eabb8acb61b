// Levels are chosen by measured frames: slow ones go down, quick ones up, and what came down stays.
import { expect, test } from "vitest";
import type { Quality } from "../../src/scene/hall-scene";
import { FrameProbe } from "../../src/scene/quality";

/** The level after `frames` of `ms`, as the scene follows the probe. */
function play(probe: FrameProbe, from: Quality, ms: number, frames: number): Quality {
	let level = from;
	for (let at = 0; at < frames; at++) level = probe.measure(ms / 1000, level) ?? level;
	return level;
}

test("slow frames go down level by level, quick ones up to high and no further", () => {
	expect(play(new FrameProbe(), "medium", 40, 200)).toBe("low");
	expect(play(new FrameProbe(), "high", 40, 90)).toBe("medium");
	expect(play(new FrameProbe(), "low", 8, 500)).toBe("high");
	expect(play(new FrameProbe(), "high", 8, 500)).toBe("high");
});
test("frames in between change nothing", () => {
	expect(play(new FrameProbe(), "medium", 21, 500)).toBe("medium");
});
test("what came down for slowness does not climb again", () => {
	const probe = new FrameProbe();
	expect(play(probe, "medium", 40, 90)).toBe("low");
	expect(play(probe, "low", 8, 500)).toBe("low");
});
test("a few long frames among quick ones, and pauses, count for nothing", () => {
	const probe = new FrameProbe();
	let level: Quality = "medium";
	for (let at = 0; at < 300; at++)
		level = probe.measure(at % 10 === 0 ? 0.3 : at % 7 === 0 ? 5 : 0.021, level) ?? level;
	expect(level).toBe("medium");
});
