// What is presented in the hall: pages in step at booths, talks, guided tours; who asks to speak and who has the word.
// The gateway's facts say what holds; who carries wishes out is net/showing.ts.
import { signal } from "@preact/signals";
import type { Fact, Hand, Showing } from "../wire/messages";

export type Show = Showing;
/** Something that can be put on the screen of a booth; `url` as it goes over the wire, `picture` as a list shows it. */
export interface Slide {
	name: string;
	url: string;
	picture: string | null;
	is_video: boolean;
}
/** What became of my hand at a show. */
export type Asked = "waiting" | "given" | "declined";

const TOUR = "tour:";
/** What the website hands out, and nothing else, is fetched because somebody else says so. */
const PAGE = /^\/(media|files)\/[A-Za-z0-9_-][A-Za-z0-9/_.-]*$/;
const VIDEO = /\.(mp4|webm)$/;

export const tourOf = (person: string) => TOUR + person;
export const isTour = (show: Show) => show.show.startsWith(TOUR);
export const isVideo = (page: string) => VIDEO.test(page);

/** The address of the page that is shown now; null when there is none or it is not of this website. */
export function pageNow({ pages, page }: Show): string | null {
	const address = pages[page] ?? "";
	return PAGE.test(address) && !address.includes("..") ? address : null;
}

/** The moment of the video at the gateway's time `now`, in ms. */
export function momentOf({ playing, position, at }: Show, now: number): number {
	return playing === 1 ? position + Math.max(0, now - at) : position;
}

export class Shows {
	readonly list = signal<readonly Show[]>([]);
	/** Of what I present or guide: who asks, or goes along. */
	readonly hands = signal<ReadonlyMap<string, readonly Hand[]>>(new Map());
	readonly asked = signal<ReadonlyMap<string, Asked>>(new Map());
	/** The code of the last refusal, 0 when the last wish was granted. */
	readonly refused = signal(0);
	onEnded: (show: Show) => void = () => {};

	of(key: string): Show | null {
		return this.list.value.find(({ show }) => show === key) ?? null;
	}

	/** True when the fact was about a show. */
	take(fact: Fact): boolean {
		switch (fact.type) {
			case "Showing": {
				const others = this.list.peek().filter(({ show }) => show !== fact.show);
				this.list.value = [...others, fact].sort((a, b) => (a.show < b.show ? -1 : 1));
				return true;
			}
			case "Turned": {
				const { page, playing, position, at } = fact;
				this.list.value = this.list
					.peek()
					.map((one) => (one.show === fact.show ? { ...one, page, playing, position, at } : one));
				return true;
			}
			case "ShowEnded": {
				const ended = this.list.peek().find(({ show }) => show === fact.show);
				this.list.value = this.list.peek().filter(({ show }) => show !== fact.show);
				this.hands.value = without(this.hands.peek(), fact.show);
				this.asked.value = without(this.asked.peek(), fact.show);
				if (ended) this.onEnded(ended);
				return true;
			}
			case "Hands":
				this.hands.value = new Map(this.hands.peek()).set(fact.show, fact.hands);
				return true;
			case "HandAnswered":
				this.asked.value = new Map(this.asked.peek()).set(fact.show, fact.given === 1 ? "given" : "declined");
				return true;
			default:
				return false;
		}
	}

	/** My hand is up, or down again. */
	raised(key: string, isUp: boolean): void {
		this.asked.value = isUp ? new Map(this.asked.peek()).set(key, "waiting") : without(this.asked.peek(), key);
	}

	/** The connection is another: what is on is told anew. */
	clear(): void {
		this.list.value = [];
		this.hands.value = new Map();
		this.asked.value = new Map();
	}
}

function without<Value>(map: ReadonlyMap<string, Value>, key: string): ReadonlyMap<string, Value> {
	const left = new Map(map);
	left.delete(key);
	return left;
}
