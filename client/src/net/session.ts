// What is said over the connection: facts into the world's state, wishes into commands, all of it again after a break.
// How the connection is kept is socket.ts.

import { ANYWHERE, type Fact } from "../wire/messages";
import { LIMITS } from "../wire/tables";
import type { Group } from "../world/group";
import type { People } from "../world/people";
import type { Presence } from "../world/presence";
import type { Self } from "../world/self";
import { Clock } from "./clock";
import type { Time } from "./link";
import type { Connection } from "./socket";

const MOVE_MS = 100;
const PING_MS = 10_000;
const RECORD_BYTES = 6;
const METRES_PER_STEP = 0.04;
const RADIANS_PER_STEP = (Math.PI * 2) / 256;
const BUSY_BYTES = 16_384;

export interface World {
	people: People;
	self: Self;
	presence: Presence;
	groups: Group[];
}
export const toWire = {
	metres: (metres: number) => Math.min(65_534, Math.max(0, Math.round(metres * 100))),
	yaw: (radians: number) => Math.round(radians / RADIANS_PER_STEP) & 255,
};

export class Session {
	readonly clock = new Clock();
	me = { id: "", name: "" };
	/** My id in the hall, -1 outside. */
	meInHall = -1;
	onSaid: (group: string, person: string, text: string) => void = () => {};
	onNotice: (kind: number, text: string) => void = () => {};
	onPlaced: () => void = () => {};
	private ref = 0;
	private readonly saying = new Map<number, { group: Group; nonce: number }>();
	private hallKey: string | null = null;
	private isPlaced = false;
	private cell = 0;
	private columns = 1;
	private seq = 0;
	private sentAt = 0;
	private sent = "";

	constructor(
		private readonly connection: Connection,
		private readonly world: World,
		private readonly time: Time,
	) {
		connection.onFact = (fact) => this.take(fact);
		connection.onOnline = () => this.resume();
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
		if (this.connection.state.peek().kind === "online") this.sendEnter();
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
		const x = toWire.metres(self.x);
		const z = toWire.metres(self.z);
		const yaw = toWire.yaw(self.yaw);
		const place = `${x} ${z} ${yaw} ${self.motion}`;
		if (place === this.sent) return;
		this.sent = place;
		this.sentAt = nowMs;
		this.seq = (this.seq + 1) & 255;
		this.connection.send({ type: "Move", motion: self.motion, x, z, yaw, seq: this.seq });
	}

	/** Says something; it stays pending, and is sent again after a break, until the log has it. */
	say(group: Group, text: string): void {
		const nonce = Math.floor(this.time.random() * Number.MAX_SAFE_INTEGER) + 1;
		group.say(text, nonce, this.me, this.time.now() + this.clock.offset);
		this.sendSay(group, nonce, text);
	}

	retry(group: Group, nonce: number): void {
		const text = group.retry(nonce);
		if (text !== null) this.sendSay(group, nonce, text);
	}

	browse(group: Group): void {
		const limit = LIMITS.pageMessages;
		this.connection.send({ type: "Browse", ref: this.nextRef(), group: group.key, before: group.first, limit });
	}

	private sendSay(group: Group, nonce: number, text: string): void {
		const ref = this.nextRef();
		this.saying.set(ref, { group, nonce });
		this.connection.send({ type: "Say", ref, group: group.key, nonce, text });
	}

	private sendEnter(): void {
		const { self } = this.world;
		const x = this.isPlaced ? toWire.metres(self.x) : ANYWHERE;
		const z = this.isPlaced ? toWire.metres(self.z) : ANYWHERE;
		const hall = this.hallKey ?? "";
		this.connection.send({ type: "Enter", ref: this.nextRef(), hall, x, z, yaw: toWire.yaw(self.yaw) });
	}

	private resume(): void {
		this.meInHall = -1;
		this.sent = "";
		this.saying.clear();
		if (this.hallKey !== null) this.sendEnter();
		for (const group of this.world.groups) {
			this.connection.send({ type: "Join", ref: this.nextRef(), group: group.key, after: group.last });
		}
	}

	private nextRef(): number {
		this.ref = (this.ref % 0xffff) + 1;
		return this.ref;
	}

	private groupOf(key: string): Group | undefined {
		return this.world.groups.find((group) => group.key === key);
	}

	private take(fact: Fact): void {
		const { people, self, presence } = this.world;
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
				this.onPlaced();
				break;
			case "Corrected":
				self.put(fact.x / 100, fact.z / 100, fact.yaw * RADIANS_PER_STEP);
				break;
			case "Places":
				this.takePlaces(fact.cell, fact.places);
				break;
			case "Arrivals":
				for (const one of fact.people) {
					if (one.id !== this.meInHall) people.arrive(one.id, one.flags, one.look, one.person, one.name);
				}
				break;
			case "Departures":
				for (const id of fact.ids) people.depart(id);
				break;
			case "Said":
				this.groupOf(fact.group)?.take(fact.messages, this.me.id);
				for (const message of fact.messages) this.onSaid(fact.group, message.person, message.text);
				break;
			case "Page": {
				const group = this.groupOf(fact.group);
				if (!group) break;
				const known = group.first;
				group.take(fact.messages, this.me.id);
				if (known === 0 || (fact.messages[0]?.seq ?? known) <= known) group.hasOlder.value = fact.more === 1;
				break;
			}
			case "Joined":
				this.takeJoined(fact.group, fact.maySay === 1);
				break;
			case "Accepted":
				this.saying.delete(fact.ref);
				this.groupOf(fact.group)?.accept(fact.nonce, fact.seq, fact.at);
				break;
			case "Refused": {
				const said = this.saying.get(fact.ref);
				this.saying.delete(fact.ref);
				said?.group.fail(said.nonce, fact.reason);
				break;
			}
			case "Removed":
				this.groupOf(fact.group)?.remove(fact.seqs);
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

	private takeJoined(key: string, maySay: boolean): void {
		const group = this.groupOf(key);
		if (!group) return;
		group.joined.value = true;
		group.maySay.value = maySay;
		for (const message of group.messages.peek()) {
			if (message.state === "pending") this.sendSay(group, message.nonce, message.text);
		}
	}

	private takePlaces(cell: number, records: Uint8Array): void {
		const left = (cell % this.columns) * this.cell;
		const top = Math.floor(cell / this.columns) * this.cell;
		const now = this.time.now();
		for (let at = 0; at + RECORD_BYTES <= records.length; at += RECORD_BYTES) {
			const id = records[at] | (records[at + 1] << 8);
			if (id === this.meInHall) continue;
			const x = left + records[at + 2] * METRES_PER_STEP;
			const z = top + records[at + 3] * METRES_PER_STEP;
			this.world.people.place(id, x, z, records[at + 4] * RADIANS_PER_STEP, records[at + 5], now);
		}
	}
}
