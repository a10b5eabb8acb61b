// Shader text of the polished floor: terrazzo, joints, soft shade around booths, and the mirrored lamps and booths.
// The mirror is arithmetic over the lamps' grid and a small map of the booths: no second drawing of the hall.
import { NOISE } from "../surface/chunks";

export const FLOOR_REPLACED = [
	"#include <common>",
	"#include <map_fragment>",
	"#include <roughnessmap_fragment>",
	"#include <emissivemap_fragment>",
	"#include <aomap_fragment>",
] as const;

export const FLOOR_VERTEX_HEAD = "#include <common>\nvarying vec3 vWorld;";
export const FLOOR_VERTEX_BEGIN = "#include <begin_vertex>\nvWorld = (modelMatrix * vec4(transformed, 1.0)).xyz;";

export const FLOOR_HEAD = /* glsl */ `#include <common>
varying vec3 vWorld;
uniform sampler2D uBooths; uniform vec2 uHall; uniform vec4 uLamps; uniform vec3 uLamp; uniform float uDetail; uniform float uLampLight;
float floorShade; float floorRough;
${NOISE}
vec3 mirrored(vec3 place, vec3 way, float rough) {
	float reach = uLamp.z / max(0.02, way.y);
	vec2 hit = place.xz + way.xz * reach;
	vec2 cell = mod(hit - uLamps.zw + uLamps.xy * 0.5, uLamps.xy) - uLamps.xy * 0.5;
	vec2 away = abs(cell) - uLamp.xy * 0.5;
	float gap = length(max(away, 0.0)) + min(max(away.x, away.y), 0.0);
	float soft = 0.12 + rough * reach * 0.34;
	float lamp = 1.0 - smoothstep(-soft * 0.6, soft, gap);
	lamp *= min(1.0, 0.9 / soft) * step(0.0, hit.x) * step(hit.x, uHall.x) * step(0.0, hit.y) * step(hit.y, uHall.y);
	vec3 seen = vec3(0.26, 0.245, 0.23) + vec3(1.0, 0.93, 0.82) * lamp * uLampLight;
	for (int i = 0; i < 4; i++) {
		float rise = 0.35 + float(i) * 0.75;
		vec4 booth = texture2D(uBooths, (place.xz + way.xz * (rise / max(0.05, way.y))) / uHall);
		seen = mix(seen, booth.rgb * (0.32 + 0.2 * float(i)), smoothstep(0.35, 0.75, booth.a));
	}
	return seen;
}
`;

export const FLOOR_COLOUR = /* glsl */ `
vec2 at = vWorld.xz;
float close = uDetail * clamp(1.5 - length(vViewPosition) * 0.07, 0.0, 1.0);
float clouds = noise2(at * 0.35) * 0.5 + noise2(at * 1.7) * 0.5;
vec3 tone = vec3(0.27, 0.25, 0.225) * (0.9 + 0.16 * clouds);
float texel = max(length(dFdx(at)), length(dFdy(at)));
close *= 1.0 - smoothstep(0.3, 0.9, texel * 44.0);
vec2 chip = at * 44.0 + noise2(at * 19.0) * 1.5;
float kind = hash2(floor(chip));
vec2 inChip = fract(chip) - 0.5;
float shape = 1.0 - smoothstep(0.16, 0.3 + 0.14 * kind, length(inChip * vec2(1.0, 0.7 + kind)));
vec3 stone = kind > 0.72 ? vec3(0.42, 0.4, 0.37) : (kind > 0.56 ? vec3(0.13, 0.125, 0.12) : (kind > 0.46 ? vec3(0.27, 0.18, 0.12) : tone));
tone = mix(tone, stone, shape * close * 0.75);
vec2 joint = abs(fract(at / 2.4) - 0.5);
float line = smoothstep(0.4985 - 0.0008 / max(close, 0.08), 0.4992, max(joint.x, joint.y));
tone = mix(tone, vec3(0.2, 0.16, 0.11), line * 0.6);
floorRough = 0.24 + 0.14 * noise2(at * 2.3) + line * 0.2;
float under = texture2D(uBooths, at / uHall).a;
floorShade = 1.0 - 0.5 * smoothstep(0.02, 0.95, under);
float edge = min(min(at.x, uHall.x - at.x), min(at.y, uHall.y - at.y));
floorShade *= 0.66 + 0.34 * smoothstep(0.0, 1.6, edge);
diffuseColor.rgb = tone * mix(0.75, 1.0, floorShade);
`;

export const FLOOR_ROUGH = "float roughnessFactor = floorRough + 0.3;";
export const FLOOR_GLOW = /* glsl */ `
vec3 sight = normalize(vWorld - cameraPosition);
vec3 back = vec3(sight.x, -sight.y, sight.z);
float fresnel = 0.06 + 0.7 * pow(1.0 - clamp(back.y, 0.0, 1.0), 4.0);
totalEmissiveRadiance = mirrored(vWorld, back, floorRough) * fresnel * (0.35 + 0.65 * floorShade);
diffuseColor.rgb *= 1.0 - fresnel * 0.6;
`;
export const FLOOR_SHADE =
	"reflectedLight.indirectDiffuse *= floorShade; reflectedLight.indirectSpecular *= 0.25 * floorShade;";
