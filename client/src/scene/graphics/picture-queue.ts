// Which booths' pictures are fetched: a few at a time, in the order they were wished; what is left behind is let be.
// Pure: fetching is an argument.

/** As many as a browser opens connections to one host, less two for the rest of the page. */
const AT_ONCE = 4;

export class PictureQueue<Picture> {
	private readonly had = new Map<number, Picture | null>();
	private readonly waiting: number[] = [];
	private readonly coming = new Map<number, AbortController>();

	constructor(
		private readonly addresses: readonly (string | null)[],
		private readonly fetchOne: (address: string, signal: AbortSignal) => Promise<Picture>,
		private readonly onHad: (booth: number) => void,
	) {}

	/** The booth's picture, null while there is none. */
	of(booth: number): Picture | null {
		return this.had.get(booth) ?? null;
	}

	/** Whether nothing is to come: it is there, was never shared, or could not be had. */
	isSettled(booth: number): boolean {
		return this.addresses[booth] === null || this.had.has(booth);
	}

	want(booth: number): void {
		if (this.isSettled(booth) || this.coming.has(booth) || this.waiting.includes(booth)) return;
		this.waiting.push(booth);
		this.go();
	}

	leave(booth: number): void {
		const at = this.waiting.indexOf(booth);
		if (at >= 0) this.waiting.splice(at, 1);
		this.coming.get(booth)?.abort();
		this.coming.delete(booth);
		this.go();
	}

	close(): void {
		this.waiting.length = 0;
		for (const booth of [...this.coming.keys()]) this.leave(booth);
	}

	private go(): void {
		while (this.coming.size < AT_ONCE && this.waiting.length > 0) void this.fetch(this.waiting.shift() as number);
	}

	private async fetch(booth: number): Promise<void> {
		const stop = new AbortController();
		this.coming.set(booth, stop);
		const picture = await this.fetchOne(this.addresses[booth] ?? "", stop.signal).catch(() => null);
		// Let be meanwhile: it may be wished again, and then is fetched again.
		if (stop.signal.aborted) return;
		this.coming.delete(booth);
		this.had.set(booth, picture);
		this.onHad(booth);
		this.go();
	}
}
