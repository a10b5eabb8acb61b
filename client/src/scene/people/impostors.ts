// Far people as one upright picture each: every body drawn once at load from twelve sides in thirteen poses, into one texture.
// A texel says which way the surface looks, how light it is and which part it belongs to, so that the picture is lit and
// coloured like a body. Who is far is details.ts.
import * as THREE from "three";
import type { BodySet } from "./bodies";
import { Instances, type Rows } from "./instances";
import { FADE, HEAD, HEAD_AHEAD, LOOK, MORE, makeShape, PAINTED, paletteRows, type Shared, swap } from "./skin";

const SIDES = 12;
const WALK_POSES = 10;
/** After the walk: standing, talking, sitting. */
const POSES = WALK_POSES + 3;
const TILE = { wide: 44, high: 80, metresWide: 1.1, metresHigh: 2 };
/** The whole size and two halves of it stand side by side, for farther people. */
const SIZES = 3;
const WIDE = SIDES * TILE.wide * 1.5;
const HIGH = POSES * TILE.high;
export const MOST_FAR = 8192;
const MIDDLE = 1;

const BAKE_VERTEX = /* glsl */ `
#define INFLUENCES 2
${HEAD}
varying vec3 vFace;
varying float vPart;
void main() {
  vec3 p = position, n = normal;
  poseBody(p, n);
  vFace = n; vPicture = vec3(uv, body); vOpen = kind.x;
  vPart = floor(kind.y * 255.0 + 0.5);
  vec2 tile = vec2((p.x / ${TILE.metresWide.toFixed(2)} + 0.5 + float(gl_InstanceID)) / ${SIDES.toFixed(1)}, p.y / ${TILE.metresHigh.toFixed(2)});
  gl_Position = vec4(tile * 2.0 - 1.0, -p.z * 0.4, 1.0);
}`;
const BAKE_FRAGMENT = /* glsl */ `
uniform highp sampler2DArray pictures;
varying vec3 vFace; varying float vPart; varying vec3 vPicture; varying float vOpen;
void main() {
${PAINTED}  float light = dot(painted, vec3(0.2126, 0.7152, 0.0722)) * mix(0.5, 1.0, vOpen) * mix(0.7, 1.0, vOpen);
  float part = how.r > 0.5 ? floor(vPart + 0.5) + 1.0 : how.g > 0.5 ? 8.0 : 7.0;
  gl_FragColor = vec4(normalize(vFace).xy * 0.5 + 0.5, sqrt(light), part / 15.0);
}`;

