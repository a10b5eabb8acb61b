// The groups over the connection: joining, catching up after a break until nothing is missed, and saying in order.
// What a group holds is world/group.ts; how the connection is kept is socket.ts.
import { type Command, type Fact, MAY_MODERATE, MAY_SAY, SAID } from "../wire/messages";
import { LIMITS, REASONS } from "../wire/tables";
import type { Change, Draft, Group } from "../world/group";
import type { Time } from "./link";
import type { Connection } from "./socket";

/** After a refusal for speed: the buckets of the wire's limits fill by one a second at least. */
const PATIENCE_MS = 1100;
/** So often the same words are sent again after a refusal for speed before the person is told. */
const MOST_TRIES = 8;

/** A Join or Browse on its way; `missed` counts what its pages brought. */
interface Asked {
	group: Group;
	kind: "newest" | "missed" | "older";
	missed: number;
}
interface Saying {
	group: Group;
	nonce: number;
	tries: number;
}
/** A change is sent until the log has it or it is refused. */
interface Changing {
	group: Group;
	nonce: number;
	change: Change;
}

export class Conversations {
	onSaid: (group: string, person: string, text: string) => void = () => {};
	/** Groups that are only watched: how far they are is told. */
	watched: readonly Group[] = [];
	private readonly changes = new Map<number, Changing>();
	/** The reference under which a change was sent last, by its nonce. */
	private readonly changeOf = new Map<number, number>();
	private readonly asked = new Map<number, Asked>();
	private readonly saying = new Map<number, Saying>();
	private round = 0;

	constructor(
		private readonly connection: Connection,
		private readonly groups: readonly Group[],
		private readonly time: Time,
		private readonly nextRef: () => number,
		private readonly me: { id: string; name: string },
	) {}

	/** A new connection: joins all groups again, each after what it has. */
	resume(): void {
		this.round++;
		this.asked.clear();
		this.saying.clear();
		this.changeOf.clear();
		for (const group of this.groups) {
			if (this.watched.includes(group)) group.joined.value = false;
			else this.join(group);
		}
		if (this.watched.length > 0) this.sendWatch();
	}

	/** From now on one is in this group, not only told how far it is. */
	open(group: Group): void {
		if (!this.watched.includes(group)) return;
		this.watched = this.watched.filter((other) => other !== group);
		if (!this.connection.takesCommands) return;
		this.join(group);
		this.sendWatch();
	}

	/** Says something; it stays pending, and is sent again after a break, until the log has it. */
	say(group: Group, draft: Draft, now: number): void {
		group.say(draft, this.nonce(), this.me, now);
		this.sendNext(group);
	}

	/** Another text for one's own message `target`, or its removal. */
	change(group: Group, change: Change): void {
		const changing = { group, nonce: this.nonce(), change };
		this.changes.set(changing.nonce, changing);
		group.changing(change.target);
		this.sendChange(changing);
	}

	retry(group: Group, nonce: number): void {
		if (group.retry(nonce)) this.sendNext(group);
	}

	browse(group: Group): void {
		const ref = this.nextRef();
		this.asked.set(ref, { group, kind: "older", missed: 0 });
		const limit = LIMITS.pageMessages;
		this.connection.send({ type: "Browse", ref, group: group.key, before: group.first, limit });
	}

	/** Takes a fact that concerns groups; false when it does not. */
	take(fact: Fact): boolean {
		switch (fact.type) {
			case "Said":
				this.groupOf(fact.group)?.take(fact.messages, this.me.id);
				for (const message of fact.messages) {
					if (message.kind === SAID) this.onSaid(fact.group, message.person, message.text);
				}
				return true;
			case "Page":
				this.takePage(fact);
				return true;
			case "Joined": {
				const group = this.groupOf(fact.group);
				if (!group) return true;
				group.joined.value = true;
				group.refused.value = 0;
				group.members.value = fact.members;
				setRules(group, fact.rights, fact.slow);
				this.sendNext(group);
				for (const changing of this.changes.values()) if (changing.group === group) this.sendChange(changing);
				return true;
			}
			case "Accepted": {
				const said = this.saying.get(fact.ref);
				this.saying.delete(fact.ref);
				const change = this.changes.get(fact.nonce);
				if (change) {
					this.changes.delete(fact.nonce);
					return true;
				}
				const group = this.groupOf(fact.group);
				group?.accept(fact.nonce, fact.seq, fact.at);
				if (group) this.rest(group);
				if (said) this.sendNext(said.group);
				return true;
			}
			case "Refused":
				return this.takeRefused(fact.ref, fact.reason);
			case "Rules": {
				const group = this.groupOf(fact.group);
				if (group) setRules(group, fact.rights, fact.slow);
				return true;
			}
			case "Heads":
				for (const { group, last } of fact.heads) this.groupOf(group)?.ahead(last);
				return true;
			default:
				return false;
		}
	}

