// The list of booths with search: the hall's own letters at once, the other script through the website a moment later.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { findBooths } from "../world/search";
import type { Desk } from "./desk";

const PAUSE_MS = 250;

export function Booths({ desk }: { desk: Desk }) {
	const { words } = desk;
	const letters = useSignal("");
	const found = useSignal<ReadonlySet<string>>(new Set());
	const query = letters.value.trim();
	useEffect(() => {
		found.value = new Set();
		if (query === "") return;
		let isCurrent = true;
		const timer = setTimeout(async () => {
			const slugs = await desk.search(query);
			if (isCurrent) found.value = slugs;
		}, PAUSE_MS);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [query, desk, found]);
	const plan = desk.plan.value;
	if (!plan) return null;
	const booths = findBooths(plan, query, found.value);
	return (
		<div class="booths">
			<label class="field">
				<span class="field__label">{words("booths.search")}</span>
				<input
					type="search"
					class="input"
					value={letters.value}
					onInput={(event) => {
						letters.value = event.currentTarget.value;
					}}
				/>
			</label>
			<p class="soft small" role="status">
				{booths.length > 0 ? words("booths.count", { count: booths.length }) : words("booths.none", { query })}
			</p>
			<ul class="booths__list">
				{booths.map((booth) => (
					<li key={booth.number} class="booths__row">
						<button
							type="button"
							class="booths__open"
							onClick={() => {
								desk.booth.value = booth;
							}}
						>
							<span class="plate">
								<i class="plate__stripe" />
								<span class="plate__number">{booth.number}</span>
							</span>
							<span class="booths__name">{booth.name}</span>
						</button>
						<button
							type="button"
							class="button button--small"
							aria-label={`${words("booths.go")} ${booth.number} ${booth.name}`}
							onClick={() => desk.walkTo(booth)}
						>
							{words("booths.go")}
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}
