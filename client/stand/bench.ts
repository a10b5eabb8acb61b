// What benchmarks/client measures: the walk as it ships (input, self, session, people, scene) among people from wire frames,
// beside it the crowd of peer.ts and the booths of peer-booths.ts. Draw calls are stubbed, nothing else.
// ?people=1000&quality=high&across=12&pictures=1
import { Frames } from "../src/app/frame";
import { Input } from "../src/app/input";
import { walkSteps } from "../src/app/walk-steps";
import { MemoryLink, MemoryTime } from "../src/net/link";
import { Session } from "../src/net/session";
import { Connection } from "../src/net/socket";
import { createHallScene, type Quality } from "../src/scene";
import { MOST_SCREENS, screenOf } from "../src/world/booth-screens";
import { Group } from "../src/world/group";
import { Lines } from "../src/world/lines";
import { People } from "../src/world/people";
import { Presence } from "../src/world/presence";
import { Self } from "../src/world/self";
import { Shows } from "../src/world/shows";
import { Walkable } from "../src/world/walkable";
import { readBodies } from "../src/scene/people/bodies";
import { slideWhenTold } from "./feet";
import { StandGateway } from "./gateway";
import { PeerCrowd } from "./peer";
import { PeerBooths } from "./peer-booths";
import { standPlan } from "./plan";

const FRAME_MS = 1000 / 60;
const query = new URLSearchParams(location.search);
const count = Number(query.get("people") ?? 1000);
const plan = window.standPlan ?? standPlan(Number(query.get("across") ?? 12), query.has("pictures"));
const canvas = document.getElementById("c") as HTMLCanvasElement;
const quality = (query.get("quality") ?? "high") as Quality;
const scene = createHallScene(canvas, { language: "zh-hans", reducedMotion: false, scriptedMark: "模拟", quality, assets: "/static/client/assets/" });
const people = new People();
const self = new Self();
const time = new MemoryTime();
const link = new MemoryLink();
// A socket copies what it is given in the browser's own memory; the twin's copy would be counted as ours.
link.send = () => undefined;
const connection = new Connection(() => link, async () => ({ pass: "pass", urls: [""] }), time);
const session = new Session(connection, { people, self, presence: new Presence(), groups: [new Group("hall:stand/h1")], lines: new Lines(), shows: new Shows() }, time);
const gateway = new StandGateway(link, plan, count);
const avenue = plan.aisles.find((aisle) => aisle.kind === "main") ?? plan.aisles[0];

let now = 0;
let toldAt = 0;
let north = true;
/** Draw calls and triangles of this picture, and the most of any: pictures with shadows drawn anew have more than the others. */
const drawn = Int32Array.of(0, 0);
const mostDrawn = Int32Array.of(0, 0);
const frames = new Frames(
	walkSteps({
		input: new Input(canvas, { forward: 0, right: 0 }, { look: () => undefined, zoom: () => undefined, click: () => undefined, key: () => false, usesLetters: () => true }),
		self, walls: new Walkable(plan), session, people, scene,
		isCovered: () => false, walked: () => undefined,
		beat: () => undefined,
	}),
);

/** One frame of the walk up and down the avenue; every sixth brings a snapshot. Returns the ms of script in the frame alone. */
function walk(isTurning = true): number {
	now += FRAME_MS;
	if (now - toldAt >= 100) {
		time.pass(now - time.now());
		toldAt = now;
		gateway.step(now / 1000, self.x, self.z);
	}
	if (isTurning) turn();
	const began = performance.now();
	frames.run(now);
	const took = performance.now() - began;
	for (let at = 0; at < 2; at++) {
		mostDrawn[at] = Math.max(mostDrawn[at], drawn[at]);
		drawn[at] = 0;
	}
	return took;
}

/** Keeps to the avenue, up and down. */
function turn(): void {
	const end = avenue.depth / 2 - 6;
	if (north ? self.z < avenue.z - end : self.z > avenue.z + end) north = !north;
	const goal = north ? Math.atan2(avenue.x - self.x, 8) : Math.PI - Math.atan2(avenue.x - self.x, 8);
	scene.camera.yaw += (goal - scene.camera.yaw) * 0.03;
}

/** Lets messages in, as between two frames: a painted board comes as one. */
const breath = new MessageChannel();
let breathed: () => void = () => undefined;
breath.port1.onmessage = () => breathed();
function breathe(): Promise<void> {
	return new Promise((done) => {
		breathed = done;
		breath.port2.postMessage(0);
	});
}

/** So many frames, one after the other; `paced`: sixty a second, so that painting has the time that it has in a browser. */
async function run(total: number, paced = false): Promise<number[]> {
	const times: number[] = [];
	for (let at = 0; at < total; at++) {
		const due = performance.now() + FRAME_MS;
		times.push(walk());
		do await breathe();
		while (paced && performance.now() < due);
	}
	return times;
}