	private join(group: Group): void {
		const ref = this.nextRef();
		this.asked.set(ref, { group, kind: group.whole > 0 ? "missed" : "newest", missed: 0 });
		group.catchUp();
		this.connection.send({ type: "Join", ref, group: group.key, after: group.whole });
	}

	private takePage(page: Extract<Fact, { type: "Page" }>): void {
		const asked = this.asked.get(page.ref);
		if (!asked) return;
		const { group } = asked;
		group.take(page.messages, this.me.id);
		const end = page.messages.at(-1)?.seq ?? 0;
		if (asked.kind !== "missed") {
			this.asked.delete(page.ref);
			group.hasOlder.value = page.more === 1;
			if (asked.kind === "newest") group.caughtUp(end, true);
			return;
		}
		asked.missed += page.messages.length;
		group.caughtUp(end, page.more === 0);
		if (page.more === 0) this.asked.delete(page.ref);
		else if (asked.missed >= LIMITS.catchUpMessages) {
			this.asked.delete(page.ref);
			this.join(group);
		}
	}

	private takeRefused(ref: number, reason: number): boolean {
		const asked = this.asked.get(ref);
		if (asked) {
			this.asked.delete(ref);
			if (asked.kind === "older") return true;
			if (reason === REASONS.tooFast) this.later(() => this.join(asked.group));
			else asked.group.refused.value = reason;
			return true;
		}
		const said = this.saying.get(ref);
		if (!said) return this.takeRefusedChange(ref, reason);
		if (reason === REASONS.slowMode) this.rest(said.group);
		if (isHaste(reason) && said.tries < MOST_TRIES) {
			this.later(
				() => {
					if (this.saying.delete(ref)) this.sendNext(said.group, said.tries + 1);
				},
				reason === REASONS.slowMode ? said.group.slow.peek() * 1000 : 0,
			);
			return true;
		}
		this.saying.delete(ref);
		said.group.fail(said.nonce, reason);
		this.sendNext(said.group);
		return true;
	}

	private takeRefusedChange(ref: number, reason: number): boolean {
		for (const [nonce, sentAs] of this.changeOf) {
			const changing = this.changes.get(nonce);
			if (sentAs !== ref || !changing) continue;
			if (isHaste(reason)) {
				this.later(() => {
					if (this.changes.has(nonce)) this.sendChange(changing);
				});
			} else {
				this.changes.delete(nonce);
				changing.group.unchanged(changing.change.target, reason);
			}
			return true;
		}
		return false;
	}

	private sendChange({ group, nonce, change }: Changing): void {
		const ref = this.nextRef();
		this.changeOf.set(nonce, ref);
		const command: Command = { ...change, ref, group: group.key, nonce };
		this.connection.send(command);
	}

	private sendWatch(): void {
		this.connection.send({ type: "Watch", ref: this.nextRef(), groups: this.watched.map((group) => group.key) });
	}

	/** In a slow group the next word has to wait. */
	private rest(group: Group): void {
		const seconds = group.slow.peek();
		if (seconds > 0) group.waitsUntil.value = this.time.now() + seconds * 1000;
	}

	private nonce(): number {
		return Math.floor(this.time.random() * Number.MAX_SAFE_INTEGER) + 1;
	}

	/** One's own words go one after the other, so that they arrive in order however often the line breaks. */
	private sendNext(group: Group, tries = 1): void {
		if (!group.joined.peek()) return;
		for (const said of this.saying.values()) if (said.group === group) return;
		const message = group.nextPending();
		if (!message) return;
		const ref = this.nextRef();
		const { nonce, text } = message;
		this.saying.set(ref, { group, nonce, tries });
		const { reply, attachment, mentions } = message;
		const said = { ref, group: group.key, nonce, text, reply, attachment, mentions };
		if (!this.connection.send({ type: "Say", ...said })) this.saying.delete(ref);
	}

	/** Does something in a moment, unless the connection has become another by then. */
	private later(run: () => void, more = 0): void {
		const round = this.round;
		this.time.after(PATIENCE_MS + more, () => {
			if (round === this.round) run();
		});
	}

	private groupOf(key: string): Group | undefined {
		return this.groups.find((group) => group.key === key);
	}
}

function setRules(group: Group, rights: number, slow: number): void {
	group.maySay.value = (rights & MAY_SAY) !== 0;
	group.mayModerate.value = (rights & MAY_MODERATE) !== 0;
	group.slow.value = slow;
	if (slow === 0) group.waitsUntil.value = 0;
}

/** Refused only because it was too early: the same will do in a moment. */
function isHaste(reason: number): boolean {
	return reason === REASONS.tooFast || reason === REASONS.slowMode;
}
