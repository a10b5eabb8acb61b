// The hall over the connection: facts into the world's state, wishes into commands, all of it again after a break.
// Groups are conversations.ts; how the connection is kept is socket.ts.
import { ANY_LINE, ANYWHERE, type Fact, NOBODY } from "../wire/messages";
import { cellOf, MoveBytes, PLACES_HEAD_BYTES } from "../wire/places";
import { REASONS } from "../wire/tables";
import type { Group } from "../world/group";
import type { Lines } from "../world/lines";
import { type People, RADIANS_PER_STEP } from "../world/people";
import type { Presence } from "../world/presence";
import type { Self } from "../world/self";
import type { Shows } from "../world/shows";
import { Clock } from "./clock";
import { Conversations } from "./conversations";
import type { Time } from "./link";
import { Showing } from "./showing";
import type { Connection } from "./socket";

const MOVE_MS = 100;
const PING_MS = 10_000;
const BUSY_BYTES = 16_384;

export interface World {
	people: People;
	self: Self;
	presence: Presence;
	lines: Lines;
	shows: Shows;
	/** The hall's own first. */
	groups: Group[];
}
export const toWire = {
	metres: (metres: number) => Math.min(65_534, Math.max(0, Math.round(metres * 100))),
	yaw: (radians: number) => Math.round(radians / RADIANS_PER_STEP) & 255,
};

export class Session {
	readonly clock = new Clock();
	readonly me = { id: "", name: "" };
	readonly conversations: Conversations;
	readonly showing: Showing;
	/** My id in the hall, -1 outside. */
	meInHall = -1;
	onNotice: (kind: number, text: string) => void = () => {};
	onPlaced: () => void = () => {};
	/** Avatar `id` did something once, to avatar `target` or to all around (NOBODY). */
	onGestured: (id: number, gesture: number, target: number) => void = () => {};
	private ref = 0;
	private hallKey: string | null = null;
	private isPlaced = false;
	private enterRef = 0;
	private cell = 0;
	private columns = 1;
	private sentAt = 0;
	private readonly place = new MoveBytes();

	constructor(
		private readonly connection: Connection,
		private readonly world: World,
		private readonly time: Time,
	) {
		this.conversations = new Conversations(connection, world.groups, time, () => this.nextRef(), this.me);
		this.showing = new Showing(connection, world.groups[0]?.key ?? "", () => this.nextRef(), world.shows);
		connection.onFact = (fact) => {
			if (!this.showing.take(fact) && !this.conversations.take(fact)) this.take(fact);
		};
		connection.onPlaces = (data) => this.takePlaces(data);
		connection.onHello = () => this.resume();
		const ping = () => {
			connection.send({ type: "Ping", stamp: Math.round(time.now()) >>> 0 });
			time.after(PING_MS, ping);
		};
		time.after(1000, ping);
	}

	/** Wishes to be in a hall; `isPlaced` keeps the place that self has instead of the entrance. */
	enter(hallKey: string, isPlaced: boolean): void {
		this.hallKey = hallKey;
		this.isPlaced = isPlaced;
		if (this.connection.takesCommands) this.sendEnter();
	}

	/** Into another line of the same hall: that one, or the one where `friend` (a person) is. The place stays. */
	changeLine(line: number, friend = ""): void {
		this.sendEnter(line, friend);
	}

	askLines(): void {
		if (this.hallKey !== null) this.connection.send({ type: "Lines", ref: this.nextRef(), hall: this.hallKey });
	}

	gesture(gesture: number, target = NOBODY): void {
		this.connection.send({ type: "Gesture", gesture, target });
	}

	jump(x: number, z: number, yaw: number): void {
		this.world.self.put(x, z, yaw);
		this.connection.send({
			type: "Jump",
			ref: this.nextRef(),
			x: toWire.metres(x),
			z: toWire.metres(z),
			yaw: toWire.yaw(yaw),
		});
	}

