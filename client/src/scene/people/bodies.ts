// Reads people.bin (made by assets/people; the layout is described in assets/people/pack.py). No drawing here.
import { DataUtils } from "three";

export interface Level {
	vertices: number;
	triangles: number;
	position: Int16Array;
	uv: Uint16Array;
	index: Uint16Array;
	normal: Int8Array;
	kind: Uint8Array;
	joint: Uint8Array;
	weight: Uint8Array;
}
export interface Body {
	name: string;
	/** Metres walked, and run, in one cycle of the clip. */
	stride: number;
	runStride: number;
	picture: string;
	/** x and z of the left and the right ankle in the rest pose. */
	ankles: [number, number][];
	levels: Level[];
}
export interface Clip {
	name: string;
	row: number;
	frames: number;
	seconds: number;
}
export interface BodySet {
	scale: number;
	bones: number;
	rows: number;
	clips: Clip[];
	bodies: Body[];
	/** Half floats: body × row × bone × 3 rows of 4. */
	matrices: Uint16Array;
}

type Column = "position" | "uv" | "index" | "normal" | "kind" | "joint" | "weight";
type ListedLevel = Record<Column | "vertices" | "triangles", number>;
interface Listed extends Omit<BodySet, "bodies" | "matrices"> {
	matrices: number;
	/** The matrices' smallest step. */
	unit: number;
	bodies: (Omit<Body, "levels"> & { levels: ListedLevel[] })[];
}
const MAGIC = 0x31505a59;

export class NotPeople extends Error {
	override name = "NotPeople";
}

const MATRIX = 12;
const NECK_BONE = 4;

/** Where a head turns: the middle of what the neck alone carries, metres in the rest pose. */
export function neckOf(level: Level, scale: number): [number, number, number] {
	const middle: [number, number, number] = [0, 0, 0];
	let count = 0;
	for (let at = 0; at < level.vertices; at++) {
		if (level.joint[at * 4] !== NECK_BONE || level.weight[at * 4] < 128) continue;
		for (let axis = 0; axis < 3; axis++) middle[axis] += (level.position[at * 4 + axis] / 32767) * scale;
		count++;
	}
	return middle.map((sum) => sum / Math.max(count, 1)) as [number, number, number];
}

/** The bone matrices from their changes from row to row: see `steps_of` in pack.py. */
function readMatrices(packed: Uint8Array, listed: Listed): Uint16Array {
	const { rows, bones, unit } = listed;
	const matrices = new Uint16Array(packed.length / 2);
	const [perRow, high] = [bones * MATRIX, packed.length / 2];
	for (let from = 0; from < high; from += rows) {
		const line = from / rows;
		const body = Math.floor(line / perRow);
		let steps = 0;
		for (let row = 0; row < rows; row++) {
			const zigzag = packed[from + row] | (packed[high + from + row] << 8);
			steps += (zigzag >> 1) ^ -(zigzag & 1);
			matrices[(body * rows + row) * perRow + (line % perRow)] = DataUtils.toHalfFloat(steps * unit);
		}
	}
	return matrices;
}

/** Meshes are views into the file. Throws NotPeople when it is another file. */
export function readBodies(file: ArrayBuffer): BodySet {
	const head = new DataView(file);
	if (file.byteLength < 8 || head.getUint32(0, true) !== MAGIC) throw new NotPeople("This is not a people file.");
	const length = head.getUint32(4, true);
	const listed = JSON.parse(new TextDecoder().decode(new Uint8Array(file, 8, length))) as Listed;
	const start = 8 + length;
	const bodies = listed.bodies.map((body) => ({
		...body,
		levels: body.levels.map((level) => {
			const { vertices, triangles } = level;
			return {
				vertices,
				triangles,
				position: new Int16Array(file, start + level.position, vertices * 4),
				uv: new Uint16Array(file, start + level.uv, vertices * 2),
				index: new Uint16Array(file, start + level.index, triangles * 3),
				normal: new Int8Array(file, start + level.normal, vertices * 4),
				kind: new Uint8Array(file, start + level.kind, vertices * 4),
				joint: new Uint8Array(file, start + level.joint, vertices * 4),
				weight: new Uint8Array(file, start + level.weight, vertices * 4),
			};
		}),
	}));
	const numbers = bodies.length * listed.rows * listed.bones * MATRIX;
	return {
		...listed,
		bodies,
		matrices: readMatrices(new Uint8Array(file, start + listed.matrices, numbers * 2), listed),
	};
}
