// The messages of one group: in the order of their numbers, each once, with one's own on their way.
// Sending and catching up are net/conversations.ts; the panel is ui/chat.tsx.
import { signal } from "@preact/signals";
import { EDITED, REMOVED, SAID, type Utterance } from "../wire/messages";

export interface Message {
	/** 0 while the group's log has not numbered it. */
	seq: number;
	/** Milliseconds since 1970. */
	at: number;
	flags: number;
	person: string;
	name: string;
	/** Empty once it is removed. */
	text: string;
	/** The number of the message that this one answers, 0 for none. */
	reply: number;
	/** `sticker:NAME`, `picture:KEY`, or nothing. */
	attachment: string;
	mentions: readonly string[];
	isEdited: boolean;
	/** Another text for it, or its removal, is on its way. */
	isChanging: boolean;
	state: "accepted" | "pending" | "failed" | "removed";
	nonce: number;
	/** The refusal's code when it, or its change, failed; else 0. */
	reason: number;
}
/** What a person says, before it has a number. */
export type Draft = Pick<Message, "text" | "reply" | "attachment" | "mentions">;
/** Another text for a message, or its removal. */
export type Change =
	| { type: "Edit"; target: number; text: string; mentions: readonly string[] }
	| { type: "Remove"; target: number };
/** An entry of the group's log, as the wire has it: something said, or a change of something said before. */
export type Stored = Utterance;

/** A loud group fills no memory: beyond so many messages the oldest go; they can be paged in again. */
const MOST_HELD = 4000;
const KEPT = 3000;

export class Group {
	readonly messages = signal<readonly Message[]>([]);
	readonly unread = signal(0);
	/** How many of the unread ones are about oneself. */
	readonly mentioned = signal(0);
	readonly hasOlder = signal(false);
	readonly maySay = signal(false);
	readonly mayModerate = signal(false);
	/** Seconds between two messages of one person, 0 for no such rule. */
	readonly slow = signal(0);
	/** When one may say the next thing in a slow group, in the time of `net/link.ts`; 0 at once. */
	readonly waitsUntil = signal(0);
	readonly members = signal(0);
	readonly joined = signal(false);
	/** The code of the refusal when this group may not be read, else 0. */
	readonly refused = signal(0);
	/** Nothing up to this number is missing: what to ask after when coming back. */
	whole = 0;
	/** The number one has read up to; null when one has never been here. */
	readTo: number | null = null;
	/** While pages of what was missed are on their way, a newer number says nothing about those before it. */
	private isCatchingUp = false;
	private last = 0;
	private lowest = 0;
	/** The newest change of each message that was changed: one that is paged in later still gets it. */
	private readonly changes = new Map<number, Stored>();

	constructor(readonly key: string) {}

	/** The lowest number taken, 0 when there is none: what to browse before. */
	get first(): number {
		return this.lowest;
	}

	/** What was missed has been asked for: until `caughtUp` the numbers may have a hole. */
	catchUp(): void {
		this.isCatchingUp = true;
	}

	/** Everything up to `seq` has come; `isAll`: and everything after it. */
	caughtUp(seq: number, isAll: boolean): void {
		this.isCatchingUp = !isAll;
		this.whole = Math.max(this.whole, seq, isAll ? this.last : 0);
		this.readTo ??= this.whole;
	}

	/** All that is here has been seen. */
	read(): void {
		this.readTo = Math.max(this.last, this.readTo ?? 0);
		this.unread.value = 0;
		this.mentioned.value = 0;
	}

	/** The group is at number `last`, as one who only watches it is told. */
	ahead(last: number): void {
		if (this.joined.peek()) return;
		this.readTo ??= last;
		this.unread.value = Math.max(0, last - this.readTo);
	}

