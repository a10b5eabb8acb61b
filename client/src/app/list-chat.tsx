// The hall's chat on the list page: the same conversation as in the hall, without three.js and without an avatar.
import "../styles/shows.css";
import { render } from "preact";
import { Chat } from "../ui/chat";
import { ConnectionNotice } from "../ui/connection-state";
import { Announcements } from "../ui/hall-news";
import { OnNow } from "../ui/on-now";
import type { PageData } from "./page-data";
import { prepareTalk } from "./talk";

/** Puts the chat into `place` instead of what the server wrote there, once the connection stands. */
export function startListChat(place: HTMLElement, page: PageData): void {
	if (!page.fair || !page.hall) return;
	const { talk, connection } = prepareTalk(page, page.fair.slug, page.hall);
	place.replaceChildren();
	render(
		<>
			<div class="news-layer">
				<Announcements talk={talk} />
			</div>
			<ConnectionNotice talk={talk} />
			<Chat talk={talk} />
		</>,
		place,
	);
	const now = document.getElementById("now");
	if (now) {
		now.replaceChildren();
		const inHall = {
			placeOf: (show: { show: string }) => show.show,
			startGuiding: () => {},
			walkAddress: page.urls.walk,
		};
		render(<OnNow {...talk} {...inHall} />, now);
	}
	void connection.start();
}