const VERTEX_HEAD = /* glsl */ `#include <common>
attribute vec4 place; // x, z, yaw, hone scale
attribute vec4 gait;  // pose, body, fade step + MORE of glasses and tone, look
flat varying vec3 vTints[5]; // skin, bottom, top, hair, ribbon
flat varying ivec3 vTile;    // side, pose, body
flat varying vec2 vToEye;
flat varying float vFade;
varying vec2 vAt;
${LOOK}`;
const VERTEX_NORMAL = "vec3 objectNormal = vec3(0.0, 1.0, 0.0);";
const VERTEX_BEGIN = /* glsl */ `
int body = int(gait.y + 0.5);
topRow = bodyRows[body].x; skinRow = bodyRows[body].y;
vTints[0] = tintOf(0.0); vTints[1] = tintOf(2.0); vTints[2] = tintOf(4.0); vTints[3] = tintOf(5.0); vTints[4] = paletteOf(5, 20u);
vec2 toEye = normalize(cameraPosition.xz - place.xy);
float turned = place.z - atan(toEye.x, -toEye.y) + ${Math.PI.toFixed(6)};
vTile = ivec3(int(mod(floor(turned / ${((2 * Math.PI) / SIDES).toFixed(6)} + 0.5), ${SIDES.toFixed(1)})), int(gait.x + 0.5), body);
vToEye = toEye; vFade = mod(floor(gait.z), ${MORE.toFixed(1)}); vAt = position.xy + vec2(0.5, 0.0);
vec2 side = vec2(toEye.y, -toEye.x) * position.x * ${TILE.metresWide.toFixed(2)} * place.w;
vec3 transformed = vec3(place.x + side.x, position.y * ${TILE.metresHigh.toFixed(2)} * place.w, place.y + side.y);
`;
const FRAGMENT_HEAD = /* glsl */ `#include <common>
uniform highp sampler2DArray tiles;
flat varying vec3 vTints[5]; flat varying ivec3 vTile; flat varying vec2 vToEye; flat varying float vFade;
varying vec2 vAt;
vec3 farNormal;
vec3 partColour(int part) {
  if (part == 1) return vTints[0];
  if (part == 2) return vec3(0.62);
  if (part == 3) return vTints[1];
  if (part == 4) return vec3(0.018, 0.015, 0.014);
  if (part == 5) return vTints[2];
  if (part == 6) return vTints[3];
  return part == 8 ? vTints[4] : vec3(1.0);
}
// Part numbers cannot be mixed: four texels are coloured first, then mixed by hand.
vec3 farColour() {
  float dense = fwidth(vAt.y) * ${TILE.high.toFixed(1)};
  int size = dense > 2.8 ? 2 : dense > 1.4 ? 1 : 0;
  ivec2 tile = ivec2(${TILE.wide}, ${TILE.high}) >> size;
  ivec2 start = ivec2(size == 0 ? 0 : ${SIDES * TILE.wide}, size == 2 ? ${HIGH / 2} : 0) + tile * vTile.xy;
  vec2 at = vAt * vec2(tile) - 0.5;
  ivec2 low = ivec2(floor(at));
  vec2 part = at - vec2(low);
  vec3 colour = vec3(0.0);
  vec2 facing = vec2(0.0);
  float there = 0.0;
  for (int k = 0; k < 4; k++) {
    ivec2 step = ivec2(k & 1, k >> 1);
    vec4 texel = texelFetch(tiles, ivec3(start + clamp(low + step, ivec2(0), tile - 1), vTile.z), 0);
    int code = int(texel.a * 15.0 + 0.5);
    if (code == 0) continue;
    float share = (step.x == 0 ? 1.0 - part.x : part.x) * (step.y == 0 ? 1.0 - part.y : part.y);
    colour += share * texel.b * texel.b * partColour(code);
    facing += share * (texel.rg * 2.0 - 1.0);
    there += share;
  }
  if (there < 0.5) discard;
  facing /= there;
  float ahead = sqrt(max(0.0, 1.0 - dot(facing, facing)));
  farNormal = normalize(vec3(vToEye.y * facing.x + vToEye.x * ahead, facing.y, -vToEye.x * facing.x + vToEye.y * ahead));
  return colour / there;
}
`;
const FRAGMENT_COLOUR = `${FADE}\ndiffuseColor.rgb = farColour();`;
const FRAGMENT_NORMAL = "normal = normalize((viewMatrix * vec4(farNormal, 0.0)).xyz);";

/** The pose's number for a clip by its name, and how far through its cycle. */
const POSE_OF_CLIP: Readonly<Record<string, number>> = {
	talk: WALK_POSES + 1,
	point: WALK_POSES + 1,
	shake: WALK_POSES + 1,
	applaud: WALK_POSES + 1,
	sit: WALK_POSES + 2,
	sit_applaud: WALK_POSES + 2,
	sit_wave: WALK_POSES + 2,
	sit_point: WALK_POSES + 2,
};

export class Impostors {
	readonly instances: Instances;
	readonly bytes: number;
	private readonly target: THREE.WebGLArrayRenderTarget;
	private readonly poseOf: Int8Array;

	constructor(renderer: THREE.WebGLRenderer, set: BodySet, shared: Shared, rows: Rows, first: number) {
		const bodies = set.bodies.length;
		this.poseOf = Int8Array.from(set.clips, (clip) => {
			return clip.name === "walk" || clip.name === "run" ? -1 : (POSE_OF_CLIP[clip.name] ?? WALK_POSES);
		});
		this.target = new THREE.WebGLArrayRenderTarget(WIDE, HIGH, bodies, { depthBuffer: true });
		this.target.texture.minFilter = this.target.texture.magFilter = THREE.NearestFilter;
		this.bytes = WIDE * HIGH * bodies * 4;
		this.bake(renderer, set, shared);
		const bodyRows = paletteRows(set);
		const material = new THREE.MeshStandardMaterial({ roughness: 0.8, metalness: 0, side: THREE.DoubleSide });
		material.onBeforeCompile = (shader) => {
			shader.uniforms.tiles = { value: this.target.texture };
			shader.uniforms.palette = { value: shared.palette };
			shader.uniforms.bodyRows = { value: bodyRows };
			let vertex = swap(shader.vertexShader, "#include <common>", VERTEX_HEAD);
			vertex = swap(vertex, "#include <beginnormal_vertex>", VERTEX_NORMAL);
			shader.vertexShader = swap(vertex, "#include <begin_vertex>", VERTEX_BEGIN);
			let fragment = swap(shader.fragmentShader, "#include <common>", FRAGMENT_HEAD);
			fragment = swap(fragment, "#include <color_fragment>", FRAGMENT_COLOUR);
			shader.fragmentShader = swap(fragment, "#include <normal_fragment_maps>", FRAGMENT_NORMAL);
		};
		material.customProgramCacheKey = () => "far people";
		const plate = new THREE.PlaneGeometry(1, 1).translate(0, 0.5, 0);
		this.instances = new Instances(plate, material, MOST_FAR, rows, first);
	}

