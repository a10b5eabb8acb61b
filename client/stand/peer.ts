// The crowd as a team would write it with three.js alone: one InstancedMesh a body, one AnimationMixer and one Skeleton a person,
// the skeletons' matrices sent to the card in a texture. Same bodies, clips, places and hall light; only the method differs.
import * as THREE from "three";
import { type BodySet, readBodies } from "../src/scene/people/bodies";
import { bodyOf } from "../src/world/look";
import { makeShape } from "../src/scene/people/skin";
import type { People } from "../src/world/people";

const MIDDLE = 1;
const HEAD = /* glsl */ `#include <common>
attribute vec4 joint; attribute vec4 weight; uniform highp sampler2D skeletons; uniform float bodyScale; uniform int bones;
mat4 boneOf(float index) {
	int at = (gl_InstanceID * bones + int(index + 0.5)) * 4;
	int wide = textureSize(skeletons, 0).x;
	return mat4(texelFetch(skeletons, ivec2(at % wide, at / wide), 0), texelFetch(skeletons, ivec2((at + 1) % wide, (at + 1) / wide), 0),
		texelFetch(skeletons, ivec2((at + 2) % wide, (at + 2) / wide), 0), texelFetch(skeletons, ivec2((at + 3) % wide, (at + 3) / wide), 0));
}`;
const BEGIN = /* glsl */ `
vec4 rest = vec4(position * bodyScale, 1.0);
vec3 transformed = (boneOf(joint.x) * rest * weight.x + boneOf(joint.y) * rest * weight.y + boneOf(joint.z) * rest * weight.z + boneOf(joint.w) * rest * weight.w).xyz;
`;

interface Person {
	readonly slot: number;
	readonly root: THREE.Bone;
	readonly skeleton: THREE.Skeleton;
	readonly mixer: THREE.AnimationMixer;
	readonly walk: THREE.AnimationAction;
	readonly stand: THREE.AnimationAction;
}

/** The clip as keyframe tracks of a flat rig: a bone's matrix is taken apart into place and turn, frame by frame. */
function clipOf(set: BodySet, body: number, name: string): THREE.AnimationClip {
	const clip = set.clips.find((one) => one.name === name) ?? set.clips[0];
	const half = THREE.DataUtils.fromHalfFloat;
	const [matrix, place, turn, size] = [new THREE.Matrix4(), new THREE.Vector3(), new THREE.Quaternion(), new THREE.Vector3()];
	const times = Float32Array.from({ length: clip.frames }, (_, frame) => (frame / clip.frames) * clip.seconds);
	const tracks: THREE.KeyframeTrack[] = [];
	for (let bone = 0; bone < set.bones; bone++) {
		const places: number[] = [];
		const turns: number[] = [];
		for (let frame = 0; frame < clip.frames; frame++) {
			const at = ((body * set.rows + clip.row + frame) * set.bones + bone) * 12;
			const n = (k: number) => half(set.matrices[at + k]);
			matrix.set(n(0), n(1), n(2), n(3), n(4), n(5), n(6), n(7), n(8), n(9), n(10), n(11), 0, 0, 0, 1);
			matrix.decompose(place, turn, size);
			places.push(place.x, place.y, place.z);
			turns.push(turn.x, turn.y, turn.z, turn.w);
		}
		tracks.push(new THREE.VectorKeyframeTrack(`bone${bone}.position`, times, places));
		tracks.push(new THREE.QuaternionKeyframeTrack(`bone${bone}.quaternion`, times, turns));
	}
	return new THREE.AnimationClip(name, clip.seconds, tracks);
}

class Batch {
	readonly mesh: THREE.InstancedMesh;
	readonly people: Person[] = [];
	private readonly matrices: Float32Array;
	private readonly texture: THREE.DataTexture;
	private readonly place = new THREE.Matrix4();

