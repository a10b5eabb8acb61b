// Shader text of every built surface: where a vertex stands, and what a material looks like. No three.js objects here.
// REPLACED lists the includes of three's own shaders that are replaced; a test looks for each in the pinned version.

export const REPLACED = {
	vertex: ["#include <common>", "#include <begin_vertex>"],
	fragment: [
		"#include <common>",
		"#include <map_fragment>",
		"#include <roughnessmap_fragment>",
		"#include <metalnessmap_fragment>",
		"#include <normal_fragment_maps>",
		"#include <emissivemap_fragment>",
		"#include <aomap_fragment>",
	],
	depth: ["#include <common>", "#include <begin_vertex>"],
} as const;

/** The last materials, from 45 on, are of brochures: they are seen where a booth has some. */
const INSTANCE = /* glsl */ `
#ifdef USE_INSTANCING
attribute vec4 iLook; attribute vec4 iSlot; attribute vec3 iSize;
#endif
attribute vec4 aFit; attribute vec4 aKind;
#define NAME_PLATE (int(aKind.x + 0.5) == 7)
#define WALL_GRAPHIC (int(aKind.x + 0.5) == 35)
vec3 placeSurface() {
	vec3 p = position * SURFACE_SCALE;
#ifdef USE_INSTANCING
	vec2 grown = iSize.xy - vec2(6.0, 4.0);
	if (NAME_PLATE) grown.x = min(grown.x, 0.0);
	if (WALL_GRAPHIC) grown.x = min(grown.x, 0.6);
	p.xz += aFit.xy * 0.01 * grown;
	if (iSize.x * 10.0 < aFit.z - 0.1 || iSize.y * 10.0 < aFit.w - 0.1) p = vec3(0.0, -9.0, 0.0);
	if (aKind.x > 44.5 && iSize.z < 127.5) p = vec3(0.0, -9.0, 0.0);
	int plinth = int(aKind.w + 0.5);
	if (plinth > 0 && ((int(iSize.z + 0.5) >> (plinth - 1)) & 1) == 1) p = vec3(0.0, -9.0, 0.0);
#endif
	return p;
}
`;

export const VERTEX_HEAD = /* glsl */ `#include <common>
${INSTANCE}
attribute vec2 aPlace;
uniform vec4 uColour[MATERIALS]; uniform vec4 uNature[MATERIALS];
flat varying vec4 vColour; flat varying vec4 vNature; flat varying vec4 vLook; flat varying vec4 vSlot;
varying vec2 vPlace; varying vec2 vBaked; varying vec3 vLocal; varying vec3 vFace;
`;

export const VERTEX_BEGIN = /* glsl */ `
vec3 transformed = placeSurface();
int kind = int(aKind.x + 0.5);
vColour = uColour[kind]; vNature = uNature[kind];
vBaked = aKind.yz / vec2(221.7, 127.5); vPlace = aPlace; vLocal = transformed; vFace = normal;
#ifdef USE_INSTANCING
vLook = iLook; vSlot = iSlot;
if (NAME_PLATE) vPlace.x = 0.5 + (aPlace.x - 0.5) * (1.0 + min(0.0, iSize.x - 6.0) * 0.126);
if (WALL_GRAPHIC) vPlace.x = aPlace.x * (1.0 + min(0.0, iSize.x - 6.0) / 5.46);
vLocal += vec3(instanceMatrix[3].x, 0.0, instanceMatrix[3].z);
#else
vLook = vec4(0.1, 0.2, 0.35, -1.0); vSlot = vec4(0.0, 0.0, 1.0, 1.0);
#endif
`;

export const DEPTH_HEAD = `#include <common>\n${INSTANCE}`;
export const DEPTH_BEGIN = "vec3 transformed = placeSurface();";

export const NOISE = /* glsl */ `
float hash2(vec2 p) {
	uvec2 q = uvec2(ivec2(floor(p)));
	uint h = q.x * 1597334673u ^ q.y * 3812015801u;
	h = (h ^ (h >> 15u)) * 2246822519u;
	return float((h ^ (h >> 13u)) >> 8u) / 16777216.0;
}
float noise2(vec2 p) {
	vec2 i = floor(p), f = fract(p); f = f * f * (3.0 - 2.0 * f);
	return mix(mix(hash2(i), hash2(i + vec2(1, 0)), f.x), mix(hash2(i + vec2(0, 1)), hash2(i + vec2(1, 1)), f.x), f.y);
}
`;

