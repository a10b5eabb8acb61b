// One lasting connection: greets with a pass, comes back after a break with growing waits, and says how it stands.
// What is said over it is session.ts.
import { signal } from "@preact/signals";
import { decode, encode } from "../wire/codec";
import { type Command, type Fact, VERSION } from "../wire/messages";
import { CLOSE_CODES } from "../wire/tables";
import type { ConnectionState } from "../world/connection";
import type { Link, Time } from "./link";
import { WebsiteRefused } from "./passes";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const HELLO_PATIENCE_MS = 10_000;

export interface Greeting {
	pass: string;
	url: string;
}

export class Connection {
	readonly state = signal<ConnectionState>({ kind: "connecting" });
	onFact: (fact: Fact) => void = () => {};
	/** Called after each Welcome: enter and join again. */
	onOnline: () => void = () => {};
	private link: Link | null = null;
	private greeting: Greeting | null = null;
	private attempts = 0;
	private cancel = () => {};
	private isStopped = false;

	constructor(
		private readonly open: (url: string) => Link,
		private readonly fetchGreeting: () => Promise<Greeting>,
		private readonly time: Time,
	) {}

	/** Starts, or tries at once when waiting. */
	async start(): Promise<void> {
		this.cancel();
		this.isStopped = false;
		this.state.value = { kind: "connecting" };
		try {
			this.greeting ??= await this.fetchGreeting();
		} catch (error) {
			if (error instanceof WebsiteRefused && error.status < 500 && error.status !== 429) this.finish("NoPass");
			else this.wait();
			return;
		}
		if (this.isStopped) return;
		this.greet(this.greeting);
	}

	/** False when the command could not be sent now; the session sends it again when it matters. */
	send(command: Command): boolean {
		if (this.state.value.kind !== "online" || !this.link) return false;
		this.link.send(encode(command));
		return true;
	}

	/** Bytes that have not left yet: a busy line gets no more places. */
	waitingBytes(): number {
		return this.link?.waiting() ?? 0;
	}

	stop(): void {
		this.finish("Stopped");
	}

	private greet(greeting: Greeting): void {
		const link = this.open(greeting.url);
		this.link = link;
		link.onOpen = () => link.send(encode({ type: "Hello", version: VERSION, pass: greeting.pass }));
		link.onMessage = (data) => this.take(data);
		link.onClose = (code) => {
			if (this.link === link) this.lose(code);
		};
		this.cancel = this.time.after(HELLO_PATIENCE_MS, () => link.close());
	}

	private take(data: Uint8Array): void {
		let fact: Fact;
		try {
			fact = decode(data);
		} catch {
			// A kind this version does not know: what we know still holds.
			return;
		}
		if (fact.type === "Welcome") {
			this.cancel();
			this.attempts = 0;
			this.state.value = { kind: "online" };
			this.onFact(fact);
			this.onOnline();
		} else this.onFact(fact);
	}

	private lose(code: number): void {
		this.link = null;
		this.cancel();
		if (this.isStopped) return;
		const close = CLOSE_CODES.get(code);
		if (close?.comeBack === "never") {
			this.finish(close.name === "Banned" || close.name === "OtherVersion" ? close.name : "Broken");
			return;
		}
		if (close?.comeBack === "new-pass" || this.attempts > 2) this.greeting = null;
		this.wait();
	}

	private wait(): void {
		const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts++);
		const ms = longest * (0.5 + this.time.random() * 0.5);
		const count = (left: number) => {
			this.state.value = { kind: "waiting", seconds: Math.ceil(left / 1000) };
			this.cancel = this.time.after(Math.min(1000, left), () => (left > 1000 ? count(left - 1000) : void this.start()));
		};
		count(ms);
	}

	private finish(reason: "Banned" | "OtherVersion" | "NoPass" | "Stopped" | "Broken"): void {
		this.isStopped = true;
		this.cancel();
		this.greeting = null;
		const link = this.link;
		this.link = null;
		link?.close();
		this.state.value = { kind: "closed", reason };
	}
}
