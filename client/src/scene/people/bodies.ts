// Reads people.bin (made by assets/people; the layout is described in assets/people/pack.py). No drawing here.
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
	bodies: (Omit<Body, "levels"> & { levels: ListedLevel[] })[];
}
const MAGIC = 0x31505a59;

export class NotPeople extends Error {
	override name = "NotPeople";
}

/** Views into the file, nothing is copied. Throws NotPeople when it is another file. */
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
	const numbers = bodies.length * listed.rows * listed.bones * 12;
	return { ...listed, bodies, matrices: new Uint16Array(file, start + listed.matrices, numbers) };
}