/** Through every cross aisle at `pace` metres a second, faster than anybody runs; what streams has to keep up. */
async function tour(pace: number): Promise<{ times: number[]; longTasks: number[] }> {
	const longTasks: number[] = [];
	const watch = new PerformanceObserver((list) => {
		for (const entry of list.getEntries()) longTasks.push(entry.duration);
	});
	watch.observe({ type: "longtask" });
	const times: number[] = [];
	const lanes = plan.aisles.filter((aisle) => aisle.kind === "cross");
	for (const [turn, lane] of lanes.entries()) {
		const way = turn % 2 === 0 ? 1 : -1;
		for (let gone = 0; gone < lane.width; gone += (pace * FRAME_MS) / 1000) {
			const due = performance.now() + FRAME_MS;
			self.put(lane.x + way * (gone - lane.width / 2), lane.z, way * Math.PI * 0.5);
			scene.camera.yaw = self.yaw;
			times.push(walk(false));
			do await breathe();
			while (performance.now() < due);
		}
	}
	await scene.settle(5000);
	watch.disconnect();
	return { times, longTasks };
}

/** Pages of 1920 x 1080 on as many screens as are ever drawn. */
async function present(): Promise<void> {
	const page = document.createElement("canvas");
	[page.width, page.height] = [1920, 1080];
	page.getContext("2d")?.fillRect(0, 0, 960, 540);
	const address = page.toDataURL("image/jpeg");
	const on = plan.booths.flatMap((booth) => {
		const place = screenOf(booth);
		return place ? [{ booth: booth.number, place, address, isVideo: false, isPlaying: false, moment: () => 0 }] : [];
	});
	scene.present(on.slice(0, MOST_SCREENS));
	while (scene.statistics().screens < MOST_SCREENS) await breathe();
}

/** A snapshot of everybody, taken by the session: ms for all its messages. */
function decode(total: number): number[] {
	const said = gateway.snapshot();
	const times: number[] = [];
	for (let at = 0; at < total; at++) {
		time.pass(100);
		const began = performance.now();
		for (const bytes of said) link.receive(bytes);
		times.push(performance.now() - began);
	}
	now = time.now();
	return times;
}

function stubDraws(): void {
	const gl = canvas.getContext("webgl2") as WebGL2RenderingContext;
	const nothing = () => undefined;
	const count = (_mode: number, corners: number, _type: number, _from: number, instances = 1) => {
		drawn[0]++;
		drawn[1] += (corners / 3) * instances;
	};
	Object.assign(gl, { clear: nothing, drawElements: count, drawArrays: (mode: number, from: number, corners: number) => count(mode, corners, 0, from), drawElementsInstanced: count, drawArraysInstanced: nothing });
}

let peer: PeerCrowd | null = null;
/** From now on the peer's crowd walks instead of ours, from the same places. */
async function takePeer(): Promise<void> {
	peer = await PeerCrowd.create("/static/client/assets/", people);
}
function runPeer(total: number): number[] {
	const times: number[] = [];
	for (let at = 0; at < total; at++) {
		now += FRAME_MS;
		if (now - toldAt >= 100) {
			time.pass(now - time.now());
			toldAt = now;
			gateway.step(now / 1000, self.x, self.z);
		}
		const began = performance.now();
		people.step(now);
		peer?.frame(FRAME_MS / 1000, self.x, self.z);
		times.push(performance.now() - began);
	}
	return times;
}

let booths: PeerBooths | null = null;
/** A glTF a booth, from the same meshes; returns the files' bytes. */
async function takePeerBooths(): Promise<number> {
	booths = await PeerBooths.create("/static/client/assets/", plan);
	return booths.fileBytes;
}
function runPeerBooths(total: number): number[] {
	const times: number[] = [];
	for (let at = 0; at < total; at++) {
		const began = performance.now();
		booths?.frame(avenue.x, avenue.z + avenue.depth / 2 - 8 - (at % 60));
		times.push(performance.now() - began);
	}
	return times;
}

/** The most that a planted foot slides in a step at a walk, metres: of all bodies at two paces. */
async function feet(): Promise<number> {
	const answer = await fetch("/static/client/assets/people/people.bin");
	const set = readBodies(await answer.arrayBuffer());
	return Math.max(...set.bodies.flatMap((_, body) => [1.1, 1.4].map((pace) => slideWhenTold(set, body, pace))));
}

const stand = {
	ready: false, error: "", run, present, decode, stubDraws, takePeer, runPeer, tour, takePeerBooths, runPeerBooths, feet,
	people: () => people.count,
	statistics: () => ({ ...scene.statistics(), mostDrawCalls: mostDrawn[0], mostTriangles: mostDrawn[1] }),
	booths: plan.booths.length,
	peerBoothsStatistics: () => booths?.statistics() ?? null,
	peerStatistics: () => peer?.statistics() ?? null,
};
Object.assign(window, { stand });

async function begin(): Promise<void> {
	await scene.load(plan, () => undefined);
	await connection.start();
	session.enter("stand/h1", false);
	gateway.open("stand/h1", avenue.x, avenue.z + avenue.depth / 2 - 8);
	scene.attach(people, self);
	scene.camera.yaw = 0;
	scene.camera.distance = 3.2;
	dispatchEvent(new KeyboardEvent("keydown", { code: "KeyW" }));
	stand.ready = true;
}
begin().catch((error: unknown) => {
	stand.error = String(error);
});
