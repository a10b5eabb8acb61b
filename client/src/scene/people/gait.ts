// How a body moves, in the vertex shader: walk from the metres walked, gestures from the motion code. Shapes are body.ts.
import * as THREE from "three";

const HEAD = /* glsl */ `
attribute float bone;
attribute float paint;
attribute vec4 place;   // x, z, yaw, height scale
attribute vec4 gait;    // phase (radians), walking 0..1, motion code, seconds
attribute vec3 topColour;
attribute vec3 bottomColour;
attribute vec3 skinColour;
attribute vec3 hairColour;
varying vec3 vPaint;

vec3 hinge(vec3 p, float y, float a) {
  float c = cos(a), s = sin(a);
  p.y -= y;
  return vec3(p.x, c * p.y - s * p.z + y, s * p.y + c * p.z);
}
float right(float b, float l, float r) { return b == l ? -1.0 : (b == r ? 1.0 : 0.0); }

// Moves a point (isPoint 1) or turns a normal (isPoint 0).
vec3 pose(vec3 p, float isPoint) {
  float swing = sin(gait.x) * 0.52 * gait.y;
  float lift = cos(gait.x);
  float breath = sin(gait.w * 1.7 + place.x * 3.0) * (1.0 - gait.y);
  float m = gait.z;
  float leg = right(bone, 1.0, 2.0) + right(bone, 3.0, 4.0);
  float arm = right(bone, 5.0, 6.0) + right(bone, 7.0, 8.0);
  float sit = m == 7.0 ? 1.0 : 0.0;
  if (leg != 0.0) {
    if (bone == 3.0 || bone == 4.0) p = hinge(p, 0.48 * isPoint, -max(0.0, -lift * leg) * 1.0 * gait.y - 1.45 * sit);
    p = hinge(p, 0.88 * isPoint, -swing * leg + 1.45 * sit);
  }
  if (arm != 0.0) {
    float elbow = 0.22 + 0.35 * gait.y + 0.03 * breath;
    float shoulder = swing * arm * 0.75 + 0.02 * breath;
    if (m == 3.0) elbow += (arm > 0.0 ? 0.95 + 0.35 * sin(gait.w * 2.6 + place.z) : 0.5 + 0.25 * sin(gait.w * 1.9 + place.x));
    if (m == 5.0 && arm > 0.0) { elbow = 1.9; shoulder = 0.55; }
    if (m == 6.0) { elbow = 1.35 + 0.15 * sin(gait.w * 14.0); shoulder = 0.35; }
    if (m == 4.0 && arm > 0.0) { shoulder = 2.5; elbow = 0.35 + 0.45 * sin(gait.w * 8.0); }
    if (bone == 7.0 || bone == 8.0) p = hinge(p, 1.11 * isPoint, elbow);
    p = hinge(p, 1.4 * isPoint, shoulder);
    if (m == 6.0) p.x -= arm * 0.1 * isPoint;
  }
  if (bone == 9.0) p = hinge(p, 1.5 * isPoint, 0.02 * breath + (m == 5.0 ? -0.25 : 0.0));
  p.y += isPoint * (0.004 * breath - (1.0 - cos(swing)) * 0.8 - 0.4 * sit);
  float c = cos(place.z), s = sin(place.z);
  return vec3(c * p.x - s * p.z, p.y, s * p.x + c * p.z);
}
`;

const COLOUR = /* glsl */ `
vPaint = paint < 0.5 ? topColour : paint < 1.5 ? bottomColour : paint < 2.5 ? skinColour : paint < 3.5 ? hairColour
  : paint < 4.5 ? vec3(0.82) : paint < 5.5 ? vec3(0.5, 0.03, 0.02) : vec3(0.02);
// The folds between parts and the ground below take some light away.
vPaint *= 0.72 + 0.28 * smoothstep(0.0, 1.1, position.y);
`;

/** The cloth and skin of every body; patched into the standard material. Throws when three's chunks have changed. */
export function makeBodyMaterial(): THREE.MeshStandardMaterial {
	const material = new THREE.MeshStandardMaterial({ roughness: 0.78, metalness: 0 });
	material.onBeforeCompile = (shader) => {
		const patch = (code: string, chunk: string, text: string) => {
			if (!code.includes(chunk)) throw new Error(`three's shader has no ${chunk}`);
			return code.replace(chunk, text);
		};
		let vertex = patch(shader.vertexShader, "#include <common>", `#include <common>\n${HEAD}`);
		vertex = patch(vertex, "#include <beginnormal_vertex>", "vec3 objectNormal = pose(normal, 0.0);");
		shader.vertexShader = patch(
			vertex,
			"#include <begin_vertex>",
			`${COLOUR}\nvec3 transformed = pose(position, 1.0) * place.w;\ntransformed.xz += place.xy;`,
		);
		const fragment = patch(shader.fragmentShader, "#include <common>", "#include <common>\nvarying vec3 vPaint;");
		shader.fragmentShader = patch(
			fragment,
			"#include <color_fragment>",
			"#include <color_fragment>\ndiffuseColor.rgb *= vPaint;",
		);
	};
	return material;
}
