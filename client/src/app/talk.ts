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
			session.me = { id: answer.person.id, name: answer.person.name };
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
		say: (text) => session.say(group, text),
		retry: (nonce) => session.retry(group, nonce),
		browse: () => session.browse(group),
		reconnect: () => void connection.start(),
	};
	return { talk, session, connection, world };
}
