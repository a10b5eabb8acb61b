// The one material of everything built (booths and hall): three's standard material with our chunks put in.
// What the chunks say is in chunks.ts; which materials there are is in materials.json.
import * as THREE from "three";
import * as chunk from "./chunks";
import table from "./materials.json";

export const MATERIAL_NUMBER: ReadonlyMap<string, number> = new Map(table.map((entry, number) => [entry.name, number]));

export interface SurfaceUniforms {
	uGraphics: { value: THREE.DataArrayTexture };
	uText: { value: THREE.Texture };
	uDetail: { value: number };
	/** Strength of the booths' baked lamps. */
	uWarmth: { value: number };
}

/** What of the table a hall lights in its own way: colour and glow by name. */
export type Lit = Readonly<Record<string, { colour?: string; glow: number }>>;

/** As the card takes them: three would copy vectors into such an array for every picture. */
function tableUniforms(lit: Lit) {
	const colour: number[] = [];
	const nature: number[] = [];
	const c = new THREE.Color();
	for (const entry of table) {
		c.set(lit[entry.name]?.colour ?? entry.color);
		colour.push(c.r, c.g, c.b, entry.rough);
		nature.push(entry.metal, lit[entry.name]?.glow ?? entry.glow, entry.pattern, 0);
	}
	return { uColour: { value: Float32Array.from(colour) }, uNature: { value: Float32Array.from(nature) } };
}

/** scale: metres per unit of the position attribute. Leaves and thin panels are seen from both sides. */
export function createSurfaceMaterial(shared: SurfaceUniforms, scale: number, lit: Lit): THREE.MeshStandardMaterial {
	const material = new THREE.MeshStandardMaterial({ side: THREE.DoubleSide, shadowSide: THREE.DoubleSide });
	const own = tableUniforms(lit);
	material.defines = { ...material.defines, SURFACE_SCALE: scale.toFixed(4), MATERIALS: table.length };
	material.onBeforeCompile = (shader) => {
		Object.assign(shader.uniforms, shared, own);
		shader.vertexShader = shader.vertexShader
			.replace("#include <common>", chunk.VERTEX_HEAD)
			.replace("#include <begin_vertex>", chunk.VERTEX_BEGIN);
		shader.fragmentShader = shader.fragmentShader
			.replace("#include <common>", chunk.FRAGMENT_HEAD)
			.replace("#include <map_fragment>", chunk.FRAGMENT_COLOUR)
			.replace("#include <roughnessmap_fragment>", chunk.FRAGMENT_ROUGH)
			.replace("#include <metalnessmap_fragment>", chunk.FRAGMENT_METAL)
			.replace("#include <normal_fragment_maps>", chunk.FRAGMENT_NORMAL)
			.replace("#include <emissivemap_fragment>", chunk.FRAGMENT_GLOW)
			.replace("#include <aomap_fragment>", chunk.FRAGMENT_SHADE);
	};
	material.customProgramCacheKey = () => `surface ${scale}`;
	return material;
}

/** Draws the same surfaces into the shadow map. */
export function createSurfaceDepth(scale: number): THREE.MeshDepthMaterial {
	const material = new THREE.MeshDepthMaterial({ side: THREE.DoubleSide });
	material.defines = { SURFACE_SCALE: scale.toFixed(4) };
	material.onBeforeCompile = (shader) => {
		shader.vertexShader = shader.vertexShader
			.replace("#include <common>", chunk.DEPTH_HEAD)
			.replace("#include <begin_vertex>", chunk.DEPTH_BEGIN);
	};
	material.customProgramCacheKey = () => `surface depth ${scale}`;
	return material;
}
