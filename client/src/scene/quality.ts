// What each quality level means, and how one is chosen: by the time of 60 frames. Applying it is index.ts.
import type { StandingBudget } from "./booths/products";
import type { Quality } from "./hall-scene";

export interface LevelSettings {
	readonly pixelRatio: number;
	readonly shadows: boolean;
	/** Strength of the surfaces' fine grain, 0..1. */
	readonly detail: number;
	/** Layers of the graphics' array texture (1.4 MB each). */
	readonly layers: number;
	readonly slotWidth: number;
	/** Of what is presented, on each booth's screen. */
	readonly screenPixels: number;
	/** Exhibitors' own products on plinths. */
	readonly products: StandingBudget;
}

const near = (metres: number, triangles: number, drawCalls: number, pixels: number): StandingBudget => ({
	metres,
	triangles,
	drawCalls,
	pixels,
	textureBytes: 1_400_000,
});

/** A page whose longer side has 1024 pixels, whatever its shape. */
const WHOLE_PAGE = 1024 * 1024;

export const LEVELS: Readonly<Record<Quality, LevelSettings>> = {
	low: {
		pixelRatio: 1,
		shadows: false,
		detail: 0.5,
		layers: 8,
		slotWidth: 512,
		// Four screens of 0.64 MB and the products fit into what the hall leaves of its 64 MB.
		screenPixels: 120_000,
		products: near(8, 40_000, 6, 128),
	},
	medium: {
		pixelRatio: 1.25,
		shadows: true,
		detail: 1,
		layers: 16,
		slotWidth: 896,
		screenPixels: WHOLE_PAGE,
		products: near(9, 60_000, 8, 256),
	},
	high: {
		pixelRatio: 1.5,
		shadows: true,
		detail: 1,
		layers: 16,
		slotWidth: 896,
		screenPixels: WHOLE_PAGE,
		products: near(10, 90_000, 9, 256),
	},
	ultra: {
		pixelRatio: 2,
		shadows: true,
		detail: 1,
		layers: 32,
		slotWidth: 896,
		screenPixels: WHOLE_PAGE,
		products: near(14, 200_000, 16, 512),
	},
};
const ORDER: readonly Quality[] = ["low", "medium", "high", "ultra"];

const WARM_UP_FRAMES = 20;
const PROBE_FRAMES = 60;
/** Slower than this: one level down; faster: one up (never to ultra by itself, it costs battery). */
const SLOW_MS = 26;
const QUICK_MS = 17.5;

/** Measures frames and answers with a level when it should change; null otherwise. */
export class FrameProbe {
	private frames = -WARM_UP_FRAMES;
	private readonly times = new Float32Array(PROBE_FRAMES);
	private climbs = true;

	/** dt in seconds. A frame after a pause (over a second) is not counted. */
	measure(dt: number, level: Quality): Quality | null {
		if (dt > 1) return null;
		if (this.frames < 0) {
			this.frames++;
			return null;
		}
		this.times[this.frames++] = dt * 1000;
		if (this.frames < PROBE_FRAMES) return null;
		this.times.sort();
		const middle = this.times[PROBE_FRAMES >> 1];
		this.frames = -WARM_UP_FRAMES;
		const at = ORDER.indexOf(level);
		if (middle > SLOW_MS && at > 0) {
			this.climbs = false;
			return ORDER[at - 1];
		}
		if (middle < QUICK_MS && this.climbs && at < 2) return ORDER[at + 1];
		// Settled: what came down does not climb again, or it would swing.
		this.climbs = false;
		return null;
	}
}
