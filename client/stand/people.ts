// The stand for people alone, without a hall: ?view=faces|line|clips|details|crowd&people=300. Not shipped.
import * as THREE from "three";
import { createCrowd } from "../src/scene/people";
import { BODIES } from "../src/scene/people/clothes";
import { People } from "../src/world/people";
import { Self } from "../src/world/self";

const query = new URLSearchParams(location.search);
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
const away: Record<string, number> = { faces: 2, line: 6, clips: 6.4, details: 6, crowd: 9 };
const camera = new THREE.PerspectiveCamera(40, canvas.clientWidth / canvas.clientHeight, 0.1, 200);
camera.position.set(50, view === "faces" ? 1.6 : 1.5, 50 + (away[view] ?? 5));
camera.lookAt(50, view === "faces" ? 1.5 : 0.95, 50);
const people = new People();
const self = new Self();
self.put(50, 200, 0);
const look = { ready: false, error: "", calls: 0, milliseconds: 0, frame };
Object.assign(window, { stand: look });

const count = view === "faces" ? 4 : view === "crowd" ? Number(query.get("people") ?? 300) : view === "clips" ? 10 : BODIES;
for (let at = 0; at < count; at++) {
	const spread = Math.imul(at + 1, 2654435761) >>> 0;
	const body = (at + Number(query.get("first") ?? 0)) % BODIES;
	people.arrive(at, 1, ((spread & 0xffff) << 4) | body, `p${at}`, view === "line" ? `访客 ${at + 1}` : "");
	const inRow = (at - (count - 1) / 2) * (view === "faces" ? 0.42 : 0.75);
	const x = view === "crowd" ? 40 + (spread % 2000) / 100 : 50 + inRow;
	const z = view === "crowd" ? 58 - ((spread >>> 11) % 3000) / 100 : 50;
	const motion = view === "clips" ? at : view === "crowd" ? [1, 1, 0, 3][spread & 3] : 0;
	people.place(at, x, z, view === "crowd" ? (spread % 628) / 100 : Math.PI + inRow * 0.3, motion, 0);
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
if (view === "line") crowd?.say(2, "您好，欢迎参观！");
frame(1000);
frame(9000);
look.ready = true;
