// The material of a body: bone matrices from a texture, the person's colours, baked occlusion. Meshes are bodies.ts.
import * as THREE from "three";
import { type Body, type BodySet, type Level, neckOf } from "./bodies";
import { FIRST_SKINS, rowsOf } from "./clothes";

/** What the head is turned by travels behind the point of a row's number: radians over HEAD_RADIANS, from the middle on. */
export const HEAD_RADIANS = 2.5;
export const HEAD_AHEAD = 0.5;
/** Bones that move a point, by detail. */
const INFLUENCES = [4, 2] as const;
/** Room for so many bodies in the shaders. */
const MOST_BODIES = 16;
/** How much a bone's points go along with the head. */
const HEAD_BONE = 5;
const NECK_BONE = 4;
const NECK_SHARE = 0.35;
/** Thirty-two steps of being there, as a fine pattern: two details with complementary steps make one whole person. */
export const FADE_STEPS = 32;
/** Above the fade steps lie glasses and tone, bits 24-26 of the look: a number of 32 bits of a float has room for no more than 24. */
export const MORE = FADE_STEPS * 2;
/** The colours of a look: bits 0-3 body, 4-7 top, 8-11 bottom, 12-15 hair, 16-19 skin, 20-23 ribbon. */
export const LOOK = /* glsl */ `
uniform highp sampler2D palette;
uniform ivec2 bodyRows[${MOST_BODIES}]; // of tops and of skins
int topRow, skinRow;
vec3 paletteOf(int row, uint shift) { return texelFetch(palette, ivec2(int((uint(gait.w + 0.5) >> shift) & 15u), row), 0).rgb; }
vec3 tintOf(float region) {
  int tone = int(gait.z) / ${MORE * 2};
  if (region < 0.5) return paletteOf(tone == 0 ? skinRow : ${FIRST_SKINS - 1} + tone, 16u);
  if (region < 1.5) return vec3(0.62);
  if (region < 2.5) return topRow == 0 && ((uint(gait.w + 0.5) >> 8u) & 15u) < 12u ? paletteOf(0, 4u) : paletteOf(3, 8u);
  if (region < 3.5) return vec3(0.018, 0.015, 0.014);
  if (region < 4.5) return paletteOf(topRow, 4u);
  return region < 5.5 ? paletteOf(4, 12u) : vec3(0.02);
}
`;

export const FADE = /* glsl */ `
if (vFade != ${FADE_STEPS - 1}.0) {
  float grain = fract(52.9829189 * fract(dot(gl_FragCoord.xy, vec2(0.06711056, 0.00583715))));
  if (vFade < ${FADE_STEPS}.0 ? grain >= (vFade + 1.0) / ${FADE_STEPS}.0 : grain < (vFade - ${FADE_STEPS - 1}.0) / ${FADE_STEPS}.0) discard;
}
`;