	constructor(private readonly set: BodySet, body: number, slots: readonly number[]) {
		const wide = 1024;
		const high = Math.max(1, Math.ceil((slots.length * set.bones * 4) / wide));
		this.matrices = new Float32Array(wide * high * 4);
		this.texture = new THREE.DataTexture(this.matrices, wide, high, THREE.RGBAFormat, THREE.FloatType);
		const material = new THREE.MeshStandardMaterial({ roughness: 0.8 });
		material.onBeforeCompile = (shader) => {
			Object.assign(shader.uniforms, { skeletons: { value: this.texture }, bodyScale: { value: set.scale }, bones: { value: set.bones } });
			shader.vertexShader = shader.vertexShader.replace("#include <common>", HEAD).replace("#include <begin_vertex>", BEGIN);
		};
		this.mesh = new THREE.InstancedMesh(makeShape(set.bodies[body].levels[MIDDLE]), material, Math.max(1, slots.length));
		this.mesh.count = slots.length;
		this.mesh.frustumCulled = false;
		const [walk, stand] = [clipOf(set, body, "walk"), clipOf(set, body, "stand")];
		const inverses = Array.from({ length: set.bones }, () => new THREE.Matrix4());
		for (const slot of slots) {
			const root = new THREE.Bone();
			const bones = Array.from({ length: set.bones }, (_, bone) => {
				const made = new THREE.Bone();
				made.name = `bone${bone}`;
				root.add(made);
				return made;
			});
			const mixer = new THREE.AnimationMixer(root);
			const person = { slot, root, skeleton: new THREE.Skeleton(bones, inverses), mixer, walk: mixer.clipAction(walk), stand: mixer.clipAction(stand) };
			person.walk.play();
			person.stand.play();
			this.people.push(person);
		}
	}

	step(people: People, seconds: number): void {
		this.people.forEach((person, at) => {
			const share = Math.min(1, people.speed[person.slot]);
			person.walk.setEffectiveWeight(share);
			person.stand.setEffectiveWeight(1 - share);
			person.mixer.update(seconds);
			person.root.updateMatrixWorld(true);
			person.skeleton.update();
			this.matrices.set(person.skeleton.boneMatrices as Float32Array, at * this.set.bones * 16);
			this.place.makeRotationY(-people.yaw[person.slot]).setPosition(people.x[person.slot], 0, people.z[person.slot]);
			this.mesh.setMatrixAt(at, this.place);
		});
		this.mesh.instanceMatrix.needsUpdate = true;
		this.texture.needsUpdate = true;
	}
}

export class PeerCrowd {
	private readonly scene = new THREE.Scene();
	private readonly camera = new THREE.PerspectiveCamera(58, 16 / 9, 0.12, 220);
	private readonly renderer: THREE.WebGLRenderer;
	private readonly batches: Batch[];

	private constructor(set: BodySet, private readonly people: People) {
		const canvas = document.createElement("canvas");
		[canvas.width, canvas.height] = [640, 360];
		this.renderer = new THREE.WebGLRenderer({ canvas });
		const nothing = () => undefined;
		Object.assign(this.renderer.getContext(), { clear: nothing, drawElements: nothing, drawArrays: nothing, drawElementsInstanced: nothing, drawArraysInstanced: nothing });
		this.scene.add(new THREE.HemisphereLight(0xffffff, 0x888888, 2), new THREE.DirectionalLight(0xffffff, 1));
		this.batches = set.bodies.map((_, body) => {
			const slots = Array.from({ length: people.count }, (_unused, slot) => slot).filter((slot) => bodyOf(people.look[slot]) === body);
			return new Batch(set, body, slots);
		});
		for (const batch of this.batches) this.scene.add(batch.mesh);
	}

	static async create(assets: string, people: People): Promise<PeerCrowd> {
		const answer = await fetch(`${assets}people/people.bin`);
		return new PeerCrowd(readBodies(await answer.arrayBuffer()), people);
	}

	frame(seconds: number, x: number, z: number): void {
		for (const batch of this.batches) batch.step(this.people, seconds);
		this.camera.position.set(x, 1.7, z + 3);
		this.renderer.render(this.scene, this.camera);
	}

	statistics() {
		const { calls, triangles } = this.renderer.info.render;
		return { drawCalls: calls, triangles };
	}
}
