// Getting ready to present at one's booth: a title when it is a talk, and what is shown in which order. Presenting itself is
// screen.tsx.
import "../styles/shows.css";
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { Slide } from "../world/shows";
import type { Desk } from "./desk";
import { Screen } from "./screen";
import { whyNot } from "./show-refusals";

export function Present({ desk, words }: { desk: Desk; words: Desk["words"] }) {
	const { shows } = desk;
	const booth = desk.presenting.value;
	const slides = useSignal<readonly Slide[] | null>(null);
	const chosen = useSignal<ReadonlySet<string>>(new Set());
	const title = useSignal("");
	useEffect(() => {
		if (!booth) return;
		void desk.slidesOf(booth).then((found) => {
			slides.value = found;
			chosen.value = new Set(found.filter((one) => !one.is_video).map(({ url }) => url));
		});
	}, [booth, desk, slides, chosen]);
	if (!booth) return null;
	const show = shows.of(booth.number);
	if (show && show.person === desk.me.id) return <Screen props={desk} show={show} place={booth.number} />;
	const pages = (slides.value ?? []).map(({ url }) => url).filter((url) => chosen.value.has(url));
	const why = whyNot(words, shows.refused.value);
	return (
		<form
			class="present"
			onSubmit={(event) => {
				event.preventDefault();
				desk.present(booth, title.value, pages);
			}}
		>
			<p>{words("present.what", { number: booth.number })}</p>
			<label class="field">
				<span class="field__label">{words("present.title")}</span>
				<input
					class="input"
					maxLength={80}
					value={title.value}
					onInput={(event) => {
						title.value = event.currentTarget.value;
					}}
				/>
				<span class="field__hint">{words("present.titleHint")}</span>
			</label>
			<fieldset class="present__slides">
				<legend>{words("present.slides", { count: pages.length })}</legend>
				{slides.value === null && <p role="status">{words("later.wait")}</p>}
				{slides.value?.length === 0 && <p>{words("present.none")}</p>}
				{slides.value?.map(({ url, name, picture }) => (
					<label key={url} class="present__slide">
						<input
							type="checkbox"
							checked={chosen.value.has(url)}
							onChange={(event) => {
								const next = new Set(chosen.peek());
								if (event.currentTarget.checked) next.add(url);
								else next.delete(url);
								chosen.value = next;
							}}
						/>
						{picture && <img src={picture} alt="" width="64" height="48" decoding="async" />}
						<span>{name}</span>
					</label>
				))}
			</fieldset>
			{why && (
				<p class="field__error" role="alert">
					{why}
				</p>
			)}
			<button class="button button--signal" type="submit" disabled={pages.length === 0 && title.value.trim() === ""}>
				{words("present.start")}
			</button>
		</form>
	);
}