// Letters: from near their edge is drawn sharp; from afar four looks into a finer level share a pixel, and strokes keep the gaps
// between. Light spreads: half a light stroke in a pixel looks like more than half.
export const FRAGMENT_HEAD = /* glsl */ `#include <common>
precision highp sampler2DArray;
uniform sampler2DArray uGraphics; uniform sampler2D uText; uniform float uDetail; uniform float uWarmth;
flat varying vec4 vColour; flat varying vec4 vNature; flat varying vec4 vLook; flat varying vec4 vSlot;
varying vec2 vPlace; varying vec2 vBaked; varying vec3 vLocal; varying vec3 vFace;
float surfaceRough; float surfaceGlow; vec2 surfaceBump;
${NOISE}
float letters(vec2 uv) {
	vec2 a = (dFdx(uv) + dFdy(uv)) * 0.25, b = (dFdx(uv) - dFdy(uv)) * 0.25;
	float t = texture2D(uText, uv + a, -1.0).r + texture2D(uText, uv - a, -1.0).r
		+ texture2D(uText, uv + b, -1.0).r + texture2D(uText, uv - b, -1.0).r;
	float soft = clamp(length(a * vec2(textureSize(uText, 0))) * 0.7, 0.2, 0.5);
	return smoothstep(0.5 - soft, 0.5 + soft, t * 0.25);
}
float bright(vec2 uv) { return pow(letters(uv), 1.4); }
vec3 graphic(vec2 uv, vec3 accent) {
	if (vLook.w > -0.5) { return texture(uGraphics, vec3(uv, vLook.w)).rgb; }
	float sweep = smoothstep(0.0, 0.012, uv.y - 0.28 - 0.16 * sin(uv.x * 4.0 + vSlot.y * 40.0));
	return mix(accent * 0.55, mix(accent, vec3(0.9), 0.08 + 0.2 * uv.x), sweep * 0.8);
}
`;

