// Over the scene while something is on: the screen of the booth one stands at, and a line that says what else is on. While a
// booth's card is open its screen is on the card.
import "../styles/shows.css";
import { useSignal } from "@preact/signals";
import { isTour } from "../world/shows";
import type { Desk } from "./desk";
import { Screen, titleOf } from "./screen";

/** The screen on the card of the booth one stands at. */
export function CardScreen({ desk, words }: { desk: Desk; words: Desk["words"] }) {
	const booth = desk.booth.value?.number ?? "";
	const show = desk.shows.of(booth);
	if (!show || desk.atBooth.value !== booth) return null;
	return <Screen props={{ ...desk, words }} show={show} place={booth} />;
}

export function ShowLayer({ desk, words }: { desk: Desk; words: Desk["words"] }) {
	const isAway = useSignal("");
	const list = desk.shows.list.value;
	const here = desk.atBooth.value;
	const show = list.find((one) => one.show === here) ?? null;
	const isMine = show?.person === desk.me.id && desk.panel.value === "present";
	const others = list.filter((one) => one !== show);
	const tours = others.filter(isTour).length;
	return (
		<>
			{others.length > 0 && (
				<button
					type="button"
					class="button button--small on-now__line"
					onClick={() => {
						desk.panel.value = "tours";
					}}
				>
					{others.length - tours > 0 && words("now.shows", { count: others.length - tours })}{" "}
					{tours > 0 && words("now.tours", { count: tours })}
				</button>
			)}
			{show && !isMine && !desk.booth.value && (
				<section class="hall-screen" aria-label={words("screen.label", { place: show.show })}>
					<button
						type="button"
						class="button button--small button--quiet hall-screen__fold"
						aria-expanded={isAway.value !== show.show}
						onClick={() => {
							isAway.value = isAway.value === show.show ? "" : show.show;
						}}
					>
						{words(isAway.value === show.show ? "screen.open" : "screen.fold")}
					</button>
					{isAway.value === show.show ? (
						<p class="screen__title">
							<strong>{titleOf(words, show, show.show)}</strong>
						</p>
					) : (
						<Screen props={desk} show={show} place={show.show} />
					)}
				</section>
			)}
		</>
	);
}
