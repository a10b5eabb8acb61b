// The stand: the scene with a made-up hall, for looking and measuring. Not shipped. ?view=aisle&quality=high&people=0
import { createHallScene, type Quality } from "../src/scene";
import { People } from "../src/world/people";
import { SampleCrowd } from "../src/world/sample-crowd";
import { Self } from "../src/world/self";
import type { HallPlan } from "../src/world/plan";
import { fetchBooths } from "../src/scene/booths/format";
import { MATERIAL_NUMBER } from "../src/scene/surface/material";
import { foyerOf } from "../src/world/foyer";
import { standPlan } from "./plan";

const query = new URLSearchParams(location.search);
const [FASCIA, SIGN, LABEL] = ["fascia", "sign", "label"].map((name) => MATERIAL_NUMBER.get(name));
const VIEWS: Record<string, [number, number, number, number, number]> = {
	// x, z, yaw in degrees, pitch, distance
	entrance: [50, 71, 0, 0.02, 0],
	aisle: [14, 62.4, 80, 0.0, 0],
	main: [50, 52, -28, 0.02, 0],
	close: [16.5, 62.6, -12, 0.05, 0],
	overview: [50, 74, -10, 0.62, 7],
	portal: [44, 60, 155, -0.05, 0],
	small: [30, 23, 0, 0.02, 0],
	walk: [47, 60, -8, 0.14, 3.4],
	booth: [30, 36.2, 20, 0.02, 0],
};
declare global {
	interface Window {
		/** A real hall's manifest, put here by tools/pictures.py before the page runs. */
		standPlan?: HallPlan;
	}
}
const plan = window.standPlan ?? standPlan();
const canvas = document.getElementById("c") as HTMLCanvasElement;
const scene = createHallScene(canvas, {
	language: "zh-hans",
	reducedMotion: true,
	scriptedMark: "模拟",
	quality: (query.get("quality") ?? "high") as Quality,
	assets: "/static/client/assets/",
});
const people = new People();
const self = new Self();
const look = { plan, scene, people, self, ready: false, frame: (ms: number) => scene.frame(ms, { seconds: 1 / 60 }), view, place, row, audience, boards, error: "" };
Object.assign(window, { stand: look });

function view(name: string) {
	place(...(VIEWS[name] ?? VIEWS.aisle));
}

function place(x: number, z: number, yaw: number, pitch: number, distance: number) {
	self.put(x, z, (yaw * Math.PI) / 180);
	scene.camera.yaw = self.yaw;
	scene.camera.pitch = pitch;
	scene.camera.distance = distance;
}

/** The first so many of the crowd stand side by side two metres ahead and look back, each a little otherwise; others give way. */
function row(count: number) {
	const [east, south] = [Math.sin(self.yaw), -Math.cos(self.yaw)];
	for (let slot = people.count - 1; slot >= 0; slot--) {
		const [dx, dz] = [people.x[slot] - self.x, people.z[slot] - self.z];
		const ahead = dx * east + dz * south;
		if (people.id[slot] < count || (ahead > -1 && ahead < 5.5 && Math.hypot(dx, dz) < 7)) people.depart(people.id[slot]);
	}
	for (let i = 0; i < count; i++) {
		const aside = (i - (count - 1) / 2) * 0.62;
		const ahead = 2 + (i % 2) * 0.25;
		people.arrive(i, 1, ((Math.imul(i + 3, 2654435761) >>> 12) << 4) | (i * 3) % 8, `p${i}`, "");
		people.place(i, self.x + east * ahead - south * aside, self.z + south * ahead + east * aside, self.yaw + Math.PI + aside * 0.3, 0, 0);
	}
	people.step(20000);
}

/** Metres from the north-west corner: where booths that face south have their names written, `path` from the first letter to the last. */
async function boards() {
	const meshes = await fetchBooths("/static/client/assets/booths/booths.bin");
	return plan.booths.map((booth) => {
		const mesh = meshes.find((one) => one.name === booth.template && one.level === 0);
		const box = { text: booth.fascia, left: Infinity, right: -Infinity, low: Infinity, high: -Infinity, z: -Infinity, path: [] as number[][] };
		const { position = [], kind = [], fit = [], place = [] } = mesh ?? {};
		const found = new Map<number, number[]>();
		for (let at = 0; at < position.length; at += 4) {
			const [x, y, z] = [position[at] / 1000, position[at + 1] / 1000, position[at + 2] / 1000];
			const isRing = kind[at] === LABEL && booth.template === "island" && y > 3 && z > 0 && Math.abs(x) < 1.5;
			if (kind[at] !== FASCIA && kind[at] !== SIGN && !isRing) continue;
			const wider = kind[at] === FASCIA ? Math.min(0, booth.width - 6) : booth.width - 6;
			const east = booth.x + x + (fit[at] / 100) * wider;
			[box.left, box.right] = [Math.min(box.left, east), Math.max(box.right, east)];
			[box.low, box.high] = [Math.min(box.low, y), Math.max(box.high, y)];
			const south = booth.z + z + (fit[at + 1] / 100) * (booth.depth - 4);
			box.z = Math.max(box.z, south);
			found.set(place[at / 2], [east, south]);
		}
		box.path = [...found].sort(([one], [other]) => one - other).map(([, at]) => at);
		return box;
	});
}

/** The last of the crowd sit on the seats before the stage, two in three taken; one stands up there and speaks. */
function audience() {
	const foyer = foyerOf(plan);
	if (!foyer) return;
	let id = people.count;
	const [TALK, SIT] = [3, 7];
	const seat = (x: number, z: number, yaw: number, motion: number) => {
		id--;
		people.place(id, x, z, yaw, motion, 0);
	};
	for (const [i, one] of foyer.seats.entries()) {
		if (Math.imul(i + 5, 2654435761) >>> 30 > 0) seat(one.x, one.z, -Math.PI / 2, SIT);
	}
	seat(foyer.stage.x + foyer.stage.width / 2 - 1.7, foyer.stage.z - 1, Math.PI / 2, TALK);
	people.step(20000);
}

new SampleCrowd(people, plan, Number(query.get("people") ?? 0));
scene.attach(people, self);
scene.load(plan, () => undefined).then(
	() => {
		view(query.get("view") ?? "aisle");
		look.ready = true;
	},
	(error: unknown) => {
		look.error = String(error);
	},
);
