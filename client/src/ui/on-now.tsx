// What is on in the hall: talks and shows at booths, guided tours. In the hall's panel one goes there; in the list view one looks
// at the screen right here.
import { useSignal } from "@preact/signals";
import { isTour, type Show, tourOf } from "../world/shows";
import { Screen, type ScreenProps } from "./screen";
import { whyNot } from "./show-refusals";

export interface OnNowProps extends ScreenProps {
	/** Staff and hosts. */
	mayGuide(): boolean;
	/** What a show's booth is called. */
	placeOf(show: Show): string;
	startGuiding(title: string): void;
	/** Goes to a show's booth; absent in the list view, where its screen opens instead. */
	goToShow?(show: Show): void;
	/** Follows the guide, or leaves the tour; absent in the list view. */
	joinTour?(show: Show, isIn: boolean): void;
	/** Where the tour can be joined; only in the list view. */
	walkAddress?: string;
}

function Booth({ props, show }: { props: OnNowProps; show: Show }) {
	const { words } = props;
	const isOpen = useSignal(false);
	const place = props.placeOf(show);
	return (
		<li class="on-now__show">
			<div>
				<strong>{show.title || words("screen.untitled", { place })}</strong>
				<p class="soft small">
					{place} · {words("screen.by", { name: show.name })}
				</p>
			</div>
			{props.goToShow ? (
				<button type="button" class="button button--small" onClick={() => props.goToShow?.(show)}>
					{words("booths.go")}
					<span class="hidden-visually"> {place}</span>
				</button>
			) : (
				<button
					type="button"
					class="button button--small"
					aria-expanded={isOpen.value}
					onClick={() => {
						isOpen.value = !isOpen.value;
					}}
				>
					{words("now.look")}
					<span class="hidden-visually"> {place}</span>
				</button>
			)}
			{isOpen.value && <Screen props={props} show={show} place={place} />}
		</li>
	);
}

function GuidedTour({ props, show }: { props: OnNowProps; show: Show }) {
	const { words, shows, me } = props;
	const along = shows.hands.value.get(show.show) ?? [];
	const isIn = shows.asked.value.has(show.show);
	const isMine = show.person === me.id;
	return (
		<li class="on-now__show">
			<div>
				<strong>{show.title || words("guide.untitled")}</strong>
				<p class="soft small">{words("guide.by", { name: show.name })}</p>
				{isMine && (
					<p class="small" role="status">
						{words("guide.along", { count: along.length })} {along.map(({ name }) => name).join("、")}
					</p>
				)}
			</div>
			{isMine && (
				<button type="button" class="button button--small" onClick={() => props.endShow(show.show)}>
					{words("guide.end")}
				</button>
			)}
			{!isMine && props.joinTour && (
				<button
					type="button"
					class="button button--small"
					aria-pressed={isIn}
					onClick={() => props.joinTour?.(show, !isIn)}
				>
					{words(isIn ? "guide.leave" : "guide.join")}
					<span class="hidden-visually"> {show.title}</span>
				</button>
			)}
			{!isMine && props.walkAddress && (
				<a class="button button--small" href={props.walkAddress}>
					{words("guide.join3d")}
				</a>
			)}
		</li>
	);
}

/** The form with which staff and hosts begin a tour; they stand in the hall. */
function StartGuiding({ props }: { props: OnNowProps }) {
	const { words, shows, me } = props;
	const title = useSignal("");
	if (!props.mayGuide() || !props.goToShow || shows.of(tourOf(me.id))) return null;
	return (
		<form
			class="on-now__start"
			onSubmit={(event) => {
				event.preventDefault();
				props.startGuiding(title.value);
			}}
		>
			<label class="field">
				<span class="field__label">{words("guide.title")}</span>
				<input
					class="input"
					maxLength={80}
					value={title.value}
					onInput={(event) => {
						title.value = event.currentTarget.value;
					}}
				/>
			</label>
			<button class="button button--small" type="submit">
				{words("guide.start")}
			</button>
		</form>
	);
}

export function OnNow(props: OnNowProps) {
	const { words, shows } = props;
	const list = shows.list.value;
	const why = whyNot(words, shows.refused.value);
	return (
		<section class="on-now" aria-label={words("now.title")}>
			<h3 class="panel__subtitle">{words("now.title")}</h3>
			{list.length === 0 && <p class="soft">{words("now.nothing")}</p>}
			<ul class="on-now__list" aria-live="polite">
				{list.map((show) =>
					isTour(show) ? (
						<GuidedTour key={show.show} props={props} show={show} />
					) : (
						<Booth key={show.show} props={props} show={show} />
					),
				)}
			</ul>
			<StartGuiding props={props} />
			{why && (
				<p class="field__error" role="alert">
					{why}
				</p>
			)}
		</section>
	);
}
