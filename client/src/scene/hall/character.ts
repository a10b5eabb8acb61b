// How a hall's character lights it: by day through the windows, by evening from its booths, or evenly as a studio. Numbers only.
import type { HallPlan } from "../../world/plan";

export interface HallLook {
	readonly sun: { readonly colour: number; readonly strength: number };
	/** Strength of what reflections and shade see of the hall. */
	readonly surround: number;
	/** Colour of what is far away. */
	readonly air: number;
	/** Brightness of the hall's own lamps; 1 by day. */
	readonly lamps: number;
	/** Brightness of the booths' warm lamps, baked into them. */
	readonly warmth: number;
	readonly window: { readonly colour: string; readonly glow: number };
	readonly ceiling: number;
}

const DAYLIGHT: HallLook = {
	sun: { colour: 0xfff0dc, strength: 1.6 },
	surround: 0.95,
	air: 0xb3aca2,
	lamps: 1,
	warmth: 0.9,
	window: { colour: "#dfe9f2", glow: 1.25 },
	ceiling: 0.22,
};
const LOOKS: Readonly<Record<string, HallLook>> = {
	daylight: DAYLIGHT,
	studio: {
		sun: { colour: 0xf6f6ff, strength: 1.45 },
		surround: 0.86,
		air: 0xa2a5a8,
		lamps: 1.1,
		warmth: 0.95,
		window: { colour: "#8d99a6", glow: 0.4 },
		ceiling: 0.16,
	},
	evening: {
		sun: { colour: 0xffe0bc, strength: 0.95 },
		surround: 0.5,
		air: 0x4a433d,
		lamps: 0.5,
		warmth: 2.6,
		window: { colour: "#22375a", glow: 0.6 },
		ceiling: 0.07,
	},
};

/** The look of a hall's character; an unknown one is lit by day. */
export function lookOf(plan: HallPlan): HallLook {
	return LOOKS[plan.hall.character] ?? DAYLIGHT;
}
