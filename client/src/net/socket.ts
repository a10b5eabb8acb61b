// One lasting connection: greets with a pass, comes back after a break with growing waits, and says how it stands.
// What is said over it is session.ts.
import { signal } from "@preact/signals";
import { decode, encode } from "../wire/codec";
import { type Command, type Fact, VERSION } from "../wire/messages";
import { isPlaces } from "../wire/places";
import { CLOSE_CODES } from "../wire/tables";
import type { ClosedReason, ConnectionState, WaitReason } from "../world/connection";
import type { Link, Time } from "./link";
import { WebsiteRefused } from "./website";

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 20_000;
const HELLO_PATIENCE_MS = 10_000;
/** After so many tries in vain the pass and the address are asked for anew. */
const TRIES_WITH_A_PASS = 3;
const WAITS: Record<string, WaitReason> = {
	GoingAway: "GoingAway",
	Fault: "Fault",
	TooFast: "TooFast",
	TooSlow: "TooSlow",
	Full: "Full",
};
const TOO_MANY_REQUESTS = 429;
/** Only a connection that held this long proves that the next try may be quick again. */
const STEADY_MS = 10_000;

export interface Greeting {
	pass: string;
	/** The gateway's nodes; any of them will do. */
	urls: readonly string[];
}

export class Connection {
	readonly state = signal<ConnectionState>({ kind: "connecting" });
	onFact: (fact: Fact) => void = () => {};
	/** Places come ten times a second from many cells: as they lie, valid until the call returns. */
	onPlaces: (data: Uint8Array) => void = () => {};
	/** Called after each Hello: enter and join again. What follows a Hello is answered after its Welcome. */
	onHello: () => void = () => {};
	private link: Link | null = null;
	private greeting: Greeting | null = null;
	private attempts = 0;
	private onlineAt = Number.POSITIVE_INFINITY;
	private cancel = () => {};
	private isStopped = false;
	private round = 0;
	/** The link took our Hello: commands may follow at once. */
	private hasGreeted = false;
	/** The same as `state`, for what is asked ten times a second: a signal makes an object of every look. */
	private isOnline = false;
	/** Which of the greeting's addresses, -1 before the first. */
	private node = -1;
	private hasLost = false;

	constructor(
		private readonly open: (url: string) => Link,
		private readonly fetchGreeting: () => Promise<Greeting>,
		private readonly time: Time,
	) {
		this.state.subscribe(({ kind }) => {
			this.isOnline = kind === "online";
		});
	}

	/** Starts, or tries at once when waiting. */
	async start(): Promise<void> {
		this.cancel();
		this.leave();
		this.isStopped = false;
		const round = ++this.round;
		this.state.value = { kind: "connecting" };
		try {
			const greeting = this.greeting ?? (await this.fetchGreeting());
			if (this.isStopped || round !== this.round) return;
			// The website names first the node it chose for this person.
			if (greeting !== this.greeting) this.node = -1;
			this.greeting = greeting;
			this.greet(greeting);
		} catch (error) {
			if (this.isStopped || round !== this.round) return;
			if (error instanceof WebsiteRefused) this.takeRefusal(error);
			else this.wait("Offline");
		}
	}

	/** Tries at once when it was going to try later: the network is back, or somebody looks again. */
	hurry(): void {
		if (this.state.peek().kind === "waiting") void this.start();
	}

	/** Comes in anew with a fresh pass: what it says of oneself has changed. */
	renew(): Promise<void> {
		this.greeting = null;
		return this.start();
	}

	/** Commands leave now; what is asked for when they do not is asked for in `onHello`. */
	get takesCommands(): boolean {
		return this.hasGreeted;
	}

	/** False when the command could not be sent now; the session sends it again when it matters. */
	send(command: Command): boolean {
		if (!this.hasGreeted || !this.link) return false;
		this.link.send(encode(command));
		return true;
	}

