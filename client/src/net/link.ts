// What a connection needs of a socket and of time, and the twin in memory that tests and stands use.
// The real one is made by openSocket; when to open it again is socket.ts.
export interface Link {
	/** Takes a copy of the bytes. */
	send(data: Uint8Array<ArrayBuffer>): void;
	close(): void;
	onOpen: () => void;
	/** Messages come in the order they were sent, each once, until onClose; none after it. */
	onMessage: (data: Uint8Array) => void;
	/** Exactly once, also when the link never opened. */
	onClose: (code: number) => void;
	/** Bytes given to send and not yet on their way. */
	waiting(): number;
}
export interface Time {
	now(): number;
	random(): number;
	after(ms: number, run: () => void): () => void;
}

export const BROWSER_TIME: Time = {
	now: () => performance.now(),
	random: Math.random,
	after: (ms, run) => {
		const timer = setTimeout(run, ms);
		return () => clearTimeout(timer);
	},
};

const nothing = () => {};

export function openSocket(url: string): Link {
	const socket = new WebSocket(url);
	socket.binaryType = "arraybuffer";
	const link: Link = {
		send: (data) => socket.send(data),
		close: () => socket.close(1000),
		onOpen: nothing,
		onMessage: nothing,
		onClose: nothing,
		waiting: () => socket.bufferedAmount,
	};
	socket.onopen = () => link.onOpen();
	socket.onmessage = (event: MessageEvent<ArrayBuffer>) => link.onMessage(new Uint8Array(event.data));
	socket.onclose = (event) => link.onClose(event.code);
	return link;
}

/** A link without a network: `sent` holds what went out, `receive` and `end` play the gateway. */
export class MemoryLink implements Link {
	readonly sent: Uint8Array[] = [];
	isClosed = false;
	onOpen = nothing;
	onMessage: (data: Uint8Array) => void = nothing;
	onClose: (code: number) => void = nothing;

	send(data: Uint8Array): void {
		// A copy, as a socket takes one: the sender may fill the same bytes again.
		this.sent.push(data.slice());
	}
	close(): void {
		this.end(1000);
	}
	waiting(): number {
		return 0;
	}
	open(): void {
		this.onOpen();
	}
	receive(data: Uint8Array): void {
		if (!this.isClosed) this.onMessage(data);
	}
	end(code: number): void {
		if (this.isClosed) return;
		this.isClosed = true;
		this.onClose(code);
	}
}

/** A clock that stands still until told to go on. */
export class MemoryTime implements Time {
	private at = 0;
	private jobs: { due: number; run: () => void }[] = [];
	constructor(private readonly chance: () => number = () => 0.5) {}
	now(): number {
		return this.at;
	}
	random(): number {
		return this.chance();
	}
	after(ms: number, run: () => void): () => void {
		const job = { due: this.at + ms, run };
		this.jobs.push(job);
		return () => {
			this.jobs = this.jobs.filter((other) => other !== job);
		};
	}
	/** Goes on by `ms`, running what falls due in order. */
	pass(ms: number): void {
		const end = this.at + ms;
		for (;;) {
			const next = this.jobs.filter((job) => job.due <= end).sort((a, b) => a.due - b.due)[0];
			if (!next) break;
			this.jobs = this.jobs.filter((job) => job !== next);
			this.at = next.due;
			next.run();
		}
		this.at = end;
	}
}
