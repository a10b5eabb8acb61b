// Who stands near you, nearest first. Everybody else is a dot on the map.
import { SCRIPTED } from "../wire/messages";
import type { Desk } from "./desk";

const NEAR_METRES = 12;
const MOST = 20;

export function PeopleNear({ desk }: { desk: Desk }) {
	const { words, people, self } = desk;
	// Reading the beat makes this look again a few times a second.
	const near: { slot: number; metres: number }[] = [];
	for (let slot = 0; desk.beat.value >= 0 && slot < people.count; slot++) {
		const metres = Math.hypot(people.x[slot] - self.x, people.z[slot] - self.z);
		if (metres < NEAR_METRES && people.name[slot] !== "") near.push({ slot, metres });
	}
	near.sort((a, b) => a.metres - b.metres).splice(MOST);
	if (near.length === 0) return <p class="soft">{words("people.none")}</p>;
	return (
		<ul class="people-near">
			{near.map(({ slot, metres }) => (
				<li key={people.id[slot]}>
					<span>{people.name[slot]}</span>
					{(people.flags[slot] & SCRIPTED) !== 0 && <span class="mark">{words("chat.scripted")}</span>}
					<span class="soft small">{words("people.metres", { count: Math.round(metres) })}</span>
				</li>
			))}
		</ul>
	);
}
