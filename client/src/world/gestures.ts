// What people do once: wave, clap, applaud, point, shake hands. A gesture is a motion for a moment; an offered hand waits for an answer.
// Sending is net/session.ts; how a motion looks is the scene's.
import { signal } from "@preact/signals";
import { NOBODY } from "../wire/messages";
import { ONESELF } from "./gaze";
import type { People } from "./people";
import type { Self } from "./self";

/** The wire's numbers. */
export const WAVE = 1;
export const CLAP = 2;
export const OFFER_HAND = 3;
export const TAKE_HAND = 4;
export const POINT = 5;
export const APPLAUD = 6;
export const SIT_MOTION = 7;
const SHAKE_MOTION = 8;
const MOTION_OF: Record<number, number> = {
	[WAVE]: 4,
	[CLAP]: 6,
	[OFFER_HAND]: SHAKE_MOTION,
	[TAKE_HAND]: SHAKE_MOTION,
	[POINT]: 9,
	[APPLAUD]: 10,
};
/** What whoever sits does without getting up; the first of such motions. */
const SEATED_MOTION = 11;
const SEATED_MOTION_OF: Record<number, number> = { [CLAP]: 11, [APPLAUD]: 11, [WAVE]: 12, [POINT]: 13 };
const GESTURE_MS = 2600;
const APPLAUSE_MS = 7000;
/** Nobody stops with all others: each goes on up to so much longer, by their number. */
const UNEVEN_MS = 1500;
/** What one turns one's head to, and from how far. */
const GREETINGS = new Set([WAVE, OFFER_HAND, TAKE_HAND, POINT]);
const LOOK_METRES = 4;
/** So long an offered hand is held out. */
const OFFER_MS = 15_000;
/** The golden ratio keeps neighbours apart. */
const GOLDEN = 0.618;
/** One's own place among avatars when it has no number. */
const SELF = -1;

export interface Offer {
	id: number;
	name: string;
	until: number;
}

export class Gestures {
	/** Somebody holds out a hand to me. */
	readonly offer = signal<Offer | null>(null);
	/** Who moves so until when, and what they do then; the key is an avatar's id, or SELF. */
	private readonly moving = new Map<number, { motion: number; until: number; after: number }>();

	constructor(
		private readonly people: People,
		private readonly self: Self,
	) {}

	/** Avatar `id` did something; `me` is my own id. Returns the name when it was done to me, else "". */
	take(id: number, gesture: number, target: number, me: number, now: number): string {
		const slot = this.people.slotOf(id);
		const name = slot >= 0 ? this.people.name[slot] : "";
		this.move(id === me ? SELF : id, gesture, now);
		this.greet(gesture, id === me ? ONESELF : id, target === me ? SELF : target, now);
		// Two shake hands: whoever offered moves again together with who took it.
		if (gesture === TAKE_HAND) this.move(target === me ? SELF : target, gesture, now);
		if (target !== me || id === me) return "";
		if (gesture === OFFER_HAND) this.offer.value = { id, name, until: now + OFFER_MS };
		return name;
	}

	/** What I do myself is shown at once. */
	mine(gesture: number, now: number, target = NOBODY): void {
		this.move(SELF, gesture, now);
		this.greet(gesture, ONESELF, target, now);
		if (gesture === TAKE_HAND) this.offer.value = null;
	}

	/** Sits down, or stands up again; walking stands up too. */
	sit(): void {
		const isSeated = this.seatOf(SELF) === SIT_MOTION;
		this.moving.delete(SELF);
		this.self.motion = isSeated ? 0 : SIT_MOTION;
	}

	/** Ends what is over. Called a few times a second. */
	step(now: number): void {
		for (const [id, { motion, until, after }] of this.moving) {
			if (now < until) continue;
			this.moving.delete(id);
			// Who walks by now does not stop for it.
			if (this.motionOf(id) === motion) this.setMotion(id, after);
		}
		const offer = this.offer.peek();
		if (offer && (now >= offer.until || this.people.slotOf(offer.id) < 0)) this.offer.value = null;
	}

	/** Those around look at who greets, and who greets at whom it is for. */
	private greet(gesture: number, id: number, target: number, now: number): void {
		if (!GREETINGS.has(gesture)) return;
		const { gaze } = this.people;
		gaze.attend(id, LOOK_METRES, now + GESTURE_MS);
		if (target !== NOBODY) gaze.attend(target === SELF ? ONESELF : target, LOOK_METRES, now + GESTURE_MS);
	}

	private move(id: number, gesture: number, now: number): void {
		const after = this.seatOf(id);
		const motion = (after === SIT_MOTION ? SEATED_MOTION_OF[gesture] : undefined) ?? MOTION_OF[gesture];
		if (motion === undefined) return;
		const lasts = gesture === APPLAUD ? APPLAUSE_MS + ((id * GOLDEN) % 1) * UNEVEN_MS : GESTURE_MS;
		this.moving.set(id, { motion, until: now + lasts, after });
		this.setMotion(id, motion);
	}

	/** What avatar `id` goes back to when a gesture is over: its seat, or standing. */
	private seatOf(id: number): number {
		const motion = this.motionOf(id);
		const before = this.moving.get(id);
		if (before?.motion === motion) return before.after;
		return motion === SIT_MOTION || motion >= SEATED_MOTION ? SIT_MOTION : 0;
	}

	private motionOf(id: number): number {
		if (id === SELF) return this.self.motion;
		const slot = this.people.slotOf(id);
		return slot >= 0 ? this.people.motion[slot] : 0;
	}

	private setMotion(id: number, motion: number): void {
		if (id === SELF) {
			// A walk goes on; it is no time for gestures.
			if (this.self.speed < 0.05) this.self.motion = motion;
			return;
		}
		const slot = this.people.slotOf(id);
		if (slot >= 0) this.people.motion[slot] = motion;
	}
}
