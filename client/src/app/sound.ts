// When the hall is heard: off until the person turns it on, and then from their first touch of a page on. How it sounds is sounds.ts.
// What a sound means is also a caption, for those who do not hear it; captions need no sound.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Key } from "../ui/words";
import { foyerOf } from "../world/foyer";
import { APPLAUD, CLAP } from "../world/gestures";
import type { People } from "../world/people";
import type { HallPlan } from "../world/plan";
import type { Self } from "../world/self";
import { recallSound, rememberSound } from "./memory";
import type { Sounds } from "./sounds";

const NEAR_METRES = 12;
const APPLAUSE_METRES = 20;
const STAGE_METRES = 15;
/** Metres from one foot to the other. */
const WALKING_STEP = 0.58;
const RUNNING_STEP = 1.05;
const RUN = 2;
const CAPTION_MS = 5000;

/** How many stand within `metres`; counted, nothing is made. */
export function countNear(people: People, { x, z }: { x: number; z: number }, metres: number): number {
	let near = 0;
	for (let slot = 0; slot < people.count; slot++) {
		const dx = people.x[slot] - x;
		const dz = people.z[slot] - z;
		if (dx * dx + dz * dz < metres * metres) near++;
	}
	return near;
}

export interface Made {
	context: Pick<AudioContext, "resume" | "suspend" | "close">;
	sounds: Sounds;
}
async function makeSounds(): Promise<Made> {
	const { Sounds } = await import("./sounds");
	const context = new AudioContext();
	return { context, sounds: new Sounds(context) };
}

export class Sound {
	readonly isOn = signal(false);
	/** 0..1. */
	readonly volume = signal(0.6);
	readonly hasCaptions = signal(false);
	/** What is heard now, "" for nothing that means anything. */
	readonly caption = signal<Key | "">("");
	private stage: { x: number; z: number } | null = null;
	private made: Made | null = null;
	private isWanted = false;
	private steps = 0;
	private captionUntil = 0;
	private wasAtStage = false;

	constructor(
		private readonly people: People,
		private readonly self: Self,
		/** True leaves out what goes on and on: murmur, music, steps. */
		private readonly isCalm: ReadonlySignal<boolean>,
		private readonly now: () => number = () => performance.now(),
		private readonly make: () => Promise<Made> = makeSounds,
	) {
		const kept = recallSound();
		this.isOn.value = kept.isOn;
		this.volume.value = kept.volume;
		this.hasCaptions.value = kept.hasCaptions;
	}

	/** Follows the settings from now on. Sound begins with a touch: browsers allow none before. */
	start(page: Document): void {
		effect(() => {
			rememberSound({ isOn: this.isOn.value, volume: this.volume.value, hasCaptions: this.hasCaptions.value });
			this.made?.sounds.setVolume(this.isOn.value ? this.volume.value : 0);
			if (this.isOn.value && page.defaultView?.navigator.userActivation?.hasBeenActive) void this.begin();
		});
		for (const touch of ["pointerdown", "keydown"] as const) {
			page.addEventListener(touch, () => this.isOn.peek() && void this.begin());
		}
		page.addEventListener("visibilitychange", () => {
			if (page.visibilityState === "hidden") void this.made?.context.suspend();
			else void this.made?.context.resume();
		});
	}

	/** The hall one is in. */
	enter(plan: HallPlan): void {
		this.stage = foyerOf(plan)?.stage ?? null;
	}

	/** Called each frame: a step is heard when a foot comes down. */
	walked(): void {
		const { self, made } = this;
		const isRunning = self.motion === RUN;
		const steps = Math.floor(self.travelled / (isRunning ? RUNNING_STEP : WALKING_STEP));
		if (steps === this.steps) return;
		this.steps = steps;
		if (made && this.isOn.peek() && self.speed > 0 && !this.isCalm.peek()) made.sounds.putFoot(isRunning);
	}

	/** Called a few times a second: how many murmur, how far the stage is, whether a caption has stood long enough. */
	beat(): void {
		const { self, people, made } = this;
		if (this.caption.peek() !== "" && this.now() > this.captionUntil) this.caption.value = "";
		const { stage } = this;
		const metres = stage ? Math.hypot(stage.x - self.x, stage.z - self.z) : Number.POSITIVE_INFINITY;
		const isAtStage = metres < STAGE_METRES;
		if (isAtStage && !this.wasAtStage && !this.isCalm.peek()) this.tell("sound.stage");
		this.wasAtStage = isAtStage;
		if (!made) return;
		if (this.isCalm.peek()) made.sounds.hush();
		else {
			made.sounds.setCrowd(countNear(people, self, NEAR_METRES));
			made.sounds.setStage(metres);
		}
	}

	/** Before an announcement. */
	chime(): void {
		this.tell("sound.chime");
		if (this.isOn.peek()) this.made?.sounds.chime();
	}

	/** Avatar `id` does something once. */
	gestured(gesture: number, id: number): void {
		if (gesture === CLAP || gesture === APPLAUD) this.applaud(id, gesture === APPLAUD);
	}

	/** Avatar `id` claps, a few times or for long. */
	applaud(id: number, isLong = false): void {
		const slot = this.people.slotOf(id);
		const metres = slot < 0 ? 0 : Math.hypot(this.people.x[slot] - this.self.x, this.people.z[slot] - this.self.z);
		if (metres > APPLAUSE_METRES) return;
		this.tell("sound.applause");
		if (this.isOn.peek()) this.made?.sounds.applaud(metres, isLong);
	}

	stop(): void {
		void this.made?.context.close();
		this.made = null;
	}

	private tell(what: Key): void {
		if (!this.hasCaptions.peek()) return;
		this.caption.value = what;
		this.captionUntil = this.now() + CAPTION_MS;
	}

	private async begin(): Promise<void> {
		if (this.made) {
			await this.made.context.resume();
			return;
		}
		if (this.isWanted) return;
		this.isWanted = true;
		try {
			const made = await this.make();
			this.made = made;
			await made.context.resume();
			made.sounds.setVolume(this.isOn.peek() ? this.volume.peek() : 0);
		} catch {
			// No sound device, or the script did not come: the next touch tries again.
			this.isWanted = false;
		}
	}
}
