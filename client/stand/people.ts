// The stand for people alone, without a hall: ?view=faces|line|clips|details|crowd|switch|gaze&people=300; clips&motions=10,11 shows those.
// `switch` shows twelve walkers from `away` metres through a visitor's lens, so that two details can be compared. Not shipped.
import * as THREE from "three";
import type { Quality } from "../src/scene/hall-scene";
import { createCrowd } from "../src/scene/people";
import { BODIES as LOOKS } from "../src/world/look";
import { People } from "../src/world/people";
import { Self } from "../src/world/self";

const BODIES = LOOKS.length;
const query = new URLSearchParams(location.search);
const motions = query.get("motions")?.split(",").map(Number);
const view = query.get("view") ?? "line";
const canvas = document.getElementById("c") as HTMLCanvasElement;
const renderer = new THREE.WebGLRenderer({ canvas, antialias: true, preserveDrawingBuffer: true });
renderer.setSize(canvas.clientWidth, canvas.clientHeight, false);
renderer.toneMapping = THREE.NeutralToneMapping;
const scene = new THREE.Scene();
scene.background = new THREE.Color(0xb9bec4);
scene.add(new THREE.HemisphereLight(0xffffff, 0x8a8d92, 2.2));
const sun = new THREE.DirectionalLight(0xfff4e6, 1.6);
sun.position.set(3, 6, 5);
scene.add(sun);
const floor = new THREE.Mesh(new THREE.PlaneGeometry(200, 200), new THREE.MeshStandardMaterial({ color: 0x7d848c }));
floor.rotateX(-Math.PI / 2);
scene.add(floor);
const away: Record<string, number> = { switch: Number(query.get("away") ?? 29), faces: 2, line: 6, clips: 6.4, details: 6, crowd: 9 };
const camera = new THREE.PerspectiveCamera(view === "switch" ? 58 : 40, canvas.clientWidth / canvas.clientHeight, 0.1, 200);
camera.position.set(50, view === "faces" ? 1.6 : 1.5, 50 + (away[view] ?? 5));
camera.lookAt(50, view === "faces" ? 1.5 : 0.95, 50);
const people = new People();
const self = new Self();
self.put(50, 200, 0);
const look = {
	ready: false, error: "", calls: 0, milliseconds: 0, frame,
	/** The picture at a quality, once nobody fades. */
	shoot: (quality: Quality) => {
		crowd?.setQuality(quality);
		crowd?.update(20_000 + shots * 2000, { seconds: 1 / 60 });
		crowd?.update(21_000 + shots++ * 2000, { seconds: 1 / 60 });
		renderer.render(scene, camera);
		return canvas.toDataURL("image/png");
	},
	/** The pictures of the fade to a quality, 60 a second, from the last one before it to the first after it. */
	fade: (quality: Quality) => {
		const taken: string[] = [];
		const began = 20_000 + shots++ * 2000;
		for (let frame = 0; frame <= 34; frame++) {
			if (frame === 1) crowd?.setQuality(quality);
			crowd?.update(began + (frame * 1000) / 60, { seconds: 1 / 60 });
			renderer.render(scene, camera);
			taken.push(canvas.toDataURL("image/png"));
		}
		return taken;
	},
};
let shots = 0;
Object.assign(window, { stand: look });

const count = view === "faces" ? 4 : view === "crowd" ? Number(query.get("people") ?? 300) : view === "clips" ? 12 : view === "switch" ? 12 : view === "gaze" ? 14 : BODIES;
for (let at = 0; at < count; at++) {
	const spread = Math.imul(at + 1, 2654435761) >>> 0;
	const body = (at + Number(query.get("first") ?? 0)) % BODIES;
	people.arrive(at, 1, ((spread & 0xffff) << 4) | body | (at % 2) << 24, `p${at}`, view === "line" ? `访客 ${at + 1}` : "");
	const inRow = (at - (count - 1) / 2) * (view === "faces" ? 0.42 : 0.75);
	const x = view === "crowd" ? 40 + (spread % 2000) / 100 : 50 + inRow;
	const z = view === "crowd" ? 58 - ((spread >>> 11) % 3000) / 100 : 50;
	const motion = view === "clips" ? (motions ? motions[at % motions.length] : at) : view === "crowd" ? [1, 1, 0, 3][spread & 3] : 0;
	people.place(at, x, z, view === "crowd" ? (spread % 628) / 100 : Math.PI + inRow * 0.3, motion, 0);
	if (view === "switch") people.place(at, 50 + (at - 5.5) * 1.2, 50, (at * Math.PI * 2) / 12 + 0.2, 1, 0);
	// Two rows before one who talks, some with their backs to him.
	if (view === "gaze") people.place(at, at === 0 ? 50 : 50 + ((at % 7) - 3) * 0.75, at === 0 ? 51.6 : 50 - Math.floor(at / 7) * 0.9, at === 0 ? 0.5 : Math.PI + ((at * 37) % 19 - 9) * 0.16, at === 0 ? 3 : motions ? motions[at % motions.length] : 0, 0);
	people.travelled[at] = (spread % 100) / 70;
}

function frame(ms: number): void {
	people.step(ms);
	const began = performance.now();
	crowd?.update(ms, { seconds: 1 / 60 });
	look.milliseconds = performance.now() - began;
	renderer.render(scene, camera);
	look.calls = renderer.info.render.calls;
}
const context = { scene, renderer, camera, assets: "/static/client/assets/", quality: "high" as const, scriptedMark: "模拟" };
const crowd = await createCrowd(context).catch((error: unknown) => {
	look.error = String(error);
	return null;
});
crowd?.attach(people, self);
if (view === "gaze") people.gaze.attend(Number(query.get("at") ?? 0), 9, 1e9);
if (view === "line") crowd?.say(2, "您好，欢迎参观！");
frame(1000);
frame(9000);
for (let ms = 9016; view === "gaze" && ms < 12_000; ms += 16) {
	people.step(ms);
	crowd?.update(ms, { seconds: 0.016 });
}
renderer.render(scene, camera);
look.ready = true;
