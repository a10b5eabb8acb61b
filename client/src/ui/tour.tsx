// The tour of one's saved list as a list: where next, where one has been, what is left in other halls. In the hall and in the
// list view the same; only the hall can walk there.
import type { Saved } from "../world/saved";
import type { OtherHall, Stop, Tour } from "../world/tour";
import type { Words } from "./words";

export interface TourProps {
	words: Words;
	tour: Tour;
	saved: Saved;
	/** Addresses. */
	pageOf(booth: Stop["booth"]): string;
	hallOf(other: OtherHall): string;
	startTour(): void;
	endTour(): void;
	/** Lights the way and walks; absent where there is no hall. */
	walkTo?(booth: Stop["booth"]): void;
	/** What to do about an empty list; absent where the page says it. */
	showBooths?(): void;
}

function StopRow({ props, stop, at }: { props: TourProps; stop: Stop; at: number }) {
	const { words, tour } = props;
	const { booth, things } = stop;
	const isBeen = tour.been.value.has(booth.exhibitor);
	const notes = things.flatMap(({ note }) => (note ? [note] : []));
	const products = things.filter(({ kind }) => kind === "products").map(({ name }) => name);
	return (
		<li class="tour__stop" aria-current={tour.next.value === stop ? "step" : undefined}>
			<span class="tour__number" aria-hidden="true">
				{isBeen ? "✓" : at}
			</span>
			<div class="tour__text">
				<a href={props.pageOf(booth)}>
					{booth.number} {booth.name}
				</a>
				{products.length > 0 && <p class="soft small">{products.join(" · ")}</p>}
				{notes.map((note) => (
					<p key={note} class="tour__note">
						{note}
					</p>
				))}
			</div>
			<div class="tour__acts">
				{props.walkTo && (
					<button
						type="button"
						class="button button--small"
						aria-label={`${words("booths.go")} ${booth.number} ${booth.name}`}
						onClick={() => props.walkTo?.(booth)}
					>
						{words("booths.go")}
					</button>
				)}
				<label class="tour__been">
					<input
						type="checkbox"
						checked={isBeen}
						onChange={(event) => tour.mark(booth.exhibitor, event.currentTarget.checked)}
					/>
					{words("tour.been")}
					<span class="hidden-visually"> {booth.name}</span>
				</label>
			</div>
		</li>
	);
}

function Elsewhere({ props }: { props: TourProps }) {
	const { words } = props;
	const halls = props.tour.elsewhere.value;
	if (halls.length === 0) return null;
	return (
		<>
			<h3 class="panel__subtitle">{words("tour.elsewhere")}</h3>
			<ul class="tour__halls">
				{halls.map((hall) => (
					<li key={hall.slug}>
						<a class="button button--small" href={props.hallOf(hall)}>
							{words("tour.hall", { number: hall.number, name: hall.name })}
						</a>{" "}
						<span class="soft small">{words(hall.left > 0 ? "tour.left" : "tour.allSeen", { count: hall.left })}</span>
					</li>
				))}
			</ul>
		</>
	);
}

export function SavedTour(props: TourProps) {
	const { words, tour, saved } = props;
	const state = tour.state.value;
	if (saved.list.value.length === 0 && state !== "planning") {
		return (
			<div class="tour">
				<p>{words("tour.empty")}</p>
				{props.showBooths && (
					<button type="button" class="button" onClick={() => props.showBooths?.()}>
						{words("panel.booths")}
					</button>
				)}
			</div>
		);
	}
	if (state === "planning") {
		return (
			<p class="soft" role="status">
				{words("tour.planning")}
			</p>
		);
	}
	const next = tour.next.value;
	return (
		<div class="tour">
			{state === "off" && (
				<>
					<p>{words("tour.what")}</p>
					<button type="button" class="button button--signal" onClick={() => props.startTour()}>
						{words("tour.start")}
					</button>
				</>
			)}
			{state === "on" && (
				<>
					<p role="status">
						{next
							? words("tour.next", { number: next.booth.number, name: next.booth.name })
							: words(tour.stops.value.length > 0 ? "tour.done" : "tour.none")}
					</p>
					<div class="actions">
						{next && props.walkTo && (
							<button type="button" class="button button--signal" onClick={() => props.walkTo?.(next.booth)}>
								{words("tour.go")}
							</button>
						)}
						<button type="button" class="button button--quiet" onClick={() => props.endTour()}>
							{words("tour.end")}
						</button>
					</div>
					<ol class="tour__stops">
						{tour.stops.value.map((stop, at) => (
							<StopRow key={stop.booth.number} props={props} stop={stop} at={at + 1} />
						))}
					</ol>
				</>
			)}
			<Elsewhere props={props} />
		</div>
	);
}
