// What comes up by itself over the scene: announcements and an offered hand. How the connection stands is connection-state.tsx.
import { useSignal } from "@preact/signals";
import type { Told } from "../world/news";
import type { Desk, Talk } from "./desk";

function Line({ talk, told }: { talk: Talk; told: Told }) {
	const { words, language, news } = talk;
	const at = new Date(told.at);
	return (
		<div class="hall-news hall-news--notice">
			<div class="hall-news__text">
				<p class="hall-news__from">
					{words(told.isFromOrganiser ? "notice.title" : "notice.server")}{" "}
					<time dateTime={at.toISOString()}>
						{at.toLocaleTimeString(language, { hour: "2-digit", minute: "2-digit" })}
					</time>
				</p>
				<p>{told.text}</p>
			</div>
			<button
				type="button"
				class="hall-news__close"
				aria-label={words("notice.away")}
				title={words("notice.away")}
				onClick={() => news.putAway(told)}
			>
				<span aria-hidden="true">×</span>
			</button>
		</div>
	);
}

/** What the organiser tells everybody: the newest as a banner, the others folded up behind it, until each is put away. */
export function Announcements({ talk }: { talk: Talk }) {
	const { words, news } = talk;
	const isOpen = useSignal(false);
	const [newest, ...others] = news.list.value;
	return (
		<section class="hall-notices" aria-label={words("notice.all")}>
			<div role="status">{newest && <Line talk={talk} told={newest} />}</div>
			{others.length > 0 && (
				<button
					type="button"
					class="button button--small hall-notices__more"
					aria-expanded={isOpen.value}
					onClick={() => {
						isOpen.value = !isOpen.value;
					}}
				>
					{isOpen.value ? words("notice.less") : words("notice.more", { count: others.length })}
				</button>
			)}
			{isOpen.value && others.map((told) => <Line key={`${told.at} ${told.text}`} talk={talk} told={told} />)}
		</section>
	);
}

export function HallNews({ desk }: { desk: Desk }) {
	const { words } = desk;
	const offer = desk.offer.value;
	return (
		<>
			<Announcements talk={desk} />
			{offer && (
				<div class="hall-news">
					<p>{words("gesture.offered", { name: offer.name })}</p>
					<button type="button" class="button button--small button--signal" onClick={() => desk.shakeHands(offer.id)}>
						{words("gesture.take")}
					</button>
				</div>
			)}
		</>
	);
}
