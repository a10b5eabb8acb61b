// The messages of one group: in the order of their numbers, each once, with one's own on their way.
// Sending and resuming are net/session.ts; the panel is ui/chat.tsx.
import { signal } from "@preact/signals";

export interface Message {
	/** 0 while the group's log has not numbered it. */
	seq: number;
	/** Milliseconds since 1970. */
	at: number;
	flags: number;
	person: string;
	name: string;
	text: string;
	state: "accepted" | "pending" | "failed";
	nonce: number;
	/** The refusal's code when it failed, else 0. */
	reason: number;
}
export type Stored = Pick<Message, "seq" | "at" | "flags" | "person" | "name" | "text">;

export class Group {
	readonly messages = signal<readonly Message[]>([]);
	readonly unread = signal(0);
	readonly hasOlder = signal(false);
	readonly maySay = signal(false);
	readonly joined = signal(false);
	/** The highest number seen: what to ask after when coming back. */
	last = 0;

	constructor(readonly key: string) {}

	/** The lowest number held, 0 when there is none: what to browse before. */
	get first(): number {
		return this.messages.value.find((message) => message.seq > 0)?.seq ?? 0;
	}

	/** Stored messages, live or paged; one that is held already is not doubled. `me` is one's own person id. */
	take(stored: readonly Stored[], me: string): void {
		const held = new Map(this.messages.value.filter((m) => m.seq > 0).map((m) => [m.seq, m]));
		let own = this.messages.value.filter((m) => m.seq === 0);
		let fresh = 0;
		for (const message of stored) {
			if (message.seq > this.last) {
				this.last = message.seq;
				if (message.person !== me) fresh++;
			}
			if (held.has(message.seq)) continue;
			// One's own words can come back before they are acknowledged: the first pending one with that text is it.
			const mine =
				message.person === me ? own.find((m) => m.state === "pending" && m.text === message.text) : undefined;
			if (mine) own = own.filter((m) => m !== mine);
			held.set(message.seq, { ...message, state: "accepted", nonce: mine?.nonce ?? 0, reason: 0 });
		}
		this.messages.value = [...[...held.values()].sort((a, b) => a.seq - b.seq), ...own];
		this.unread.value += fresh;
	}

	/** One's own words, shown at once, pending until the log has them. */
	say(text: string, nonce: number, me: { id: string; name: string }, now: number): void {
		const message: Message = {
			seq: 0,
			at: now,
			flags: 0,
			person: me.id,
			name: me.name,
			text,
			state: "pending",
			nonce,
			reason: 0,
		};
		this.messages.value = [...this.messages.value, message];
	}

	accept(nonce: number, seq: number, at: number): void {
		const message = this.messages.value.find((m) => m.nonce === nonce);
		if (!message || message.seq === seq) return;
		const rest = this.messages.value.filter((m) => m.nonce !== nonce && m.seq !== seq);
		const numbered = [...rest.filter((m) => m.seq > 0), { ...message, seq, at, state: "accepted" as const, reason: 0 }];
		this.messages.value = [...numbered.sort((a, b) => a.seq - b.seq), ...rest.filter((m) => m.seq === 0)];
	}

	/** The gateway refused it, with a code of the wire's table of reasons. */
	fail(nonce: number, reason: number): void {
		this.replace(nonce, { state: "failed", reason });
	}

	/** Tries a failed message again; returns its text, or null when there is none. */
	retry(nonce: number): string | null {
		const message = this.messages.value.find((m) => m.nonce === nonce && m.state === "failed");
		if (message) this.replace(nonce, { state: "pending", reason: 0 });
		return message?.text ?? null;
	}

	/** Takes a failed message away. */
	drop(nonce: number): void {
		this.messages.value = this.messages.value.filter((m) => m.nonce !== nonce || m.state !== "failed");
	}

	remove(seqs: readonly number[]): void {
		const gone = new Set(seqs);
		this.messages.value = this.messages.value.filter((m) => !gone.has(m.seq));
	}

	private replace(nonce: number, change: Partial<Message>): void {
		this.messages.value = this.messages.value.map((m) => (m.nonce === nonce && m.seq === 0 ? { ...m, ...change } : m));
	}
}
