// Which booths' pictures are fetched: a few booths at a time, in the order they were wished; what is left behind is let be, and
// what it had is given up: the browser keeps the files, not we the pixels. Pure: fetching is an argument.

/** As many as a browser opens connections to one host, less two for the rest of the page. */
const AT_ONCE = 4;

export class PictureQueue<Order, Pictures> {
	private readonly had = new Map<number, Pictures | null>();
	private readonly waiting: number[] = [];
	private readonly coming = new Map<number, AbortController>();

	constructor(
		/** What each booth needs, null for nothing. */
		private readonly orders: readonly (Order | null)[],
		private readonly fetchAll: (order: Order, signal: AbortSignal) => Promise<Pictures>,
		private readonly onHad: (booth: number) => void,
		private readonly giveUp: (pictures: Pictures) => void = () => undefined,
	) {}

	/** The booth's pictures, null while there are none. */
	of(booth: number): Pictures | null {
		return this.had.get(booth) ?? null;
	}

	/** Whether nothing is to come: it is there, was never needed, or could not be had. */
	isSettled(booth: number): boolean {
		return this.orders[booth] === null || this.had.has(booth);
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
		const had = this.had.get(booth);
		if (had) this.giveUp(had);
		this.had.delete(booth);
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
		const order = this.orders[booth];
		if (order === null) return;
		const stop = new AbortController();
		this.coming.set(booth, stop);
		const pictures = await this.fetchAll(order, stop.signal).catch(() => null);
		// Let be meanwhile: it may be wished again, and then is fetched again.
		if (stop.signal.aborted) return;
		this.coming.delete(booth);
		this.had.set(booth, pictures);
		this.onHad(booth);
		this.go();
	}
}
