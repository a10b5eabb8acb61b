// A gateway's side of a connection for tests, written in the wire's bytes by hand: greets, pages, stores, refuses.
// It shares no code with the client's codec, so that both have to agree with the wire's page.
import { MemoryLink } from "../../src/net/link";

const HELLO = 0x01;
const ENTER = 0x02;
const JOIN = 0x10;
const SAY = 0x12;
const BROWSE = 0x13;
const EDIT = 0x14;
const REMOVE = 0x15;
const WATCH = 0x16;
const AT_ONCE = 200;
const PAGE = 50;

export const str = (text: string, size: 1 | 2 = 1) => {
	const bytes = new TextEncoder().encode(text);
	return size === 1 ? [bytes.length, ...bytes] : [bytes.length & 255, bytes.length >> 8, ...bytes];
};
export const u16 = (value: number) => [value & 255, value >> 8];
export const u64 = (value: number) => [...new Uint8Array(new BigUint64Array([BigInt(value)]).buffer)];

export interface Line {
	seq: number;
	person: string;
	text: string;
}
const utterance = ({ seq, person, text }: Line) => [
	...u64(seq),
	...u64(seq * 1000),
	0,
	...str(person),
	...str(person),
	...str(text, 2),
	...new Array(12).fill(0), // kind, target, attachment, mentions
];
export const fact = {
	welcome: (person: string) => new Uint8Array([0x81, 1, 1, 0, 0, 0, ...str(person), ...u64(5000), 100, 0]),
	refused: (ref: number, reason: number) => new Uint8Array([0x82, ...u16(ref), reason, ...str("")]),
	said: (group: string, ...lines: Line[]) =>
		new Uint8Array([0xa0, ...str(group), ...u16(lines.length), ...lines.flatMap(utterance)]),
	accepted: (ref: number, group: string, nonce: number, seq: number) =>
		new Uint8Array([0xa1, ...u16(ref), ...str(group), ...u64(nonce), ...u64(seq), ...u64(seq * 1000)]),
	joined: (ref: number, group: string, last: number, slow = 0) => {
		const bounds = [...u64(1), ...u64(last), 1, 0, 0, 0, 0, 0, 0, 0];
		return new Uint8Array([0xa2, ...u16(ref), ...str(group), ...bounds, 1, ...u16(slow)]);
	},
	heads: (group: string, last: number) => new Uint8Array([0xa4, 1, 0, ...str(group), ...u64(last)]),
	rules: (group: string, rights: number, slow: number) => new Uint8Array([0xa5, ...str(group), rights, ...u16(slow)]),
	page: (ref: number, group: string, more: number, lines: Line[]) =>
		new Uint8Array([0xa3, ...u16(ref), ...str(group), more, ...u16(lines.length), ...lines.flatMap(utterance)]),
	removed: (group: string, seq: number, target: number) => {
		const said = utterance({ seq, person: "", text: "" });
		return new Uint8Array([0xa0, ...str(group), 1, 0, ...said.slice(0, -12), 2, ...u64(target), 0, 0, 0]);
	},
};

/** The fields of a command, as far as groups need them. */
export function readCommand(data: Uint8Array) {
	const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
	const number = (at: number) => Number(view.getBigUint64(at, true));
	const kind = data[0];
	if (kind === HELLO) return { kind, ref: 0, group: "", number: 0, text: "" };
	const ref = view.getUint16(1, true);
	if (kind === WATCH) {
		const groups = view.getUint16(3, true);
		return {
			kind,
			ref,
			group: groups ? new TextDecoder().decode(data.subarray(6, 6 + data[5])) : "",
			number: 0,
			text: "",
		};
	}
	const end = 4 + data[3];
	const group = new TextDecoder().decode(data.subarray(4, end));
	if (kind === EDIT || kind === REMOVE) return { kind, ref, group, number: number(end), text: String(number(end + 8)) };
	if (kind !== JOIN && kind !== SAY && kind !== BROWSE) return { kind, ref, group, number: 0, text: "" };
	const text =
		kind === SAY ? new TextDecoder().decode(data.subarray(end + 10, end + 10 + view.getUint16(end + 8, true))) : "";
	return { kind, ref, group, number: number(end), text };
}