	/** The same for a command that is already bytes; they may be filled anew afterwards. */
	sendBytes(data: Uint8Array<ArrayBuffer>): void {
		if (this.isOnline) this.link?.send(data);
	}

	/** Bytes that have not left yet: a busy line gets no more places. */
	waitingBytes(): number {
		return this.link?.waiting() ?? 0;
	}

	stop(): void {
		this.finish("Stopped");
	}

	private takeRefusal({ status, refusal }: WebsiteRefused): void {
		if (status >= 500 || status === TOO_MANY_REQUESTS) this.wait("Website");
		else if (refusal.error === "ShutOut") this.finish("Banned");
		else if (refusal.error === "FormExpired") this.finish("Stale");
		else if (status === 401 || refusal.error === "NotEntered") this.finish("NoPass");
		else this.finish("Refused", refusal.message);
	}

	private greet(greeting: Greeting): void {
		const link = this.open(this.chooseNode(greeting.urls));
		this.link = link;
		link.onOpen = () => {
			if (this.link !== link) return;
			link.send(encode({ type: "Hello", version: VERSION, pass: greeting.pass }));
			this.hasGreeted = true;
			this.onHello();
		};
		link.onMessage = (data) => {
			if (this.link === link) this.take(data);
		};
		link.onClose = (code) => {
			if (this.link === link) this.lose(code);
		};
		this.cancel = this.time.after(HELLO_PATIENCE_MS, () => link.close());
	}

	/** The node one is with, or the first; after a break one of the others by chance, so that they share who comes. */
	private chooseNode(urls: readonly string[]): string {
		const others = urls.map((_, at) => at).filter((at) => at !== this.node);
		if (this.node < 0 || this.node >= urls.length) this.node = 0;
		else if (this.hasLost && others.length > 0) {
			this.node = others[Math.min(others.length - 1, Math.floor(this.time.random() * others.length))];
		}
		this.hasLost = false;
		return urls[this.node];
	}

	private take(data: Uint8Array): void {
		if (isPlaces(data)) {
			this.onPlaces(data);
			return;
		}
		let fact: Fact;
		try {
			fact = decode(data);
		} catch {
			// A kind this version does not know: what we know still holds.
			return;
		}
		if (fact.type === "Welcome") {
			this.cancel();
			this.onlineAt = this.time.now();
			this.state.value = { kind: "online" };
		}
		this.onFact(fact);
	}

	private lose(code: number): void {
		this.link = null;
		this.hasGreeted = false;
		this.cancel();
		if (this.isStopped) return;
		this.hasLost = true;
		if (this.time.now() - this.onlineAt > STEADY_MS) this.attempts = 0;
		this.onlineAt = Number.POSITIVE_INFINITY;
		const close = CLOSE_CODES.get(code);
		if (close?.comeBack === "never") {
			this.finish(close.name === "Banned" || close.name === "OtherVersion" ? close.name : "Broken");
			return;
		}
		const needsPass = close?.comeBack === "new-pass";
		if (needsPass || this.attempts >= TRIES_WITH_A_PASS) this.greeting = null;
		this.wait(needsPass ? "Pass" : (WAITS[close?.name ?? ""] ?? "Lost"));
	}

	private wait(why: WaitReason): void {
		const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** this.attempts++);
		const ms = longest * (0.5 + this.time.random() * 0.5);
		const count = (left: number) => {
			this.state.value = { kind: "waiting", seconds: Math.ceil(left / 1000), why };
			this.cancel = this.time.after(Math.min(1000, left), () => (left > 1000 ? count(left - 1000) : void this.start()));
		};
		count(ms);
	}

	private finish(reason: ClosedReason, spoken = ""): void {
		this.isStopped = true;
		this.cancel();
		this.greeting = null;
		this.leave();
		this.state.value = { kind: "closed", reason, spoken };
	}

	/** Lets go of the link; what it still says is not heard. */
	private leave(): void {
		const link = this.link;
		this.link = null;
		this.hasGreeted = false;
		link?.close();
	}
}
