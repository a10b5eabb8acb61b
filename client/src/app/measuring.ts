// The hall drawn as it ships, at one quality among so many scripted visitors, for some seconds: what each frame took.
import type { HallScene, Quality } from "../scene/hall-scene";
import { FrameTimes } from "../world/frame-times";
import { People } from "../world/people";
import type { HallPlan } from "../world/plan";
import { SampleCrowd } from "../world/sample-crowd";
import { Self } from "../world/self";

export interface Task {
	readonly quality: Quality;
	readonly people: number;
}
export interface Measured extends Task {
	readonly perSecond: number;
	/** Milliseconds; `gpu` is null where the browser does not tell. */
	readonly p50: number;
	readonly p95: number;
	readonly script: number;
	readonly gpu: number | null;
	readonly drawCalls: number;
	readonly triangles: number;
	readonly frames: number;
}
export interface Clock {
	/** Calls back once before the next picture, with a monotonic time in ms. */
	frame(then: (nowMs: number) => void): void;
	now(): number;
}
interface Timer {
	begin(): void;
	end(): void;
	collect(tell: (ms: number) => void): void;
}

export const TASKS: readonly Task[] = [
	{ quality: "low", people: 100 },
	{ quality: "low", people: 1000 },
	{ quality: "medium", people: 100 },
	{ quality: "medium", people: 1000 },
	{ quality: "high", people: 100 },
	{ quality: "high", people: 1000 },
	{ quality: "high", people: 5000 },
];
/** Not counted: shaders are made and textures sent in the first ones. */
const WARM_UP_FRAMES = 20;
const WARM_UP_MS = 1500;
const LEAST_FRAMES = 3;
const TELL_MS = 100;

const nextFrame = (clock: Clock): Promise<number> => new Promise((done) => clock.frame(done));

/** Null when `isStopped` says so. The scene is left with nobody in it. */
export async function measure(
	scene: HallScene,
	timer: Timer,
	plan: HallPlan,
	task: Task,
	seconds: number,
	clock: Clock,
	isStopped: () => boolean,
): Promise<Measured | null> {
	const [people, self] = [new People(), new Self()];
	const crowd = new SampleCrowd(people, plan, task.people);
	const avenue = plan.aisles.find((aisle) => aisle.kind === "main") ?? plan.aisles[0];
	self.put(avenue.x, avenue.z + avenue.depth / 2 - 8, 0);
	scene.quality.set(task.quality);
	scene.attach(people, self);
	scene.camera.yaw = 0;
	scene.camera.pitch = 0.14;
	scene.camera.distance = 3.4;
	const [frames, scripts, gpu] = [new FrameTimes(), new FrameTimes(), new FrameTimes()];
	const began = clock.now();
	let [told, last, warm, from] = [0, 0, WARM_UP_FRAMES, 0];
	for (;;) {
		const now = await nextFrame(clock);
		if (isStopped()) return null;
		if (now - told >= TELL_MS) {
			crowd.tell((now - began) / 1000, now);
			told = now;
		}
		const start = clock.now();
		people.step(now);
		timer.begin();
		scene.frame(now, { seconds: last ? Math.min(0.25, (now - last) / 1000) : 1 / 60 });
		timer.end();
		const script = clock.now() - start;
		if (warm > 0) {
			warm = now - began > WARM_UP_MS ? 0 : warm - 1;
			timer.collect(() => undefined);
			from = now;
		} else {
			frames.add(now - last);
			scripts.add(script);
			timer.collect((ms) => gpu.add(ms));
			if (now - from >= seconds * 1000 && frames.count >= LEAST_FRAMES) break;
		}
		last = now;
	}
	const { drawCalls, triangles } = scene.statistics();
	return {
		...task,
		perSecond: frames.perSecond(),
		p50: frames.spread()?.p50 ?? 0,
		p95: frames.spread()?.p95 ?? 0,
		script: scripts.spread()?.p50 ?? 0,
		gpu: gpu.spread()?.p50 ?? null,
		drawCalls,
		triangles,
		frames: frames.count,
	};
}
