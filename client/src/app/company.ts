// Being with others in the hall: going to somebody and staying with them, gestures, an offered hand, another line.
// What people do is world/gestures.ts; what is shown of it is ui/people-near.tsx.
import { signal } from "@preact/signals";
import type { Session, World } from "../net/session";
import type { Words } from "../ui/words";
import { ANY_LINE, NOBODY } from "../wire/messages";
import { ONESELF } from "../world/gaze";
import { APPLAUD, Gestures, OFFER_HAND, TAKE_HAND, WAVE } from "../world/gestures";
import { nearest } from "../world/people";
import { findRoute } from "../world/route";
import type { Walkable } from "../world/walkable";

/** As near as one stands to talk. */
const BESIDE_METRES = 1.6;
/** Whom one follows may go this far before one sets out again. */
const LEASH_METRES = 2.6;
/** So long somebody may take to appear after one has changed to their line. */
const APPEAR_MS = 8000;
const HAND_METRES = 3;
/** So near, and so long, people look at who says something. */
const LISTEN_METRES = 6;
const LISTEN_MS = 6000;
const APPLAUSE_METRES = 20;
/** Applause that begins within this time is the same. */
const APPLAUSE_MS = 20_000;

export interface Followed {
	person: string;
	name: string;
}

export class Company {
	readonly gestures: Gestures;
	/** Whom I go after, null when I walk as I like. */
	readonly following = signal<Followed | null>(null);
	walkable: Walkable | null = null;
	/** Somebody, or oneself (NOBODY), does something once. */
	onGesture: (gesture: number, id: number) => void = () => {};
	private appearsUntil = 0;
	private applaudedUntil = Number.NEGATIVE_INFINITY;
	private goal = { x: Number.NaN, z: Number.NaN };

	constructor(
		private readonly session: Session,
		private readonly world: World,
		private readonly words: Words,
		private readonly announce: (text: string) => void,
		private readonly now: () => number,
	) {
		const { people } = world;
		this.gestures = new Gestures(people, world.self);
		session.onGestured = (id, gesture, target) => {
			this.onGesture(gesture, id);
			if (gesture === APPLAUD && id !== session.meInHall) this.tellApplause(people.slotOf(id));
			const name = this.gestures.take(id, gesture, target, session.meInHall, this.now());
			if (name === "") return;
			if (gesture === OFFER_HAND) announce(words("gesture.offered", { name }));
			else if (gesture === TAKE_HAND) announce(words("gesture.shaken", { name }));
			else if (gesture === WAVE) announce(words("gesture.waved", { name }));
		};
	}

	/** Says once that there is applause, however many join in: who reads the hall gets it in words. */
	private tellApplause(slot: number): void {
		const { people, self } = this.world;
		if (slot < 0 || this.now() < this.applaudedUntil) return;
		if (Math.hypot(people.x[slot] - self.x, people.z[slot] - self.z) > APPLAUSE_METRES) return;
		this.applaudedUntil = this.now() + APPLAUSE_MS;
		this.announce(this.words("sound.applause"));
	}

	/** A person said something: who is here is looked at, and has a bubble, which `show` makes. */
	hear(person: string, show: (id: number) => void): void {
		const { people } = this.world;
		const slot = people.person.indexOf(person);
		if (slot >= 0) show(people.id[slot]);
		this.listen(person, LISTEN_METRES, LISTEN_MS);
	}

	/** Those within `metres` of somebody look at them for a while. */
	listen(person: string, metres: number, ms: number): void {
		const { people } = this.world;
		const slot = people.person.indexOf(person);
		const isMe = person === this.session.me.id;
		if (slot >= 0 || isMe) people.gaze.attend(isMe ? ONESELF : people.id[slot], metres, this.now() + ms);
	}

	/** Does something for all around, or to avatar `id`. */
	gesture(gesture: number, id = NOBODY): void {
		this.session.gesture(gesture, id);
		this.gestures.mine(gesture, this.now(), id);
		this.onGesture(gesture, NOBODY);
	}

	/** Takes the hand that is offered, else offers one's own to `id` or to whoever is nearest. */
	shakeHands(id?: number): void {
		const { people, self } = this.world;
		const offer = this.gestures.offer.peek();
		if (offer && (id === undefined || id === offer.id)) {
			this.face(people.slotOf(offer.id));
			this.gesture(TAKE_HAND, offer.id);
			this.announce(this.words("gesture.shaken", { name: offer.name }));
			return;
		}
		const slot = id === undefined ? (nearest(people, self, 1, HAND_METRES)[0] ?? -1) : people.slotOf(id);
		if (slot < 0) {
			this.announce(this.words("people.none"));
			return;
		}
		this.face(slot);
		this.gesture(OFFER_HAND, people.id[slot]);
		this.announce(this.words("gesture.offering", { name: people.name[slot] }));
	}

	/** Turns to somebody before holding out a hand. */
	private face(slot: number): void {
		const { people, self } = this.world;
		if (slot >= 0) self.face(Math.atan2(people.x[slot] - self.x, self.z - people.z[slot]));
	}

	/** Goes to somebody and stays with them, through another line of the hall if need be; walking by hand ends it. */
	follow(person: string, name: string): void {
		this.following.value = { person, name };
		this.goal = { x: Number.NaN, z: Number.NaN };
		this.appearsUntil = this.now() + APPEAR_MS;
		if (this.world.people.person.indexOf(person) < 0) this.session.changeLine(ANY_LINE, person);
	}

	leave(): void {
		this.following.value = null;
	}

	/** A few times a second; `isByHand`: the person walks as they like. */
	beat(isByHand: boolean): void {
		this.gestures.step(this.now());
		const followed = this.following.peek();
		if (!followed) return;
		if (isByHand) {
			this.leave();
			return;
		}
		const { people, self } = this.world;
		const slot = people.person.indexOf(followed.person);
		if (slot < 0) {
			if (this.now() < this.appearsUntil) return;
			this.announce(this.words("people.away", { name: followed.name }));
			this.leave();
			return;
		}
		this.appearsUntil = this.now() + APPEAR_MS;
		const to = { x: people.x[slot], z: people.z[slot] };
		const away = Math.hypot(to.x - self.x, to.z - self.z);
		const isOnTheWay = self.route.length > 0 && Math.hypot(to.x - this.goal.x, to.z - this.goal.z) < 1;
		if (away < LEASH_METRES || isOnTheWay || !this.walkable) return;
		const beside = BESIDE_METRES / away;
		const way = findRoute(this.walkable, self, {
			x: to.x + (self.x - to.x) * beside,
			z: to.z + (self.z - to.z) * beside,
		});
		this.goal = to;
		if (way) self.follow(way, Math.atan2(to.x - self.x, -(to.z - self.z)));
	}
}