export const HEAD = /* glsl */ `
attribute vec4 kind;    // openness, region
attribute vec4 joint;
attribute vec4 weight;
attribute vec4 place;   // x, z, yaw, height scale
attribute vec4 gait;    // row + HEAD_AHEAD + turn of the head, other row, share of the other + fade step + MORE of glasses and tone, look
uniform highp sampler2D bones;
uniform float bodyScale;
uniform vec3 necks[${MOST_BODIES}]; // where each body's head turns, in the rest pose
uniform int rowsABody;
varying vec3 vTint;
varying vec3 vFlag;
varying vec3 vPicture;
varying float vOpen;
flat varying float vFade;
int body;

${LOOK}
void poseBody(inout vec3 p, inout vec3 n) {
  vec4 r0 = vec4(0.0), r1 = vec4(0.0), r2 = vec4(0.0);
  float whole = 0.0, share = fract(gait.z), headed = 0.0;
  int row = int(gait.x);
  body = row / rowsABody;
  for (int k = 0; k < INFLUENCES; k++) {
    float w = weight[k];
    int x = int(joint[k] + 0.5) * 3;
    ivec2 a = ivec2(x, row), b = ivec2(x, int(gait.y + 0.5));
    r0 += w * mix(texelFetch(bones, a, 0), texelFetch(bones, b, 0), share);
    r1 += w * mix(texelFetch(bones, a + ivec2(1, 0), 0), texelFetch(bones, b + ivec2(1, 0), 0), share);
    r2 += w * mix(texelFetch(bones, a + ivec2(2, 0), 0), texelFetch(bones, b + ivec2(2, 0), 0), share);
    whole += w;
    headed += w * (joint[k] == ${HEAD_BONE}.0 ? 1.0 : joint[k] == ${NECK_BONE}.0 ? ${NECK_SHARE} : 0.0);
  }
  vec4 q = vec4(p * bodyScale, 1.0);
  p = vec3(dot(r0, q), dot(r1, q), dot(r2, q)) / max(whole, 1e-4) * place.w;
  n = normalize(vec3(dot(r0.xyz, n), dot(r1.xyz, n), dot(r2.xyz, n)));
  float turn = (fract(gait.x) - ${HEAD_AHEAD}) * ${HEAD_RADIANS} * headed / max(whole, 1e-4);
  if (abs(turn) > 1e-3) {
    vec4 h0 = texelFetch(bones, ivec2(${HEAD_BONE * 3}, row), 0), h2 = texelFetch(bones, ivec2(${HEAD_BONE * 3 + 2}, row), 0);
    vec3 neck = necks[body];
    vec2 about = vec2(dot(h0, vec4(neck, 1.0)), dot(h2, vec4(neck, 1.0))) * place.w;
    float ct = cos(turn), st = sin(turn);
    vec2 from = p.xz - about;
    p.xz = about + vec2(ct * from.x - st * from.y, st * from.x + ct * from.y);
    n.xz = vec2(ct * n.x - st * n.z, st * n.x + ct * n.z);
  }
  float c = cos(place.z), s = sin(place.z);
  p = vec3(-c * p.x - s * -p.z, p.y, -s * p.x - c * p.z);
  n = vec3(-c * n.x + s * n.z, n.y, -s * n.x - c * n.z);
  p.xz += place.xy;
  // Glasses that are not worn have no size.
  if (kind.y * 255.0 > 5.5 && (int(gait.z) / ${MORE}) % 2 == 0) p = vec3(place.x, 0.0, place.y);
}
`;

const BEGIN = /* glsl */ `
vec3 bodyPoint = position;
vec3 objectNormal = normal;
poseBody(bodyPoint, objectNormal);
vPicture = vec3(uv, body);
topRow = bodyRows[body].x; skinRow = bodyRows[body].y;
vOpen = kind.x;
float region = floor(kind.y * 255.0 + 0.5);
vTint = tintOf(region);
vFlag = paletteOf(5, 20u);
vFade = mod(floor(gait.z), ${MORE.toFixed(1)});
`;

/** What is painted on a body, and which part of it is tinted (red) or a ribbon (green). */
export const PAINTED = /* glsl */ `
vec3 painted = pow(texture(pictures, vec3(vPicture.x, vPicture.y * 0.5, vPicture.z)).rgb, vec3(2.2));
vec3 how = texture(pictures, vec3(vPicture.x, 0.5 + vPicture.y * 0.5, vPicture.z)).rgb;
`;

const PAINT = /* glsl */ `
#include <color_fragment>
${FADE}
${PAINTED}float own = max(0.0, 1.0 - how.r - how.g); // where tint and flag meet nothing is own, or the edge would shine
diffuseColor.rgb = painted * (own + vFlag * how.g + vTint * how.r) * mix(0.5, 1.0, vOpen);
`;

const OPENNESS = /* glsl */ `
reflectedLight.indirectDiffuse *= vOpen;
reflectedLight.indirectSpecular *= vOpen * vOpen;
`;

/** Replaces a chunk of three's shader. Throws when it is not there: three has changed. */
export function swap(code: string, chunk: string, text: string): string {
	if (!code.includes(chunk)) throw new Error(`three's shader has no ${chunk}`);
	return code.replace(chunk, text);
}

/** What the drawings of people share: bone rows, colours, and the bodies' painted pictures one behind the other. */
export interface Shared {
	readonly bones: THREE.Texture;
	readonly palette: THREE.Texture;
	readonly pictures: THREE.DataArrayTexture;
}

/** The rows of each body's tops and skins in the palette, for `bodyRows`. */
export function paletteRows(set: BodySet): Int32Array {
	return Int32Array.from(set.bodies.flatMap((_, body) => Object.values(rowsOf(body))));
}