export class ScriptedGateway {
	readonly log: Line[] = [];
	/** What came in, of all connections in order. */
	readonly heard: ReturnType<typeof readCommand>[] = [];
	/** Called before each Page: what happens meanwhile. */
	beforePage = () => {};
	/** Refuses the next so many Joins or Says with this reason. */
	refusing = { kind: 0, times: 0, reason: 0 };
	/** Stores what is said, but the acknowledgement is lost with the connection. */
	isDeaf = false;
	/** Seconds between two messages of one person. */
	slow = 0;
	link = new MemoryLink();
	private readonly nonces = new Map<number, number>();

	constructor(readonly me = "me") {}

	connect(): MemoryLink {
		const link = new MemoryLink();
		this.link = link;
		link.send = (data) => {
			link.sent.push(data);
			this.take(readCommand(data));
		};
		queueMicrotask(() => link.open());
		return link;
	}

	/** Others say so many things; who is connected hears them live when `isHeard`. */
	others(count: number, isHeard: boolean): void {
		for (let at = 0; at < count; at++) {
			const line = { seq: this.log.length + 1, person: "other", text: `m${this.log.length + 1}` };
			this.log.push(line);
			if (isHeard) this.link.receive(fact.said("g", line));
		}
	}

	private take(command: ReturnType<typeof readCommand>): void {
		const { link } = this;
		this.heard.push(command);
		if (command.kind === this.refusing.kind && this.refusing.times > 0) {
			this.refusing.times--;
			link.receive(fact.refused(command.ref, this.refusing.reason));
		} else if (command.kind === HELLO) link.receive(fact.welcome(this.me));
		else if (command.kind === JOIN) this.join(command.ref, command.group, command.number);
		else if (command.kind === SAY) this.say(command);
		else if (command.kind === REMOVE) this.remove(command);
		else if (command.kind === WATCH && command.group) link.receive(fact.heads(command.group, 40));
		else if (command.kind === BROWSE) {
			const older = this.log.filter((line) => line.seq < command.number);
			link.receive(fact.page(command.ref, command.group, Number(older.length > PAGE), older.slice(-PAGE)));
		}
	}

	private join(ref: number, group: string, after: number): void {
		this.link.receive(fact.joined(ref, group, this.log.length, this.slow));
		const missed = this.log.filter((line) => line.seq > after);
		const lines = after === 0 ? missed.slice(-PAGE) : missed.slice(0, AT_ONCE);
		const isMore = missed.length > lines.length;
		for (let at = 0; at === 0 || at < lines.length; at += PAGE) {
			this.beforePage();
			const more = at + PAGE < lines.length || isMore;
			this.link.receive(fact.page(ref, group, Number(more), lines.slice(at, at + PAGE)));
		}
	}

	private remove({ ref, group, number: nonce, text: target }: ReturnType<typeof readCommand>): void {
		const seq = this.nonces.get(nonce) ?? this.log.length + 1;
		if (!this.nonces.has(nonce)) this.log.push({ seq, person: "", text: "" });
		this.nonces.set(nonce, seq);
		if (this.isDeaf) return;
		this.link.receive(fact.accepted(ref, group, nonce, seq));
		this.link.receive(fact.removed(group, seq, Number(target)));
	}

	private say({ ref, group, number: nonce, text }: ReturnType<typeof readCommand>): void {
		const known = this.nonces.get(nonce);
		const seq = known ?? this.log.length + 1;
		if (known === undefined) {
			this.nonces.set(nonce, seq);
			this.log.push({ seq, person: this.me, text });
		}
		if (this.isDeaf) return;
		this.link.receive(fact.accepted(ref, group, nonce, seq));
		if (known === undefined) this.link.receive(fact.said(group, this.log[seq - 1]));
	}
}
export { BROWSE, EDIT, ENTER, HELLO, JOIN, REMOVE, SAY, WATCH };
