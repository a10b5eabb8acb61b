// The way into a headset and out again, for browsers that have WebXR. What is seen there is scene/immersion.ts.
import { type Signal, signal } from "@preact/signals";
import type { HallScene, Immersed, Immersion } from "../scene/hall-scene";
import type { HeadsetState } from "../ui/desk";
import type { Walkable } from "../world/walkable";
import type { Running } from "./frame";

/** What the door opens to, once the hall is loaded. */
export interface Inside {
	readonly scene: HallScene;
	readonly walls: Walkable;
	readonly frames: Pick<Running, "lend" | "giveBack">;
}
type Wishes = Pick<Immersion, "stick" | "choose">;
type Devices = Pick<XRSystem, "isSessionSupported" | "requestSession">;

export class HeadsetDoor {
	/** "none" without a headset, or before the hall is loaded. */
	readonly state: Signal<HeadsetState> = signal("none");
	private inside: Inside | null = null;
	private worn: Immersed | null = null;

	constructor(
		private readonly devices: Devices | undefined,
		private readonly wishes: Wishes,
	) {}

	/** The hall is there: offers the headset where there is one. */
	async open(inside: Inside): Promise<void> {
		this.inside = inside;
		// A browser may refuse to answer, as in a frame that is not allowed to.
		const has = await this.devices?.isSessionSupported("immersive-vr").catch(() => false);
		if (has) this.state.value = "ready";
	}

	/** Puts the headset on, or takes it off. Called by a click: browsers open a session for nothing less. */
	async wear(): Promise<void> {
		const { inside, devices, state } = this;
		if (this.worn) return this.worn.end();
		if (!inside || !devices || state.value === "opening") return;
		state.value = "opening";
		let session: XRSession | null = null;
		try {
			session = await devices.requestSession("immersive-vr", { optionalFeatures: ["local-floor"] });
			const run = inside.frames.lend();
			this.worn = await inside.scene.immerse(session, inside.walls, {
				...this.wishes,
				run,
				left: () => {
					this.worn = null;
					inside.frames.giveBack();
					state.value = "ready";
				},
			});
			state.value = "on";
		} catch (error) {
			console.warn(error);
			await session?.end().catch(() => undefined);
			inside.frames.giveBack();
			state.value = "failed";
		}
	}
}
