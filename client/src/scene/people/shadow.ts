// The soft shade where somebody stands: dark under the shoes, faint around, longer along the way they face.
import * as THREE from "three";
import { Instances } from "./instances";

const VERTEX = /* glsl */ `
attribute vec4 place; // x, z, yaw, strength
varying vec2 vOut;
varying float vStrength;
void main() {
  vOut = position.xz;
  vStrength = place.w;
  vec2 p = position.xz * vec2(0.5, 0.62);
  float c = cos(place.z), s = sin(place.z);
  p = vec2(c * p.x - s * p.y, s * p.x + c * p.y);
  gl_Position = projectionMatrix * viewMatrix * vec4(p.x + place.x, 0.016, p.y + place.y, 1.0);
}`;
const FRAGMENT = /* glsl */ `
varying vec2 vOut;
varying float vStrength;
void main() {
  float r = dot(vOut, vOut);
  float shade = 0.5 * exp(-r * 9.0) + 0.34 * pow(max(0.0, 1.0 - r), 2.0);
  gl_FragColor = vec4(0.0, 0.0, 0.0, shade * vStrength * step(r, 1.0));
}`;

/** Room for `most` people's shades; rows are x, z, yaw, strength. */
export function makeShadow(most: number): Instances {
	const material = new THREE.ShaderMaterial({
		vertexShader: VERTEX,
		fragmentShader: FRAGMENT,
		transparent: true,
		depthWrite: false,
	});
	const disc = new THREE.CircleGeometry(1, 14).rotateX(-Math.PI / 2);
	return new Instances(disc, material, most);
}
