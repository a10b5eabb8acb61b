// What each step of a frame does in the hall: wires input, self, session, people and scene. Their order is frame.ts.
import type { Session } from "../net/session";
import type { HallScene } from "../scene/hall-scene";
import { type People, shortWay } from "../world/people";
import type { Intent, Self } from "../world/self";
import type { Walkable } from "../world/walkable";
import type { Steps } from "./frame";
import type { Input } from "./input";

const FOLLOW_PER_SECOND = 1.6;

export interface Walk {
	readonly input: Input;
	readonly self: Self;
	readonly walls: Walkable;
	readonly session: Session;
	readonly people: People;
	readonly scene: HallScene;
	/** While something hides the hall nothing of it is drawn; walking and talking go on. */
	isCovered(): boolean;
	/** Self may have put down a foot. */
	walked(): void;
	beat(nowMs: number): void;
}

export function walkSteps({ input, self, walls, session, people, scene, isCovered, walked, beat }: Walk): Steps {
	const intent: Intent = { forward: 0, right: 0, run: false, cameraYaw: 0 };
	return {
		readInput: () => {
			input.read(intent);
			intent.cameraYaw = scene.camera.yaw;
		},
		stepSelf: (passed) => {
			self.step(intent, walls, passed);
			walked();
		},
		sendPlace: (nowMs) => session.move(nowMs),
		stepPeople: (nowMs) => people.step(nowMs),
		turnCamera: ({ seconds }) => {
			if (self.route.length === 0) return;
			scene.camera.yaw += shortWay(scene.camera.yaw, self.yaw) * Math.min(1, seconds * FOLLOW_PER_SECOND);
		},
		draw: (nowMs, passed) => {
			if (!isCovered()) scene.frame(nowMs, passed);
		},
		beat,
	};
}
