// The program that the website's check of models starts beside itself (uploads/checks/optimiser.py): numbers in, three levels of
// detail out, packed by meshopt. It reads all of standard input and opens no file.
// In: a line of JSON { targets, meshes: [{ POSITION: [rows, width], … }] }, then the arrays in this order.
// Out, for each target: a line { meshes: [{ POSITION: { bytes, count, stride, … }, … }] }, then the packed bytes.
import { MeshoptEncoder } from "meshoptimizer/encoder";
import { MeshoptSimplifier } from "meshoptimizer/simplifier";

const ITEM_BYTES = { POSITION: 2, NORMAL: 1, indices: 4 };
const STEPS = 65_535;
const MOST_ERROR = 0.1; // of the mesh's own size: no shape is given up for a number
const NORMAL_WEIGHT = 0.3;
const UV_WEIGHT = 0.6;

async function readAll() {
	const parts = [];
	for await (const part of process.stdin) parts.push(part);
	return new Uint8Array(Buffer.concat(parts));
}

function readMeshes(input) {
	const end = input.indexOf(10);
	const head = JSON.parse(new TextDecoder().decode(input.subarray(0, end)));
	let at = end + 1;
	const meshes = head.meshes.map((shapes) => {
		const streams = new Map();
		for (const [name, [rows, width = 1]] of Object.entries(shapes)) {
			// texture coordinates are shares of 16 bits; under the name TEXCOORD_1 floats, where the picture is repeated
			const floats = name === "TEXCOORD_1";
			const stride = floats ? 8 : width * (ITEM_BYTES[name] ?? 2);
			streams.set(floats ? "TEXCOORD_0" : name, { data: input.slice(at, at + rows * stride), stride, floats });
			at += rows * stride;
		}
		return meshOf(streams);
	});
	return { targets: head.targets, meshes };
}

function meshOf(streams) {
	const shorts = new Uint16Array(bytesOf(streams, "POSITION").buffer);
	const count = shorts.length / 4;
	const positions = new Float32Array(count * 3);
	for (let i = 0; i < count; i++) for (let k = 0; k < 3; k++) positions[3 * i + k] = shorts[4 * i + k] / STEPS;
	const normals = streams.get("NORMAL");
	const uv = streams.get("TEXCOORD_0");
	const width = (normals ? 3 : 0) + (uv ? 2 : 0);
	const attributes = new Float32Array(count * width);
	const bytes = normals && new Int8Array(normals.data.buffer);
	const shares = uv && (uv.floats ? new Float32Array(uv.data.buffer) : new Uint16Array(uv.data.buffer));
	for (let i = 0; i < count; i++) {
		if (bytes) for (let k = 0; k < 3; k++) attributes[width * i + k] = bytes[4 * i + k] / 127;
		const from = width * i + (bytes ? 3 : 0);
		if (shares) for (let k = 0; k < 2; k++) attributes[from + k] = shares[2 * i + k] / (uv.floats ? 1 : STEPS);
	}
	return { streams, positions, attributes, width, indices: new Uint32Array(bytesOf(streams, "indices").buffer) };
}

function bytesOf(streams, name) {
	const found = streams.get(name);
	if (!found) throw new Error(`no ${name}`);
	return found.data;
}

/** The triangles of one level: as few as the target says, more where the shape would suffer. */
function simplified(mesh, share) {
	const wanted = Math.max(3, Math.floor((mesh.indices.length * share) / 3) * 3);
	if (wanted >= mesh.indices.length) return mesh.indices.slice();
	const weights = [...(mesh.streams.has("NORMAL") ? [NORMAL_WEIGHT, NORMAL_WEIGHT, NORMAL_WEIGHT] : [])];
	if (mesh.streams.has("TEXCOORD_0")) weights.push(UV_WEIGHT, UV_WEIGHT);
	const [found] = mesh.width
		? MeshoptSimplifier.simplifyWithAttributes(
				mesh.indices,
				mesh.positions,
				3,
				mesh.attributes,
				mesh.width,
				weights,
				null,
				wanted,
				MOST_ERROR,
				["Permissive"],
			)
		: MeshoptSimplifier.simplify(mesh.indices, mesh.positions, 3, wanted, MOST_ERROR);
	// what holds its shape by many small parts: fewer of them, by where they lie
	if (found.length <= wanted * 2) return found.length ? found : mesh.indices.slice(0, 3);
	const [sloppy] = MeshoptSimplifier.simplifySloppy(mesh.indices, mesh.positions, 3, null, wanted, MOST_ERROR);
	return sloppy.length ? sloppy : found;
}

/** A mesh of these triangles only, in the order in which they pack best. */
function pack(mesh, triangles) {
	const indices = triangles.slice();
	const [order, count] = MeshoptEncoder.reorderMesh(indices, true, true);
	const told = {};
	const parts = [];
	for (const [name, { data, stride, floats }] of mesh.streams) {
		if (name === "indices") continue;
		const rows = new Uint8Array(count * stride);
		for (let from = 0; from < order.length; from++) {
			const to = order[from];
			if (to !== 0xffffffff) rows.set(data.subarray(from * stride, (from + 1) * stride), to * stride);
		}
		const packed = MeshoptEncoder.encodeVertexBuffer(rows, count, stride);
		told[name] = { bytes: packed.length, count, stride, floats, ...(name === "POSITION" ? boxOf(rows) : {}) };
		parts.push(packed);
	}
	const packed = MeshoptEncoder.encodeIndexBuffer(new Uint8Array(indices.buffer), indices.length, 4);
	told.indices = { bytes: packed.length, count: indices.length, stride: 4 };
	parts.push(packed);
	return { told, parts };
}

function boxOf(rows) {
	const shorts = new Uint16Array(rows.buffer);
	const low = [STEPS, STEPS, STEPS];
	const high = [0, 0, 0];
	for (let i = 0; i < shorts.length; i += 4) {
		for (let k = 0; k < 3; k++) {
			low[k] = Math.min(low[k], shorts[i + k]);
			high[k] = Math.max(high[k], shorts[i + k]);
		}
	}
	return { low, high };
}

async function main() {
	await Promise.all([MeshoptEncoder.ready, MeshoptSimplifier.ready]);
	MeshoptSimplifier.useExperimentalFeatures = true;
	const { targets, meshes } = readMeshes(await readAll());
	const corners = meshes.reduce((sum, mesh) => sum + mesh.indices.length, 0);
	for (const target of targets) {
		const share = Math.min(1, (target * 3) / corners);
		const packed = meshes.map((mesh) => pack(mesh, simplified(mesh, share)));
		process.stdout.write(`${JSON.stringify({ meshes: packed.map((one) => one.told) })}\n`);
		for (const part of packed.flatMap((one) => one.parts)) process.stdout.write(part);
	}
}

await main();
