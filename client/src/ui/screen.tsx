// The screen of a booth: the page that is shown now, its title, and what one can do about it: ask to speak, or, for the one who
// presents, turn pages, answer hands and end. In the hall for those who stand there; in the list view for all.

import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Asked, isVideo, momentOf, pageNow, type Show, type Shows } from "../world/shows";
import type { Key, Words } from "./words";

export interface ScreenProps {
	words: Words;
	shows: Shows;
	me: { readonly id: string };
	/** The gateway's time, ms. */
	gatewayNow(): number;
	turn(key: string, page: number, playing?: boolean, position?: number): void;
	endShow(key: string): void;
	raise(key: string, isUp: boolean): void;
	answer(key: string, person: string, isGiven: boolean): void;
}

const ASKED: Record<Asked, Key> = { waiting: "hand.waiting", given: "hand.given", declined: "hand.declined" };
/** So far a video may be from where it should be before it is moved. */
const SLACK_SECONDS = 0.7;

function Video({ props, show, address }: { props: ScreenProps; show: Show; address: string }) {
	const { words } = props;
	const video = useRef<HTMLVideoElement>(null);
	const isMuted = useSignal(true);
	useEffect(() => {
		const screen = video.current;
		if (!screen) return;
		const seconds = momentOf(show, props.gatewayNow()) / 1000;
		if (Math.abs(screen.currentTime - seconds) > SLACK_SECONDS) screen.currentTime = seconds;
		if (show.playing === 1) void screen.play().catch(() => {});
		else screen.pause();
	}, [show, props]);
	return (
		<>
			<video ref={video} class="screen__picture" src={address} muted={isMuted.value} playsInline preload="auto" />
			<button
				type="button"
				class="button button--small button--quiet"
				aria-pressed={!isMuted.value}
				onClick={() => {
					isMuted.value = !isMuted.value;
				}}
			>
				{words("screen.sound")}
			</button>
		</>
	);
}

function Hands({ props, show }: { props: ScreenProps; show: Show }) {
	const { words, shows } = props;
	const hands = shows.hands.value.get(show.show) ?? [];
	return (
		<>
			<h3 class="panel__subtitle">{words("hand.title", { count: hands.length })}</h3>
			<ul class="screen__hands" aria-live="polite">
				{hands.map(({ person, name }) => (
					<li key={person}>
						<span>{name}</span>
						<button
							type="button"
							class="button button--small"
							aria-label={words("hand.giveTo", { name })}
							onClick={() => props.answer(show.show, person, true)}
						>
							{words("hand.give")}
						</button>
						<button
							type="button"
							class="button button--small button--quiet"
							aria-label={words("hand.declineOf", { name })}
							onClick={() => props.answer(show.show, person, false)}
						>
							{words("hand.decline")}
						</button>
					</li>
				))}
				{show.floor.map(({ person, name }) => (
					<li key={`floor ${person}`}>
						<span>{words("hand.speaks", { name })}</span>
						<button
							type="button"
							class="button button--small button--quiet"
							aria-label={words("hand.takeFrom", { name })}
							onClick={() => props.answer(show.show, person, false)}
						>
							{words("hand.take")}
						</button>
					</li>
				))}
			</ul>
		</>
	);
}

function Lead({ props, show }: { props: ScreenProps; show: Show }) {
	const { words } = props;
	const { pages, page, show: key } = show;
	const isFilm = isVideo(pages[page] ?? "");
	return (
		<>
			<div class="actions">
				{pages.length > 1 && (
					<>
						<button
							type="button"
							class="button button--small"
							disabled={page === 0}
							onClick={() => props.turn(key, page - 1, isVideo(pages[page - 1] ?? ""))}
						>
							{words("screen.before")}
						</button>
						<button
							type="button"
							class="button button--small button--signal"
							disabled={page >= pages.length - 1}
							onClick={() => props.turn(key, page + 1, isVideo(pages[page + 1] ?? ""))}
						>
							{words("screen.after")}
						</button>
					</>
				)}
				{isFilm && (
					<button
						type="button"
						class="button button--small"
						onClick={() => props.turn(key, page, show.playing === 0, Math.round(momentOf(show, props.gatewayNow())))}
					>
						{words(show.playing === 1 ? "screen.pause" : "screen.play")}
					</button>
				)}
				<button type="button" class="button button--small button--quiet" onClick={() => props.endShow(key)}>
					{words("screen.end")}
				</button>
			</div>
			<Hands props={props} show={show} />
		</>
	);
}

function Ask({ props, show }: { props: ScreenProps; show: Show }) {
	const { words, shows } = props;
	const asked = shows.asked.value.get(show.show);
	const isUp = asked === "waiting" || asked === "given";
	return (
		<div class="actions">
			<button
				type="button"
				class="button button--small"
				aria-pressed={isUp}
				onClick={() => props.raise(show.show, !isUp)}
			>
				{words(isUp ? "hand.lower" : "hand.raise")}
			</button>
			<span role="status">{asked && words(ASKED[asked])}</span>
		</div>
	);
}

export const titleOf = (words: Words, show: Show, place: string) => show.title || words("screen.untitled", { place });

export function Screen({ props, show, place }: { props: ScreenProps; show: Show; place: string }) {
	const { words, me } = props;
	const address = pageNow(show);
	const count = show.pages.length;
	return (
		<div class="screen" data-show={show.show}>
			<p class="screen__title">
				<strong>{titleOf(words, show, place)}</strong>
				<span class="soft small">{words("screen.by", { name: show.name })}</span>
			</p>
			{address && isVideo(address) && <Video props={props} show={show} address={address} />}
			{address && !isVideo(address) && (
				<img
					class="screen__picture"
					src={address}
					alt={words("screen.page", { page: show.page + 1, count })}
					decoding="sync"
					fetchPriority="high"
				/>
			)}
			{count > 1 && (
				<p class="soft small" role="status">
					{words("screen.page", { page: show.page + 1, count })}
				</p>
			)}
			{show.floor.length > 0 && show.person !== me.id && (
				<p class="small">{show.floor.map(({ name }) => words("hand.speaks", { name })).join(" ")}</p>
			)}
			{show.person === me.id ? <Lead props={props} show={show} /> : <Ask props={props} show={show} />}
		</div>
	);
}