/** Cloth and skin of all bodies in a detail: one material, so that a picture sets it up once. Throws when three's chunks have changed. */
export function makeSkin(shared: Shared, set: BodySet, detail: number): THREE.MeshStandardMaterial {
	const material = new THREE.MeshStandardMaterial({ roughness: 0.8, metalness: 0 });
	const rows = paletteRows(set);
	const necks = Float32Array.from(set.bodies.flatMap(({ levels }) => neckOf(levels[detail], set.scale)));
	material.onBeforeCompile = (shader) => {
		for (const [name, value] of Object.entries(shared)) shader.uniforms[name] = { value };
		shader.uniforms.bodyRows = { value: rows };
		shader.uniforms.rowsABody = { value: set.rows };
		shader.uniforms.bodyScale = { value: set.scale };
		shader.uniforms.necks = { value: necks };
		const define = `#include <common>\n#define INFLUENCES ${INFLUENCES[detail]}\n${HEAD}`;
		let vertex = swap(shader.vertexShader, "#include <common>", define);
		vertex = swap(vertex, "#include <beginnormal_vertex>", BEGIN);
		shader.vertexShader = swap(vertex, "#include <begin_vertex>", "vec3 transformed = bodyPoint;");
		const varying =
			"#include <common>\nuniform highp sampler2DArray pictures;\nvarying vec3 vTint;\nvarying vec3 vFlag;\n";
		let fragment = swap(
			shader.fragmentShader,
			"#include <common>",
			`${varying}varying vec3 vPicture;\nvarying float vOpen;\nflat varying float vFade;`,
		);
		fragment = swap(fragment, "#include <color_fragment>", PAINT);
		shader.fragmentShader = swap(fragment, "#include <aomap_fragment>", OPENNESS);
	};
	material.customProgramCacheKey = () => `people${detail}`;
	return material;
}

/** The bone matrices of every body and clip as one texture: 3 texels a bone, a row a frame. */
export function makeBoneTexture(set: BodySet): THREE.DataTexture {
	const rows = set.rows * set.bodies.length;
	const texture = new THREE.DataTexture(set.matrices, set.bones * 3, rows, THREE.RGBAFormat, THREE.HalfFloatType);
	texture.needsUpdate = true;
	return texture;
}

export function makeShape(level: Level): THREE.BufferGeometry {
	const shape = new THREE.BufferGeometry();
	shape.setIndex(new THREE.BufferAttribute(level.index, 1));
	shape.setAttribute("position", new THREE.BufferAttribute(level.position, 4, true));
	shape.setAttribute("normal", new THREE.BufferAttribute(level.normal, 4, true));
	shape.setAttribute("uv", new THREE.BufferAttribute(level.uv, 2, true));
	shape.setAttribute("kind", new THREE.BufferAttribute(level.kind, 4, true));
	shape.setAttribute("joint", new THREE.BufferAttribute(level.joint, 4));
	shape.setAttribute("weight", new THREE.BufferAttribute(level.weight, 4, true));
	return shape;
}

/** The painted picture of a body, half as wide when small; its lower half holds masks, so it is not a colour to three. */
async function loadPicture(address: string, isSmall: boolean): Promise<ImageBitmap> {
	const answer = await fetch(address);
	if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
	const bitmap = await createImageBitmap(await answer.blob(), { colorSpaceConversion: "none" });
	if (!isSmall) return bitmap;
	const [resizeWidth, resizeHeight] = [bitmap.width / 2, bitmap.height / 2];
	return createImageBitmap(bitmap, { resizeWidth, resizeHeight, resizeQuality: "medium" });
}

/** The pictures of these bodies, all of one size, on the card; a body beyond the last gets the last. */
export async function loadPictures(
	renderer: THREE.WebGLRenderer,
	base: string,
	bodies: readonly Body[],
	isSmall: boolean,
): Promise<THREE.DataArrayTexture> {
	const bitmaps = await Promise.all(bodies.map(({ picture }) => loadPicture(`${base}${picture}`, isSmall)));
	const texture = new THREE.DataArrayTexture(null, bitmaps[0].width, bitmaps[0].height, bitmaps.length);
	texture.generateMipmaps = true;
	texture.minFilter = THREE.LinearMipmapLinearFilter;
	texture.magFilter = THREE.LinearFilter;
	texture.anisotropy = 4;
	// Only its room is made; what stands in it is copied layer by layer, and the mip levels with the last.
	texture.source.dataReady = false;
	texture.needsUpdate = true;
	for (const [layer, bitmap] of bitmaps.entries()) {
		texture.mipmapsAutoUpdate = layer === bitmaps.length - 1;
		renderer.copyTextureToTexture(new THREE.Texture(bitmap), texture, null, new THREE.Vector3(0, 0, layer));
		bitmap.close();
	}
	return texture;
}
