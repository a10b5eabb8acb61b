// What comes up by itself over the scene: an announcement, an offered hand, whom one follows. How the connection stands is connection-state.tsx.
import type { Desk } from "./desk";

export function HallNews({ desk }: { desk: Desk }) {
	const { words } = desk;
	const notice = desk.notice.value;
	const offer = desk.offer.value;
	return (
		<>
			<div role="status">
				{notice && (
					<div class="hall-news hall-news--notice">
						<p>
							{notice.isFromOrganiser && <strong>{words("notice.title")} </strong>}
							{notice.text}
						</p>
						<button
							type="button"
							class="panel__close"
							aria-label={words("panel.close")}
							onClick={() => {
								desk.notice.value = null;
							}}
						>
							<span aria-hidden="true">×</span>
						</button>
					</div>
				)}
			</div>
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
