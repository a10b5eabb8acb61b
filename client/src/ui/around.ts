// What is around one in the hall, as a sentence to read or hear. What is around is world/surroundings.ts.
import type { HallPlan } from "../world/plan";
import { boothsAround, type Standing } from "../world/surroundings";
import type { Words } from "./words";

export const NEAR_METRES = 12;
const SIDES = { ahead: "around.ahead", right: "around.right", behind: "around.behind", left: "around.left" } as const;

/** The nearest booths by side and distance, then how many people are near. */
export function tellAround(words: Words, plan: HallPlan | null, from: Standing, people: number): string {
	const booths = (plan ? boothsAround(plan, from, NEAR_METRES) : []).map(({ booth, metres, side }) =>
		words("around.booth", {
			side: words(SIDES[side]),
			metres: Math.round(metres),
			number: booth.number,
			name: booth.name || words("booth.free"),
		}),
	);
	if (booths.length === 0) booths.push(words("around.nothing"));
	booths.push(people > 0 ? words("around.people", { count: people }) : words("around.nobody"));
	const said = words("around.all", { list: booths.join(words("around.and")) });
	return said.charAt(0).toUpperCase() + said.slice(1);
}
