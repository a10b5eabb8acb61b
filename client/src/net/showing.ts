// Presenting and guiding over the connection: wishes into commands, and what I present again after a break.
// What is on, as the gateway tells it, is world/shows.ts.
import type { Command, Fact } from "../wire/messages";
import type { Shows } from "../world/shows";
import type { Connection } from "./socket";

/** A wish without the number of its command and its group. */
type Wish<Kind extends Command["type"]> = Omit<Extract<Command, { type: Kind }>, "ref" | "group">;
type ShowWish = Wish<"Show"> | Wish<"Turn"> | Wish<"EndShow"> | Wish<"RaiseHand"> | Wish<"AnswerHand">;

export class Showing {
	/** What I present, to say it again after a break. */
	private readonly mine = new Map<string, { show: Wish<"Show">; turn: Wish<"Turn"> | null }>();
	private readonly refs = new Map<number, ShowWish>();

	constructor(
		private readonly connection: Connection,
		private readonly group: string,
		private readonly nextRef: () => number,
		readonly shows: Shows,
	) {}

	/** Presents at a booth (its number) or guides (`tour:` and my id), or changes the title and the pages of it. */
	show(key: string, title: string, pages: readonly string[]): void {
		const wish: Wish<"Show"> = { type: "Show", show: key, title, pages };
		this.mine.set(key, { show: wish, turn: null });
		this.send(wish);
	}

	turn(key: string, page: number, playing = false, position = 0): void {
		const wish: Wish<"Turn"> = { type: "Turn", show: key, page, playing: playing ? 1 : 0, position };
		const mine = this.mine.get(key);
		if (mine) mine.turn = wish;
		this.send(wish);
	}

	end(key: string): void {
		this.mine.delete(key);
		this.send({ type: "EndShow", show: key });
	}

	/** Asks to speak, or goes along with a tour; or not any more. */
	raise(key: string, isUp: boolean): void {
		this.shows.raised(key, isUp);
		this.send({ type: "RaiseHand", show: key, up: isUp ? 1 : 0 });
	}

	answer(key: string, person: string, isGiven: boolean): void {
		this.send({ type: "AnswerHand", show: key, person, given: isGiven ? 1 : 0 });
	}

	/** True when the fact was about a show. */
	take(fact: Fact): boolean {
		if (fact.type === "Joined" && fact.group === this.group) this.again();
		if (fact.type === "ShowEnded") this.mine.delete(fact.show);
		if (fact.type === "Refused" || fact.type === "Done") {
			const wish = this.refs.get(fact.ref);
			if (!wish) return false;
			this.refs.delete(fact.ref);
			this.shows.refused.value = fact.type === "Refused" ? fact.reason : 0;
			if (fact.type === "Refused" && wish.type === "Show") this.mine.delete(wish.show);
			if (fact.type === "Refused" && wish.type === "RaiseHand" && wish.up === 1) this.shows.raised(wish.show, false);
			return true;
		}
		return "group" in fact && fact.group === this.group && this.shows.take(fact);
	}

	/** The connection is another one. */
	resume(): void {
		this.refs.clear();
		this.shows.clear();
	}

	private again(): void {
		for (const { show, turn } of this.mine.values()) {
			this.send(show);
			if (turn) this.send(turn);
		}
	}

	private send(wish: ShowWish): void {
		const ref = this.nextRef();
		this.refs.set(ref, wish);
		const command: Command = { ...wish, ref, group: this.group };
		this.connection.send(command);
	}
}