	/** The pose for a clip `phase` of its cycle in. */
	pose(clip: number, phase: number): number {
		const pose = this.poseOf[clip];
		return pose >= 0 ? pose : Math.floor(phase * WALK_POSES) % WALK_POSES;
	}

	destroy(): void {
		this.instances.destroy();
		this.target.dispose();
	}

	private bake(renderer: THREE.WebGLRenderer, set: BodySet, { bones, pictures }: Shared): void {
		const before = { target: renderer.getRenderTarget(), clears: renderer.autoClear, tone: renderer.toneMapping };
		const colour = renderer.getClearColor(new THREE.Color());
		const alpha = renderer.getClearAlpha();
		renderer.autoClear = false;
		renderer.toneMapping = THREE.NoToneMapping;
		renderer.setClearColor(0, 0);
		const camera = new THREE.Camera();
		const scene = new THREE.Scene();
		const rows = this.sourceRows(set);
		const material = new THREE.ShaderMaterial({
			vertexShader: BAKE_VERTEX,
			fragmentShader: BAKE_FRAGMENT,
			side: THREE.DoubleSide,
			uniforms: {
				bones: { value: bones },
				pictures: { value: pictures },
				bodyScale: { value: set.scale },
				rowsABody: { value: set.rows },
			},
		});
		for (const [body, { levels }] of set.bodies.entries()) {
			const one = new Instances(makeShape(levels[MIDDLE]), material, SIDES);
			scene.add(one.mesh);
			for (let size = 0; size < SIZES; size++) {
				const [wide, high] = [(SIDES * TILE.wide) >> size, TILE.high >> size];
				const [left, low] = [size === 0 ? 0 : SIDES * TILE.wide, size === 2 ? HIGH / 2 : 0];
				for (const [pose, row] of rows.entries()) {
					one.begin();
					for (let side = 0; side < SIDES; side++) {
						const yaw = (side * 2 * Math.PI) / SIDES;
						const at = body * set.rows + row;
						one.data.set([0, 0, yaw, 1, at + HEAD_AHEAD, at, 0, 0], one.take());
					}
					one.end();
					this.target.viewport.set(left, low + pose * high, wide, high);
					renderer.setRenderTarget(this.target, body);
					if (size === 0 && pose === 0) {
						this.target.viewport.set(0, 0, WIDE, HIGH);
						renderer.setRenderTarget(this.target, body);
						renderer.clear();
						this.target.viewport.set(left, low + pose * high, wide, high);
						renderer.setRenderTarget(this.target, body);
					}
					renderer.render(scene, camera);
				}
			}
			scene.remove(one.mesh);
			one.destroy();
		}
		renderer.setRenderTarget(before.target);
		renderer.setClearColor(colour, alpha);
		renderer.autoClear = before.clears;
		renderer.toneMapping = before.tone;
	}

	/** The bone rows of the poses, in their order. */
	private sourceRows(set: BodySet): number[] {
		const clip = (name: string) => {
			const found = set.clips.find((one) => one.name === name);
			return found ?? set.clips[0];
		};
		const walk = clip("walk");
		const steps = Array.from(
			{ length: WALK_POSES },
			(_, k) => walk.row + Math.floor(((k + 0.5) / WALK_POSES) * walk.frames),
		);
		return [...steps, clip("stand").row, clip("talk").row + 6, clip("sit").row];
	}
}
