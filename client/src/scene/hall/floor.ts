// The hall's floor: one plate with the material of floor-chunks.ts and a small map of where booths stand.
import * as THREE from "three";
import type { HallPlan } from "../../world/plan";
import { lookOf } from "./character";
import * as chunk from "./floor-chunks";
import { lampGrid } from "./structure";

const MAP_SIZE = 512;

export interface Floor {
	readonly mesh: THREE.Mesh;
	readonly bytes: number;
	setDetail(detail: number): void;
	destroy(): void;
}

/** Colour of each booth and, blurred, how much of the floor it covers (alpha). */
function boothMap(plan: HallPlan): THREE.CanvasTexture {
	const canvas = document.createElement("canvas");
	canvas.width = canvas.height = MAP_SIZE;
	const g = canvas.getContext("2d");
	const sx = MAP_SIZE / plan.hall.width;
	const sz = MAP_SIZE / plan.hall.depth;
	if (g) {
		g.filter = `blur(${Math.max(1, 0.5 * sx)}px)`;
		for (const booth of plan.booths) {
			const { width, depth } = booth;
			g.fillStyle = "#a89a88";
			g.fillRect((booth.x - width / 2) * sx, (booth.z - depth / 2) * sz, width * sx, depth * sz);
			g.globalAlpha = 0.3;
			g.fillStyle = booth.accent;
			g.fillRect((booth.x - width / 2) * sx, (booth.z - depth / 2) * sz, width * sx, depth * sz);
			g.globalAlpha = 1;
		}
	}
	const texture = new THREE.CanvasTexture(canvas);
	texture.colorSpace = THREE.SRGBColorSpace;
	texture.flipY = false;
	return texture;
}

export function createFloor(plan: HallPlan): Floor {
	const { width, depth } = plan.hall;
	const grid = lampGrid(plan);
	const map = boothMap(plan);
	const detail = { value: 1 };
	const material = new THREE.MeshStandardMaterial({ metalness: 0 });
	material.onBeforeCompile = (shader) => {
		Object.assign(shader.uniforms, {
			uBooths: { value: map },
			uHall: { value: new THREE.Vector2(width, depth) },
			uLamps: { value: new THREE.Vector4(grid.stepX, grid.stepZ, grid.firstX, grid.firstZ) },
			uLamp: { value: new THREE.Vector3(grid.width, grid.length, grid.height) },
			uDetail: detail,
			uLampLight: { value: 6.5 * lookOf(plan).lamps },
		});
		shader.vertexShader = shader.vertexShader
			.replace("#include <common>", chunk.FLOOR_VERTEX_HEAD)
			.replace("#include <begin_vertex>", chunk.FLOOR_VERTEX_BEGIN);
		shader.fragmentShader = shader.fragmentShader
			.replace("#include <common>", chunk.FLOOR_HEAD)
			.replace("#include <map_fragment>", chunk.FLOOR_COLOUR)
			.replace("#include <roughnessmap_fragment>", chunk.FLOOR_ROUGH)
			.replace("#include <emissivemap_fragment>", chunk.FLOOR_GLOW)
			.replace("#include <aomap_fragment>", chunk.FLOOR_SHADE);
	};
	const geometry = new THREE.PlaneGeometry(width, depth).rotateX(-Math.PI / 2).translate(width / 2, 0, depth / 2);
	const mesh = new THREE.Mesh(geometry, material);
	mesh.receiveShadow = true;
	mesh.matrixAutoUpdate = false;
	return {
		mesh,
		bytes: Math.round((MAP_SIZE * MAP_SIZE * 4 * 4) / 3),
		setDetail: (value) => {
			detail.value = value;
		},
		destroy: () => {
			geometry.dispose();
			material.dispose();
			map.dispose();
		},
	};
}
