// One conversation with the gateway, as the hall and the list page both need it. What is shown of it is ui.
import { BROWSER_TIME, openSocket, type Time } from "../net/link";
import { fetchPass, gatewayAddress } from "../net/passes";
import { Session, type World } from "../net/session";
import { Connection } from "../net/socket";
import type { Talk } from "../ui/desk";
import { wordsOf } from "../ui/words";
import { Group } from "../world/group";
import { People } from "../world/people";
import { Presence } from "../world/presence";
import { Self } from "../world/self";
import type { PageData } from "./page-data";

export interface Conversation {
	talk: Talk;
	session: Session;
	connection: Connection;
	world: World;
}
type Place = NonNullable<PageData["hall"]>;

/** Prepares the conversation of a hall; `connection.start()` begins it. */
export function prepareTalk(page: PageData, fair: string, hall: Place, time: Time = BROWSER_TIME): Conversation {
	const group = new Group(`hall:${fair}/${hall.slug}`);
	const world: World = { people: new People(), self: new Self(), presence: new Presence(), groups: [group] };
	const connection: Connection = new Connection(
		openSocket,
		async () => {
			const answer = await fetchPass(page.api, page.csrf, fair, hall.slug);
			session.me.id = answer.person.id;
			session.me.name = answer.person.name;
			world.self.name = answer.person.name;
			world.self.look = answer.person.look;
			return { pass: answer.pass, url: gatewayAddress(answer.gateway, location) };
		},
		time,
	);
	const session: Session = new Session(connection, world, time);
	const talk: Talk = {
		words: wordsOf(page.lang),
		language: page.lang,
		connection: connection.state,
		presence: world.presence,
		group,
		hall,
		urls: page.urls,
		say: (text) => session.conversations.say(group, text, session.now()),
		retry: (nonce) => session.conversations.retry(group, nonce),
		browse: () => session.conversations.browse(group),
		reconnect: () => void connection.start(),
	};
	// Whoever looks at the page again, or has a network again, does not wait for the next try.
	addEventListener("online", () => connection.hurry());
	document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && connection.hurry());
	return { talk, session, connection, world };
}
