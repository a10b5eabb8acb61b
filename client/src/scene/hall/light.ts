// The light of the hall: what reflections and shade see (a hall of lamps only), and one soft sun with a shadow near the camera.
import * as THREE from "three";
import type { HallPlan } from "../../world/plan";
import { type HallLook, lookOf } from "./character";
import { lampGrid } from "./structure";

/** Half the side of the square around the camera's target that has shadows. */
const SHADOW_REACH_METRES = 22;
const SHADOW_TEXELS = 1536;
const AHEAD_METRES = 9;
/** Side of the cube that reflections see; its six faces in half floats, with their rougher levels. */
const SURROUND_TEXELS = 128;
const SURROUND_BYTES = (SURROUND_TEXELS * SURROUND_TEXELS * 6 * 8 * 4) / 3;

function lampsOnly(plan: HallPlan, look: HallLook): { scene: THREE.Scene; destroy: () => void } {
	const scene = new THREE.Scene();
	const { width: w, depth: d, height: h } = plan.hall;
	const grid = lampGrid(plan);
	const shape = new THREE.BoxGeometry(1, 1, 1);
	const made: THREE.Material[] = [];
	const glow = (r: number, g: number, b: number) => {
		const material = new THREE.MeshBasicMaterial({ color: new THREE.Color(r, g, b), side: THREE.DoubleSide });
		made.push(material);
		return material;
	};
	const put = (material: THREE.Material, size: [number, number, number], at: [number, number, number]) => {
		const mesh = new THREE.Mesh(shape, material);
		mesh.scale.set(...size);
		mesh.position.set(...at);
		scene.add(mesh);
	};
	put(glow(0.42, 0.41, 0.4), [w, 0.1, d], [0, h - 1.6, 0]);
	put(glow(0.3, 0.275, 0.245), [w, 0.1, d], [0, -1.7, 0]);
	const wall = glow(0.78, 0.73, 0.66);
	for (const s of [-1, 1]) {
		put(wall, [0.1, h, d], [(s * w) / 2, h / 2 - 1.7, 0]);
		put(wall, [w, h, 0.1], [0, h / 2 - 1.7, (s * d) / 2]);
	}
	const lamp = glow(17 * look.lamps, 15.6 * look.lamps, 13.4 * look.lamps);
	const reach = 2;
	for (let i = -reach; i <= reach; i++) {
		for (let j = -reach; j <= reach; j++) {
			put(lamp, [0.9, 0.05, grid.length], [i * grid.stepX, grid.height - 1.7, j * grid.stepZ]);
		}
	}
	const booth = glow(0.62, 0.5, 0.38);
	const cool = glow(0.2, 0.27, 0.36);
	for (let i = 0; i < 14; i++) {
		const turn = (i / 14) * 2 * Math.PI;
		put(i % 3 ? booth : cool, [3, 3, 3], [Math.sin(turn) * 12, 0, Math.cos(turn) * 12]);
	}
	return {
		scene,
		destroy: () => {
			shape.dispose();
			for (const material of made) material.dispose();
		},
	};
}

export class HallLight {
	readonly sun: THREE.DirectionalLight;
	private readonly surround: THREE.WebGLRenderTarget;

	constructor(
		renderer: THREE.WebGLRenderer,
		private readonly scene: THREE.Scene,
		plan: HallPlan,
	) {
		const look = lookOf(plan);
		this.sun = new THREE.DirectionalLight(look.sun.colour, look.sun.strength);
		const lamps = lampsOnly(plan, look);
		const filter = new THREE.PMREMGenerator(renderer);
		this.surround = filter.fromScene(lamps.scene, 0.02, 0.1, 200, { size: SURROUND_TEXELS });
		filter.dispose();
		lamps.destroy();
		scene.environment = this.surround.texture;
		scene.environmentIntensity = look.surround;
		scene.background = new THREE.Color(look.air);
		scene.fog = new THREE.Fog(look.air, 38, Math.max(120, plan.hall.width * 1.5));
		const { shadow } = this.sun;
		shadow.mapSize.setScalar(SHADOW_TEXELS);
		shadow.camera.left = shadow.camera.bottom = -SHADOW_REACH_METRES;
		shadow.camera.right = shadow.camera.top = SHADOW_REACH_METRES;
		shadow.camera.near = 1;
		shadow.camera.far = 70;
		shadow.bias = -0.0004;
		shadow.normalBias = 0.03;
		shadow.radius = 4;
		shadow.intensity = 0.8;
		scene.add(this.sun, this.sun.target);
	}

	/** Follows the view in steps, so that shadows do not swim: the middle is a little ahead of the camera. Whether it took one. */
	follow(rig: { readonly lens: THREE.Camera; readonly yaw: number }): boolean {
		const { elements } = rig.lens.matrixWorld;
		const step = 2;
		const x = Math.round((elements[12] + Math.sin(rig.yaw) * AHEAD_METRES) / step) * step;
		const z = Math.round((elements[14] - Math.cos(rig.yaw) * AHEAD_METRES) / step) * step;
		const { target } = this.sun;
		if (target.position.x === x && target.position.z === z) return false;
		target.position.set(x, 0, z);
		this.sun.position.set(x + 9, 34, z + 12);
		target.updateMatrixWorld();
		return true;
	}

	setShadows(on: boolean): void {
		this.sun.castShadow = on;
	}

	get bytes(): number {
		return (this.sun.castShadow ? SHADOW_TEXELS * SHADOW_TEXELS * 4 : 0) + SURROUND_BYTES;
	}

	destroy(): void {
		this.scene.environment = null;
		this.surround.dispose();
		this.sun.dispose();
	}
}
