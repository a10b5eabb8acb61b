// What shows the way: a lit path on the floor and a lit frame around one booth. Two draws at most, none when unused.
import * as THREE from "three";
import type { PlanBooth } from "../../world/plan";
import type { FloorPoint } from "../hall-scene";
import { MOST_POINTS, RIBBON_STRIDE, writeRibbon } from "./ribbon";

const PATH_VERTEX = /* glsl */ `
attribute vec2 aWay; varying vec2 vWay;
void main() { vWay = aWay; gl_Position = projectionMatrix * viewMatrix * vec4(position, 1.0); }
`;
const PATH_FRAGMENT = /* glsl */ `
uniform float uTime; uniform vec3 uColour; varying vec2 vWay;
void main() {
	float edge = 1.0 - smoothstep(0.35, 1.0, abs(vWay.y));
	float point = abs(vWay.y) * 0.35;
	float beat = smoothstep(0.5, 0.72, fract(vWay.x * 0.8 + point - uTime));
	gl_FragColor = vec4(uColour * (0.75 + beat), edge * (0.35 + 0.6 * beat));
	#include <colorspace_fragment>
}
`;
const FRAME_VERTEX = /* glsl */ `
varying vec3 vBox;
void main() { vBox = position; gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0); }
`;
const FRAME_FRAGMENT = /* glsl */ `
uniform float uTime; uniform vec3 uColour; varying vec3 vBox;
void main() {
	float rise = 1.0 - smoothstep(0.0, 1.0, vBox.y + 0.5);
	gl_FragColor = vec4(uColour * 1.3, rise * rise * (0.5 + 0.14 * sin(uTime * 3.0)));
	#include <colorspace_fragment>
}
`;

export class Guide {
	readonly group = new THREE.Group();
	private readonly time = { value: 0 };
	private readonly buffer = new THREE.InterleavedBuffer(
		new Float32Array(MOST_POINTS * 2 * RIBBON_STRIDE),
		RIBBON_STRIDE,
	);
	private readonly path: THREE.Mesh;
	private readonly frame: THREE.Mesh;

	constructor(private readonly reducedMotion: boolean) {
		const colour = { value: new THREE.Color(0xffc46b) };
		const glow = (vertexShader: string, fragmentShader: string) =>
			new THREE.ShaderMaterial({
				uniforms: { uTime: this.time, uColour: colour },
				vertexShader,
				fragmentShader,
				transparent: true,
				depthWrite: false,
				side: THREE.DoubleSide,
			});
		const band = new THREE.BufferGeometry();
		band.setAttribute("position", new THREE.InterleavedBufferAttribute(this.buffer, 3, 0));
		band.setAttribute("aWay", new THREE.InterleavedBufferAttribute(this.buffer, 2, 3));
		const index: number[] = [];
		for (let i = 0; i < MOST_POINTS - 1; i++) {
			const k = i * 2;
			index.push(k, k + 1, k + 2, k + 2, k + 1, k + 3);
		}
		band.setIndex(index);
		this.path = new THREE.Mesh(band, glow(PATH_VERTEX, PATH_FRAGMENT));
		this.path.frustumCulled = false;
		const walls = new THREE.CylinderGeometry(Math.SQRT1_2, Math.SQRT1_2, 1, 4, 1, true).rotateY(Math.PI / 4);
		this.frame = new THREE.Mesh(walls, glow(FRAME_VERTEX, FRAME_FRAGMENT));
		this.path.visible = this.frame.visible = false;
		this.group.add(this.path, this.frame);
	}

	showPath(points: readonly FloorPoint[] | null): void {
		this.path.visible = points !== null && points.length > 1;
		if (!points || !this.path.visible) return;
		const n = writeRibbon(points, 0.22, this.buffer.array as Float32Array);
		this.path.geometry.setDrawRange(0, (n - 1) * 6);
		this.buffer.needsUpdate = true;
	}

	showBooth(booth: PlanBooth | null): void {
		this.frame.visible = booth !== null;
		if (!booth) return;
		this.frame.position.set(booth.x, 0.6, booth.z);
		this.frame.scale.set(booth.width + 0.16, 1.2, booth.depth + 0.16);
	}

	update(nowMs: number): void {
		if (!this.path.visible && !this.frame.visible) return;
		this.time.value = this.reducedMotion ? 0 : (nowMs / 1000) % 1000;
	}

	destroy(): void {
		for (const mesh of [this.path, this.frame]) {
			mesh.geometry.dispose();
			(mesh.material as THREE.Material).dispose();
		}
	}
}
