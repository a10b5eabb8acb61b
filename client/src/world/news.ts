// What the organiser tells everybody of the fair, and what the server says of itself: a list, until each is put away.
// Who remembers that something was put away, and who asks the website for what was told before, is the app.
import { signal } from "@preact/signals";

export interface Told {
	text: string;
	/** Ms since 1970, the gateway's time. */
	at: number;
	isFromOrganiser: boolean;
}
/** Text to the time up to which it was put away: the same words told anew show again. */
export type PutAway = Record<string, number>;

const SAME_MS = 60_000;
const MOST = 20;
const MOST_REMEMBERED = 50;

export class News {
	/** Newest first. */
	readonly list = signal<readonly Told[]>([]);
	/** Called when something new is told live, not for what is read again. */
	onTold: (told: Told) => void = () => {};
	onPutAway: (gone: PutAway) => void = () => {};

	constructor(private gone: PutAway = {}) {}

	/** Something is told now. */
	tell(told: Told): void {
		this.put([told]);
		this.onTold(told);
	}

	/** What was told before one came, or while the connection was away. */
	recall(earlier: readonly Told[]): void {
		this.put(earlier.filter(({ text, at }) => at > (this.gone[text] ?? 0)));
	}

	putAway(told: Told): void {
		this.list.value = this.list.peek().filter((one) => one !== told);
		if (!told.isFromOrganiser) return;
		const kept = Object.entries({ ...this.gone, [told.text]: told.at + SAME_MS });
		this.gone = Object.fromEntries(kept.sort((a, b) => b[1] - a[1]).slice(0, MOST_REMEMBERED));
		this.onPutAway(this.gone);
	}

	/** The server's own word is settled when there is a connection again. */
	settle(): void {
		this.list.value = this.list.peek().filter((one) => one.isFromOrganiser);
	}

	private put(told: readonly Told[]): void {
		const had = this.list.peek();
		const isNew = ({ text, at }: Told) => !had.some((one) => one.text === text && Math.abs(one.at - at) < SAME_MS);
		const fresh = told.filter(isNew);
		if (fresh.length > 0) this.list.value = [...fresh, ...had].sort((a, b) => b.at - a.at).slice(0, MOST);
	}
}
