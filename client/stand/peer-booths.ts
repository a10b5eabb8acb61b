// Booths as a team would take them: one glTF file a booth, made from the very meshes of ours (fine detail, one part a material,
// its own poster as a picture) by three's exporter and read back by its loader. Only the method differs.
import * as THREE from "three";
import { GLTFExporter } from "three/examples/jsm/exporters/GLTFExporter.js";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { type BoothMesh, fetchBooths } from "../src/scene/booths/format";
import { paintBooth } from "../src/scene/graphics/painter";
import { GRAPHIC_SIZE } from "../src/scene/graphics/wishes";
import materials from "../src/scene/surface/materials.json";
import { type HallPlan, type PlanBooth, TURNS } from "../src/world/plan";

/** Patterns of materials.json that show the booth's own graphics, and the accent colour. */
const GRAPHIC = 5;
const ACCENT = 1;

/** One group of the booth's triangles for each material it has. */
function parts(mesh: BoothMesh): Map<number, THREE.BufferGeometry> {
	const corners = new Map<number, number[]>();
	for (let at = 0; at < mesh.indices.length; at += 3) {
		const kind = mesh.kind[mesh.indices[at] * 4];
		const list = corners.get(kind) ?? [];
		list.push(mesh.indices[at], mesh.indices[at + 1], mesh.indices[at + 2]);
		corners.set(kind, list);
	}
	return new Map(
		[...corners].map(([kind, list]) => {
			const used = [...new Set(list)];
			const places = new Map(used.map((vertex, at) => [vertex, at]));
			const shape = new THREE.BufferGeometry();
			const take = (from: ArrayLike<number>, stride: number, width: number, scale: number) =>
				new THREE.Float32BufferAttribute(used.flatMap((vertex) => Array.from({ length: width }, (_, c) => from[vertex * stride + c] * scale)), width);
			shape.setAttribute("position", take(mesh.position, 4, 3, 0.001));
			shape.setAttribute("normal", take(mesh.normal, 4, 3, 1 / 127));
			shape.setAttribute("uv", take(mesh.place, 2, 2, 1 / 65535));
			shape.setIndex(list.map((vertex) => places.get(vertex) as number));
			return [kind, shape];
		}),
	);
}

async function fileOf(booth: PlanBooth, mesh: BoothMesh): Promise<ArrayBuffer> {
	const canvas = document.createElement("canvas");
	canvas.width = canvas.height = GRAPHIC_SIZE;
	const pen = canvas.getContext("2d");
	if (pen) paintBooth(pen, booth, null);
	const poster = new THREE.CanvasTexture(canvas);
	poster.flipY = false;
	const group = new THREE.Group();
	for (const [kind, shape] of parts(mesh)) {
		const { color, rough, metal, pattern } = materials[kind];
		const isGraphic = pattern === GRAPHIC;
		const material = new THREE.MeshStandardMaterial({ color: pattern === ACCENT ? booth.accent : color, roughness: rough, metalness: metal, map: isGraphic ? poster : null });
		group.add(new THREE.Mesh(shape, material));
	}
	return (await new GLTFExporter().parseAsync(group, { binary: true })) as ArrayBuffer;
}

export class PeerBooths {
	fileBytes = 0;
	private mostDrawCalls = 0;
	private mostTriangles = 0;
	private readonly scene = new THREE.Scene();
	private readonly camera = new THREE.PerspectiveCamera(58, 16 / 9, 0.12, 220);
	private readonly renderer: THREE.WebGLRenderer;

	private constructor() {
		const canvas = document.createElement("canvas");
		[canvas.width, canvas.height] = [640, 360];
		this.renderer = new THREE.WebGLRenderer({ canvas });
		const nothing = () => undefined;
		Object.assign(this.renderer.getContext(), { clear: nothing, drawElements: nothing, drawArrays: nothing });
		this.scene.add(new THREE.HemisphereLight(0xffffff, 0x888888, 2), new THREE.DirectionalLight(0xffffff, 1));
	}

	static async create(assets: string, plan: HallPlan): Promise<PeerBooths> {
		const made = new PeerBooths();
		const meshes = await fetchBooths(`${assets}booths/booths.bin`);
		const loader = new GLTFLoader();
		for (const booth of plan.booths) {
			const mesh = meshes.find((one) => one.name === booth.template && one.level === 0) ?? meshes[0];
			const file = await fileOf(booth, mesh);
			made.fileBytes += file.byteLength;
			const { scene } = await loader.parseAsync(file, "");
			scene.rotation.y = (-TURNS[booth.facing] * Math.PI) / 2;
			scene.position.set(booth.x, 0, booth.z);
			made.scene.add(scene);
		}
		return made;
	}

	frame(x: number, z: number): void {
		this.camera.position.set(x, 1.7, z);
		this.renderer.render(this.scene, this.camera);
		const { calls, triangles } = this.renderer.info.render;
		this.mostDrawCalls = Math.max(this.mostDrawCalls, calls);
		this.mostTriangles = Math.max(this.mostTriangles, triangles);
	}

	/** Of the frame that showed most: the last one may stand behind all booths. */
	statistics() {
		const { memory } = this.renderer.info;
		return { drawCalls: this.mostDrawCalls, triangles: this.mostTriangles, textures: memory.textures, geometries: memory.geometries };
	}
}