	/** Sends my place when it changed, at most ten times a second. Called every frame. */
	move(nowMs: number): void {
		if (this.meInHall < 0 || nowMs - this.sentAt < MOVE_MS || this.connection.waitingBytes() > BUSY_BYTES) return;
		const { self } = this.world;
		const isElsewhere = this.place.fill(
			self.motion,
			toWire.metres(self.x),
			toWire.metres(self.z),
			toWire.yaw(self.yaw),
		);
		if (!isElsewhere) return;
		this.sentAt = nowMs;
		this.connection.sendBytes(this.place.data);
	}

	/** The gateway's time now, ms since 1970. */
	now(): number {
		return this.time.now() + this.clock.offset;
	}

	private sendEnter(line = ANY_LINE, friend = ""): void {
		const { self } = this.world;
		const x = this.isPlaced ? toWire.metres(self.x) : ANYWHERE;
		const z = this.isPlaced ? toWire.metres(self.z) : ANYWHERE;
		this.enterRef = this.nextRef();
		const where = { hall: this.hallKey ?? "", x, z, yaw: toWire.yaw(self.yaw), line, friend };
		this.connection.send({ type: "Enter", ref: this.enterRef, ...where });
	}

	private resume(): void {
		this.meInHall = -1;
		this.place.forget();
		this.showing.resume();
		if (this.hallKey !== null) this.sendEnter(this.world.lines.current.peek());
		this.conversations.resume();
	}

	private nextRef(): number {
		this.ref = (this.ref % 0xffff) + 1;
		return this.ref;
	}

	private take(fact: Fact): void {
		const { people, self, presence, lines } = this.world;
		switch (fact.type) {
			case "Welcome":
				this.me.id = fact.person;
				break;
			case "Entered":
				people.clear();
				this.meInHall = fact.me;
				this.cell = fact.cell / 100;
				this.columns = fact.columns;
				self.put(fact.x / 100, fact.z / 100, fact.yaw * RADIANS_PER_STEP);
				this.isPlaced = true;
				lines.current.value = fact.line;
				lines.count.value = fact.lines;
				lines.refused.value = 0;
				this.onPlaced();
				break;
			case "LineList":
				lines.list.value = fact.lines;
				lines.count.value = fact.lines.length;
				break;
			case "Gestured":
				this.onGestured(fact.id, fact.gesture, fact.target);
				break;
			case "Refused":
				if (fact.ref === this.enterRef) this.takeRefusedEntry(fact.reason);
				break;
			case "Corrected":
				self.correct(fact.x / 100, fact.z / 100, fact.yaw * RADIANS_PER_STEP);
				break;
			case "Arrivals":
				for (const one of fact.people) {
					if (one.id !== this.meInHall) people.arrive(one.id, one.flags, one.look, one.person, one.name);
				}
				break;
			case "Departures":
				for (const id of fact.ids) people.depart(id);
				break;
			case "Presence":
				presence.take(fact.scope, fact.people, fact.scripted);
				break;
			case "Pong":
				this.clock.take(fact.stamp, this.time.now(), fact.now);
				break;
			case "Notice":
				this.onNotice(fact.kind, fact.text);
				break;
		}
	}

	/** A remembered place can lie outside a hall that was rebuilt, a line can be gone: the entrance and any line are there. */
	private takeRefusedEntry(reason: number): void {
		const { lines } = this.world;
		if (reason === REASONS.outsideHall && this.isPlaced) {
			this.isPlaced = false;
			this.sendEnter();
		} else if (reason === REASONS.hallFull && this.meInHall < 0 && lines.current.peek() !== ANY_LINE) {
			lines.current.value = ANY_LINE;
			this.sendEnter();
		} else lines.refused.value = reason;
	}

	private takePlaces(data: Uint8Array): void {
		const cell = cellOf(data);
		const left = (cell % this.columns) * this.cell;
		const top = Math.floor(cell / this.columns) * this.cell;
		this.world.people.placeAll(data, PLACES_HEAD_BYTES, left, top, this.meInHall, this.time.now());
	}
}
