// What comes up by itself over the scene: an announcement and an offered hand. How the connection stands is connection-state.tsx.
import type { Desk, Talk } from "./desk";

/** What the organiser tells everybody stays until it is put away. Also on the list page. */
export function Announcement({ talk }: { talk: Talk }) {
	const { words } = talk;
	const notice = talk.notice.value;
	return (
		<div role="status">
			{notice && (
				<div class="hall-news hall-news--notice">
					<p>
						{notice.isFromOrganiser && <strong>{words("notice.title")} </strong>}
						{notice.text}
					</p>
					<button
						type="button"
						class="hall-news__close"
						aria-label={words("panel.close")}
						onClick={() => {
							talk.notice.value = null;
						}}
					>
						<span aria-hidden="true">×</span>
					</button>
				</div>
			)}
		</div>
	);
}

export function HallNews({ desk }: { desk: Desk }) {
	const { words } = desk;
	const offer = desk.offer.value;
	return (
		<>
			<Announcement talk={desk} />
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
