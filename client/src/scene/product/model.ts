// A GLB as three.js objects: fetched with progress, read (also packed by meshopt), measured, let go again.
import * as THREE from "three";
import { MeshoptDecoder } from "three/examples/jsm/libs/meshopt_decoder.module.js";
import { GLTFLoader } from "three/examples/jsm/loaders/GLTFLoader.js";
import { ModelUnreadable } from "./product-scene";

/** The bytes of a file; `progress` is told how many are here and how many there will be (0: not known). */
async function fetchBytes(
	url: string,
	progress: (done: number, total: number) => void,
	signal: AbortSignal,
): Promise<ArrayBuffer> {
	const answer = await fetch(url, { signal });
	if (!answer.ok || !answer.body) throw new ModelUnreadable(`${url} answered ${answer.status}`);
	// What comes packed is longer than its header says.
	const total = answer.headers.has("content-encoding") ? 0 : Number(answer.headers.get("content-length") ?? 0);
	const parts: Uint8Array[] = [];
	let done = 0;
	const reader = answer.body.getReader();
	for (let part = await reader.read(); !part.done; part = await reader.read()) {
		parts.push(part.value);
		done += part.value.length;
		progress(done, total);
	}
	const whole = new Uint8Array(done);
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole.buffer;
}

/** Rejects with ModelUnreadable. */
export async function readModel(
	url: string,
	progress: (done: number, total: number) => void,
	signal: AbortSignal,
): Promise<THREE.Group> {
	try {
		const bytes = await fetchBytes(url, progress, signal);
		const { scene } = await new GLTFLoader().setMeshoptDecoder(MeshoptDecoder).parseAsync(bytes, "");
		scene.traverse((part) => {
			if (part instanceof THREE.Mesh) part.castShadow = part.receiveShadow = true;
		});
		scene.updateMatrixWorld(true);
		return scene;
	} catch (error) {
		throw error instanceof ModelUnreadable ? error : new ModelUnreadable(String(error));
	}
}

export function disposeModel(model: THREE.Object3D): void {
	model.traverse((part) => {
		if (!(part instanceof THREE.Mesh)) return;
		part.geometry.dispose();
		for (const material of [part.material].flat()) {
			for (const value of Object.values(material)) if (value instanceof THREE.Texture) value.dispose();
			material.dispose();
		}
	});
}
