// Everybody in this line of the hall, found by letters and in pages. Who is near is people-near.tsx.
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { SCRIPTED } from "../wire/messages";
import type { Desk } from "./desk";

const PAGE = 50;

/** The slots of all whose name holds the letters, by name; people come before scripted visitors. */
export function findPeople(desk: Pick<Desk, "people" | "language">, letters: string): number[] {
	const { people, language } = desk;
	const wanted = letters.normalize("NFKC").toLowerCase().trim();
	const found: number[] = [];
	for (let slot = 0; slot < people.count; slot++) {
		const name = people.name[slot];
		if (name !== "" && name.normalize("NFKC").toLowerCase().includes(wanted)) found.push(slot);
	}
	const { compare } = new Intl.Collator(language === "en" ? "en" : "zh", { numeric: true });
	return found.sort(
		(a, b) => (people.flags[a] & SCRIPTED) - (people.flags[b] & SCRIPTED) || compare(people.name[a], people.name[b]),
	);
}

export function PeopleAll({ desk }: { desk: Desk }) {
	const { words, people } = desk;
	const letters = useSignal("");
	const page = useSignal(0);
	// A thousand names are sorted anew only when somebody came or went.
	const { version } = people;
	const found = useMemo(() => (version >= 0 ? findPeople(desk, letters.value) : []), [desk, letters.value, version]);
	const pages = Math.max(1, Math.ceil(found.length / PAGE));
	const at = Math.min(page.value, pages - 1);
	return (
		<div>
			<label class="field">
				<span class="field__label">{words("people.search")}</span>
				<input
					type="search"
					class="input"
					value={letters.value}
					onInput={(event) => {
						letters.value = event.currentTarget.value;
						page.value = 0;
					}}
				/>
			</label>
			<p class="soft small" role="status">
				{words("people.found", { count: found.length })}
			</p>
			<ul class="people-near">
				{found.slice(at * PAGE, (at + 1) * PAGE).map((slot) => {
					const [person, name] = [people.person[slot], people.name[slot]];
					return (
						<li key={people.id[slot]}>
							<span class="people-near__name">{name}</span>
							{(people.flags[slot] & SCRIPTED) !== 0 && <span class="mark">{words("chat.scripted")}</span>}
							<button
								type="button"
								class="button button--small button--quiet people-near__go"
								aria-label={words("people.followWho", { name })}
								onClick={() => desk.follow(person, name)}
							>
								{words("people.follow")}
							</button>
						</li>
					);
				})}
			</ul>
			{pages > 1 && (
				<nav class="actions" aria-label={words("people.pages")}>
					<button
						type="button"
						class="button button--small"
						disabled={at === 0}
						onClick={() => {
							page.value = at - 1;
						}}
					>
						{words("people.before")}
					</button>
					<span class="soft small">{words("loading.part", { done: at + 1, total: pages })}</span>
					<button
						type="button"
						class="button button--small"
						disabled={at === pages - 1}
						onClick={() => {
							page.value = at + 1;
						}}
					>
						{words("people.after")}
					</button>
				</nav>
			)}
		</div>
	);
}
