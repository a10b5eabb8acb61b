// A talk for the panels' tests: two rooms, and what was wished is kept.
import { type Signal, signal } from "@preact/signals";
import type { Room, Talk } from "../../src/ui/desk";
import type { Named } from "../../src/ui/mentions";
import { wordsOf } from "../../src/ui/words";
import type { ConnectionState } from "../../src/world/connection";
import { type Change, type Draft, Group, type Stored } from "../../src/world/group";
import { News } from "../../src/world/news";
import { Presence } from "../../src/world/presence";
import { Shows } from "../../src/world/shows";

export interface TestTalk extends Talk {
	connection: Signal<ConnectionState>;
	room: Signal<Room>;
	said: Draft[];
	changed: Change[];
	reconnects: number;
	people: Named[];
	now: number;
}

export function makeTalk(): TestTalk {
	const rooms: Room[] = (["chat.hallRoom", "chat.fairRoom"] as const).map((label) => ({
		group: new Group(label),
		label,
		typed: signal(""),
		named: [],
	}));
	const talk: TestTalk = {
		words: wordsOf("en"),
		language: "en",
		connection: signal<ConnectionState>({ kind: "online" }),
		presence: new Presence(),
		me: { id: "me", name: "Me" },
		rooms,
		room: signal(rooms[0]),
		hall: { slug: "h1", number: "1", name: "Hall" },
		urls: { enter: "/en/enter/", home: "/en/" },
		news: new News(),
		said: [],
		changed: [],
		reconnects: 0,
		people: [],
		now: 0,
		shows: new Shows(),
		booths: signal([]),
		mayGuide: () => false,
		gatewayNow: () => talk.now,
		turn: () => {},
		endShow: () => {},
		raise: () => {},
		answer: () => {},
		choose: (room) => {
			talk.room.value = room;
		},
		say: (draft) => talk.said.push(draft),
		change: (change) => talk.changed.push(change),
		retry: () => {},
		browse: () => {},
		read: () => talk.room.value.group.read(),
		reconnect: () => {
			talk.reconnects++;
		},
		clock: () => talk.now,
		around: () => talk.people,
		findPictures: async () => [{ key: "products/abc.webp", name: "Wafer" }],
	};
	rooms[0].group.maySay.value = true;
	return talk;
}

/** An entry of the log as the wire brings it. */
export function entry(seq: number, more: Partial<Stored> = {}): Stored {
	const base = { at: seq, flags: 0, person: "p", name: "Ann", text: `text ${seq}` };
	return { seq, ...base, kind: 0, target: 0, attachment: "", mentions: [], ...more };
}
export const settle = () => new Promise((resolve) => setTimeout(resolve, 0));
