// One conversation with the gateway, as the hall and the list page both need it. What is shown of it is ui.
import { signal } from "@preact/signals";
import { BROWSER_TIME, openSocket, type Time } from "../net/link";
import { fetchNews } from "../net/news";
import { fetchPass, gatewayAddresses } from "../net/passes";
import { Session, type World } from "../net/session";
import { Connection } from "../net/socket";
import type { ProductPicture, Room, Talk } from "../ui/desk";
import type { Named } from "../ui/mentions";
import { pictureKey } from "../ui/pictures";
import { wordsOf } from "../ui/words";
import { Group } from "../world/group";
import { Lines } from "../world/lines";
import { News } from "../world/news";
import { nearest, People } from "../world/people";
import { Presence } from "../world/presence";
import { Self } from "../world/self";
import { Shows } from "../world/shows";
import { recallPutAway, recallRead, rememberPutAway, rememberRead } from "./memory";
import type { PageData } from "./page-data";

const AROUND = 30;
const SPEAKERS = 60;

export interface Conversation {
	talk: Talk;
	session: Session;
	connection: Connection;
	world: World;
}
type Place = NonNullable<PageData["hall"]>;
interface Products {
	items?: { name?: string; picture?: string | null }[];
}

function makeRoom(key: string, label: Room["label"]): Room {
	const group = new Group(key);
	group.readTo = recallRead(key);
	return { group, label, typed: signal(""), named: [] };
}

/** Product pictures of the fair that the letters find; none when the website does not answer. */
async function findPictures({ api, lang }: PageData, fair: string, letters: string): Promise<ProductPicture[]> {
	try {
		const answer = await fetch(`${api}fairs/${fair}/products?${new URLSearchParams({ q: letters, lang })}`);
		const { items } = (await answer.json()) as Products;
		return (items ?? []).flatMap(({ name, picture }) => {
			const key = picture ? pictureKey(picture) : null;
			return key === null ? [] : [{ key, name: name ?? "" }];
		});
	} catch {
		return [];
	}
}

/** Prepares the conversation of a hall; `connection.start()` begins it. */
export function prepareTalk(page: PageData, fair: string, hall: Place, time: Time = BROWSER_TIME): Conversation {
	const rooms = [makeRoom(`hall:${fair}/${hall.slug}`, "chat.hallRoom"), makeRoom(`fair:${fair}`, "chat.fairRoom")];
	const room = signal(rooms[0]);
	const world: World = {
		people: new People(),
		self: new Self(),
		presence: new Presence(),
		lines: new Lines(),
		shows: new Shows(),
		groups: rooms.map(({ group }) => group),
	};
	const { people, self } = world;
	const booths = signal<readonly string[]>([]);
	let kind = "";
	const connection: Connection = new Connection(
		openSocket,
		async () => {
			const answer = await fetchPass(page.api, page.csrf, fair, hall.slug);
			session.me.id = answer.person.id;
			session.me.name = answer.person.name;
			self.name = answer.person.name;
			self.look = answer.person.look;
			booths.value = answer.booths ?? [];
			kind = answer.person.kind;
			return { pass: answer.pass, urls: gatewayAddresses(answer, location) };
		},
		time,
	);
	const session: Session = new Session(connection, world, time);
	const { conversations, showing } = session;
	// The fair's own room is only watched until somebody looks into it: that is all an unread count needs.
	conversations.watched = [rooms[1].group];
	const news = new News(recallPutAway(fair));
	news.onPutAway = (gone) => rememberPutAway(fair, gone);
	session.onNotice = (kind, text) => {
		const isFromOrganiser = kind === 0;
		news.tell({ text: isFromOrganiser ? text : talk.words("notice.down"), at: session.now(), isFromOrganiser });
	};
	// What was told before one came, and while there was no connection, is at the website.
	connection.state.subscribe(({ kind }) => {
		if (kind !== "online") return;
		news.settle();
		void fetchNews(`${page.api}fairs/${fair}/announcements`).then((earlier) => earlier && news.recall(earlier));
	});
	const talk: Talk = {
		words: wordsOf(page.lang),
		language: page.lang,
		connection: connection.state,
		presence: world.presence,
		me: session.me,
		rooms,
		room,
		hall,
		urls: page.urls,
		news,
		shows: world.shows,
		booths,
		mayGuide: () => kind === "staff" || kind === "host",
		gatewayNow: () => session.now(),
		turn: (key, shown, playing, position) => showing.turn(key, shown, playing, position),
		endShow: (key) => showing.end(key),
		raise: (key, isUp) => showing.raise(key, isUp),
		answer: (key, person, isGiven) => showing.answer(key, person, isGiven),
		choose: (chosen) => {
			room.value = chosen;
			conversations.open(chosen.group);
		},
		say: (draft) => conversations.say(room.peek().group, draft, session.now()),
		change: (change) => conversations.change(room.peek().group, change),
		retry: (nonce) => conversations.retry(room.peek().group, nonce),
		browse: () => conversations.browse(room.peek().group),
		read: () => {
			const { group } = room.peek();
			group.read();
			rememberRead(group.key, group.readTo ?? 0);
		},
		reconnect: () => void connection.start(),
		clock: () => time.now(),
		around: (): Named[] => [
			...nearest(people, self, AROUND).map((slot) => ({ person: people.person[slot], name: people.name[slot] })),
			...room.peek().group.messages.peek().slice(-SPEAKERS).reverse(),
		],
		findPictures: (letters) => findPictures(page, fair, letters),
	};
	// Whoever looks at the page again, or has a network again, does not wait for the next try.
	addEventListener("online", () => connection.hurry());
	document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && connection.hurry());
	return { talk, session, connection, world };
}