	/** Stored messages, live or paged; one that is held already is not doubled. `me` is one's own person id. */
	take(stored: readonly Stored[], me: string): void {
		const held = this.messages.peek();
		const end = held.findLastIndex((m) => m.seq > 0) + 1;
		let own = held.slice(end);
		let numbered = held.slice(0, end);
		// Live messages are newer than all that is held: then nothing has to be looked up.
		const newest = numbered.at(-1)?.seq ?? 0;
		const known = new Set(stored.some((m) => m.seq <= newest) ? numbered.map((m) => m.seq) : []);
		let isInOrder = true;
		const fresh: Stored[] = [];
		for (const message of stored) {
			if (known.has(message.seq)) continue;
			known.add(message.seq);
			this.last = Math.max(this.last, message.seq);
			if (this.lowest === 0 || message.seq < this.lowest) this.lowest = message.seq;
			if (message.kind !== SAID) {
				if (message.seq > (this.changes.get(message.target)?.seq ?? 0)) this.changes.set(message.target, message);
				numbered = numbered.map((m) => (m.seq === message.target ? this.changed(m) : m));
				continue;
			}
			if (message.seq > (this.readTo ?? message.seq) && message.person !== me) fresh.push(message);
			// One's own words can come back before they are acknowledged: the first pending one with that text is it.
			const mine = message.person === me ? own.find((m) => isSame(m, message)) : undefined;
			if (mine) own = own.filter((m) => m !== mine);
			isInOrder &&= message.seq > (numbered.at(-1)?.seq ?? 0);
			const { kind, target, ...said } = message;
			const mark = { state: "accepted" as const, nonce: mine?.nonce ?? 0, reason: 0 };
			numbered.push(this.changed({ ...said, reply: target, isEdited: false, isChanging: false, ...mark }));
		}
		if (!isInOrder) numbered = numbered.sort((a, b) => a.seq - b.seq);
		if (isInOrder && numbered.length > MOST_HELD) {
			numbered = numbered.slice(-KEPT);
			this.lowest = numbered[0].seq;
			this.hasOlder.value = true;
		}
		if (!this.isCatchingUp) this.whole = this.last;
		this.messages.value = [...numbered, ...own];
		this.unread.value += fresh.length;
		this.mentioned.value += fresh.filter((message) => message.mentions.includes(me)).length;
	}

	/** One's own words, shown at once, pending until the log has them. */
	say(draft: Draft, nonce: number, me: { id: string; name: string }, now: number): void {
		const message: Message = {
			...draft,
			seq: 0,
			at: now,
			flags: 0,
			person: me.id,
			name: me.name,
			isEdited: false,
			isChanging: false,
			state: "pending",
			nonce,
			reason: 0,
		};
		this.messages.value = [...this.messages.value, message];
	}

	accept(nonce: number, seq: number, at: number): void {
		const messages = this.messages.peek();
		const message = messages.find((m) => m.nonce === nonce);
		if (!message || message.seq === seq) return;
		this.last = Math.max(this.last, seq);
		if (this.lowest === 0) this.lowest = seq;
		// The same words said in another window can have been taken for this message: those keep their own number.
		const rest = messages
			.filter((m) => (m.nonce !== nonce || m.seq > 0) && m.seq !== seq)
			.map((m) => (m.nonce === nonce ? { ...m, nonce: 0 } : m));
		const numbered = [...rest.filter((m) => m.seq > 0), { ...message, seq, at, state: "accepted" as const, reason: 0 }];
		this.messages.value = [...numbered.sort((a, b) => a.seq - b.seq), ...rest.filter((m) => m.seq === 0)];
	}

	/** The gateway refused it, with a code of the wire's table of reasons. */
	fail(nonce: number, reason: number): void {
		this.replace(nonce, { state: "failed", reason });
	}

	/** Another text for message `seq`, or its removal, is on its way. */
	changing(seq: number): void {
		this.mark(seq, { isChanging: true, reason: 0 });
	}

	/** The change was refused: the message is as it was. */
	unchanged(seq: number, reason: number): void {
		this.mark(seq, { isChanging: false, reason });
	}

	/** Makes a failed message pending again; false when there is none. */
	retry(nonce: number): boolean {
		if (!this.messages.peek().some((m) => m.nonce === nonce && m.state === "failed")) return false;
		this.replace(nonce, { state: "pending", reason: 0 });
		return true;
	}

	/** The oldest of one's own words that the log has not got yet. */
	nextPending(): Message | undefined {
		return this.messages.peek().find((m) => m.state === "pending");
	}

	/** Takes a failed message away. */
	drop(nonce: number): void {
		this.messages.value = this.messages.value.filter((m) => m.nonce !== nonce || m.state !== "failed");
	}

	/** The message as it stands after its newest change; a removed one keeps a line without words. */
	private changed(message: Message): Message {
		const change = this.changes.get(message.seq);
		if (change?.kind === REMOVED) return { ...message, state: "removed", text: "", attachment: "", isChanging: false };
		if (change?.kind !== EDITED) return message;
		return { ...message, text: change.text, mentions: change.mentions, isEdited: true, isChanging: false };
	}

	private mark(seq: number, change: Partial<Message>): void {
		this.messages.value = this.messages.value.map((m) => (m.seq === seq && seq > 0 ? { ...m, ...change } : m));
	}

	private replace(nonce: number, change: Partial<Message>): void {
		this.messages.value = this.messages.value.map((m) => (m.nonce === nonce && m.seq === 0 ? { ...m, ...change } : m));
	}
}

function isSame(own: Message, stored: Stored): boolean {
	return own.state === "pending" && own.text === stored.text && own.attachment === stored.attachment;
}
