// What people do once: wave, clap, point, shake hands. A gesture is a motion for a moment; an offered hand waits for an answer.
// Sending is net/session.ts; how a motion looks is the scene's.
import { signal } from "@preact/signals";
import type { People } from "./people";
import type { Self } from "./self";

/** The wire's numbers. */
export const WAVE = 1;
export const CLAP = 2;
export const OFFER_HAND = 3;
export const TAKE_HAND = 4;
export const POINT = 5;
export const SIT_MOTION = 7;
const SHAKE_MOTION = 8;
const MOTION_OF: Record<number, number> = {
	[WAVE]: 4,
	[CLAP]: 6,
	[OFFER_HAND]: SHAKE_MOTION,
	[TAKE_HAND]: SHAKE_MOTION,
	[POINT]: 9,
};
const GESTURE_MS = 2600;
/** So long an offered hand is held out. */
const OFFER_MS = 15_000;
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
	/** Who moves so until when; the key is an avatar's id, or SELF. */
	private readonly moving = new Map<number, { motion: number; until: number }>();

	constructor(
		private readonly people: People,
		private readonly self: Self,
	) {}

	/** Avatar `id` did something; `me` is my own id. Returns the name when it was done to me, else "". */
	take(id: number, gesture: number, target: number, me: number, now: number): string {
		const slot = this.people.slotOf(id);
		const name = slot >= 0 ? this.people.name[slot] : "";
		this.move(id === me ? SELF : id, gesture, now);
		// Two shake hands: whoever offered moves again together with who took it.
		if (gesture === TAKE_HAND) this.move(target === me ? SELF : target, gesture, now);
		if (target !== me || id === me) return "";
		if (gesture === OFFER_HAND) this.offer.value = { id, name, until: now + OFFER_MS };
		return name;
	}

	/** What I do myself is shown at once. */
	mine(gesture: number, now: number): void {
		this.move(SELF, gesture, now);
		if (gesture === TAKE_HAND) this.offer.value = null;
	}

	/** Sits down, or stands up again; walking stands up too. */
	sit(): void {
		this.moving.delete(SELF);
		this.self.motion = this.self.motion === SIT_MOTION ? 0 : SIT_MOTION;
	}

	/** Ends what is over. Called a few times a second. */
	step(now: number): void {
		for (const [id, { motion, until }] of this.moving) {
			if (now < until) continue;
			this.moving.delete(id);
			// Who walks by now does not stop for it.
			if (this.motionOf(id) === motion) this.setMotion(id, 0);
		}
		const offer = this.offer.peek();
		if (offer && (now >= offer.until || this.people.slotOf(offer.id) < 0)) this.offer.value = null;
	}

	private move(id: number, gesture: number, now: number): void {
		const motion = MOTION_OF[gesture];
		if (motion === undefined) return;
		this.moving.set(id, { motion, until: now + GESTURE_MS });
		this.setMotion(id, motion);
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