export const FRAGMENT_COLOUR = /* glsl */ `
vec3 tone = vColour.rgb; surfaceRough = vColour.a; surfaceGlow = vNature.y; surfaceBump = vec2(0.0);
float pattern = vNature.z;
vec3 faceSize = abs(vFace);
vec2 grain = faceSize.y > 0.6 ? vLocal.xz : (faceSize.x > faceSize.z ? vLocal.zy : vLocal.xy);
float texel = max(max(length(dFdx(vLocal)), length(dFdy(vLocal))), 1e-5);
float fine = 1.0 - smoothstep(0.2, 0.75, texel * 100.0);
float fade = uDetail * clamp(1.6 - length(vViewPosition) * 0.09, 0.0, 1.0);
if (pattern < 0.5) {
	tone *= 1.0 - fade * 0.03 * noise2(grain * 3.0);
} else if (pattern < 1.5) {
	tone *= vLook.rgb; tone *= 1.0 - fade * 0.06 * noise2(grain * 14.0);
} else if (pattern < 2.5) {
	vec2 w = faceSize.y > 0.6 ? grain : grain.yx;
	float board = floor(w.y / 0.14);
	float shade = hash2(vec2(board, floor(w.x / 1.1 + hash2(vec2(board, 3.0)))));
	float ring = noise2(vec2(w.x * 2.2 + shade * 31.0, w.y * 46.0)) * 0.65 + noise2(vec2(w.x * 9.0, w.y * 150.0)) * 0.35;
	float joint = smoothstep(0.0, 0.05, abs(fract(w.y / 0.14) - 0.5) * -1.0 + 0.5);
	tone *= mix(1.0, (0.78 + 0.34 * ring) * (0.86 + 0.24 * shade) * (0.72 + 0.28 * joint), max(fade, 0.25));
	surfaceRough += fade * 0.22 * (ring - 0.5); surfaceBump.y = fade * (ring - 0.5) * 0.16;
} else if (pattern < 3.5) {
	tone = mix(tone * 0.34, vLook.rgb, 0.2) * 0.75;
	float loops = noise2(grain * 130.0);
	tone *= 1.0 + fade * (fine * (loops - 0.5) * 0.75 + (noise2(grain * 24.0) - 0.5) * 0.16); surfaceBump = fine * fade * 0.5 * (vec2(loops, noise2(grain * 130.0 + 9.0)) - 0.5);
} else if (pattern < 4.5) {
	tone *= 0.94 + fine * fade * 0.3 * (noise2(grain * 180.0) - 0.5) + fade * 0.22 * (noise2(grain * 60.0) - 0.5);
} else if (pattern < 5.5) {
	tone = graphic(vPlace, vLook.rgb);
	if (vLook.w < -0.5 && vNature.y > 0.5) tone *= 0.3;
} else if (pattern < 6.5) {
	float ink = bright(vSlot.xy + vec2(vPlace.x * 0.875, vPlace.y) * vSlot.zw);
	tone = mix(vLook.rgb, vec3(0.96, 0.94, 0.9), ink); surfaceGlow *= ink;
} else if (pattern < 7.5) {
	float ink = bright(vSlot.xy + vec2(vPlace.x * 0.875, vPlace.y) * vSlot.zw);
	tone = mix(vec3(0.21, 0.014, 0.011), vec3(0.95, 0.66, 0.27), ink); surfaceGlow *= ink;
} else if (pattern < 8.5) {
	float brush = mix(0.5, noise2(vec2(grain.x * 8.0, grain.y * 300.0)), fine);
	surfaceRough += fade * (brush - 0.5) * 0.2; tone *= 1.0 + fade * (brush - 0.5) * 0.14;
} else if (pattern < 9.5) {
	tone *= 0.7 + 0.7 * vPlace.x; tone.r *= 0.8 + 0.5 * vPlace.x;
} else if (pattern < 10.5) {
	float chips = hash2(floor(grain * 90.0 + noise2(grain * 40.0) * 1.4));
	tone *= mix(1.0, 0.9 + 0.12 * smoothstep(0.8, 0.9, chips) - 0.18 * smoothstep(0.14, 0.06, chips) + 0.1 * noise2(grain * 5.0), fine * fade);
} else if (pattern < 12.5) {
	float ink = letters(vSlot.xy + vec2(0.875 + vPlace.x * 0.125, vPlace.y) * vSlot.zw);
	tone = mix(vec3(0.9, 0.88, 0.84), vec3(0.03, 0.035, 0.045), ink);
} else if (pattern < 13.5) {
	vec2 panel = abs(fract(grain / vec2(3.0, 2.6)) - 0.5);
	tone *= (0.93 + 0.1 * noise2(grain * 0.9)) * (1.0 - 0.16 * smoothstep(0.494, 0.498, max(panel.x, panel.y)));
} else if (pattern < 14.5) {
	float loops = noise2(grain * 95.0);
	tone *= 0.9 + 0.14 * noise2(grain * 1.3) + fade * (fine * (loops - 0.5) * 0.6 + (noise2(grain * 24.0) - 0.5) * 0.16);
	surfaceBump = fine * fade * 0.4 * (vec2(loops, noise2(grain * 95.0 + 9.0)) - 0.5);
} else {
	float ink = bright(vPlace);
	tone = mix(vColour.rgb, vec3(0.95, 0.93, 0.88), ink); surfaceGlow *= 0.25 + ink;
}
diffuseColor.rgb = tone * mix(0.82, 1.0, min(1.0, vBaked.x));
`;

export const FRAGMENT_ROUGH = "float roughnessFactor = clamp(surfaceRough, 0.06, 1.0);";
export const FRAGMENT_METAL = "float metalnessFactor = vNature.x;";
export const FRAGMENT_NORMAL = /* glsl */ `
if (surfaceBump.x != 0.0 || surfaceBump.y != 0.0) {
	vec3 side = abs(vFace.x) > 0.6 ? vec3(0.0, 0.0, 1.0) : vec3(1.0, 0.0, 0.0);
	vec3 tangent = normalize((viewMatrix * vec4(side, 0.0)).xyz);
	normal = normalize(normal + tangent * surfaceBump.x + cross(normal, tangent) * surfaceBump.y);
}
`;
export const FRAGMENT_GLOW = /* glsl */ `
totalEmissiveRadiance = tone * surfaceGlow + tone * vec3(1.0, 0.8, 0.56) * vBaked.y * (1.0 - vNature.x) * uWarmth;
`;
// Light goes on from wall to wall, which the rays of the bake do not: corners are lifted.
export const FRAGMENT_SHADE = /* glsl */ `
reflectedLight.indirectDiffuse *= pow(vBaked.x, 0.62);
reflectedLight.indirectSpecular *= min(1.0, vBaked.x * vBaked.x);
`;
