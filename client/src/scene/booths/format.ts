// Reads booths.bin: gzip, header, delta-coded columns (made by assets/booths/build.py). Knows no three.js.
import { AssetMissing } from "../hall-scene";

export interface BoothMesh {
	readonly name: string;
	readonly level: number;
	/** x, y, z in millimetres and a zero. */
	readonly position: Int16Array;
	/** x, y, z with 127 = 1 and a zero. */
	readonly normal: Int8Array;
	/** Material number, baked light, warm light of the booth's lamps, zero (the number of a plinth once field.ts has it). */
	readonly kind: Uint8Array;
	/** Anchors in hundredths, least width and depth in decimetres. */
	readonly fit: Int8Array;
	readonly place: Uint16Array;
	readonly indices: Uint16Array;
}

interface Entry {
	name: string;
	level: number;
	vertices: number;
	indices: number;
}

class Columns {
	private at: number;
	constructor(
		private readonly bytes: Uint8Array,
		start: number,
	) {
		this.at = start;
	}

	/** One column of `count` bytes, written into every `stride`th place of `out`. */
	bytesInto(out: Uint8Array | Int8Array, offset: number, stride: number, count: number): void {
		let value = 0;
		for (let i = 0; i < count; i++) {
			value = (value + this.bytes[this.at + i]) & 255;
			out[offset + i * stride] = value;
		}
		this.at += count;
	}

	wordsInto(out: Uint16Array | Int16Array, offset: number, stride: number, count: number): void {
		let value = 0;
		for (let i = 0; i < count; i++) {
			value = (value + this.bytes[this.at + i] + (this.bytes[this.at + count + i] << 8)) & 65535;
			out[offset + i * stride] = value;
		}
		this.at += 2 * count;
	}

	get end(): number {
		return this.at;
	}
}

function readMesh(entry: Entry, columns: Columns): BoothMesh {
	const n = entry.vertices;
	const position = new Int16Array(n * 4);
	const normal = new Int8Array(n * 4);
	const kind = new Uint8Array(n * 4);
	const fit = new Int8Array(n * 4);
	const place = new Uint16Array(n * 2);
	const indices = new Uint16Array(entry.indices);
	for (let c = 0; c < 3; c++) columns.wordsInto(position, c, 4, n);
	for (let c = 0; c < 3; c++) columns.bytesInto(normal, c, 4, n);
	columns.bytesInto(kind, 0, 4, n);
	for (let c = 0; c < 4; c++) columns.bytesInto(fit, c, 4, n);
	for (let c = 0; c < 2; c++) columns.wordsInto(place, c, 2, n);
	for (let c = 1; c < 3; c++) columns.bytesInto(kind, c, 4, n);
	columns.wordsInto(indices, 0, 1, entry.indices);
	return { name: entry.name, level: entry.level, position, normal, kind, fit, place, indices };
}

/** The meshes of an unpacked file. Throws AssetMissing when it is cut short or of another version. */
export function readBooths(bytes: Uint8Array): BoothMesh[] {
	if (bytes.length < 4) throw new AssetMissing("booths.bin is empty");
	const length = new DataView(bytes.buffer, bytes.byteOffset, 4).getUint32(0, true);
	if (4 + length > bytes.length) throw new AssetMissing("booths.bin is cut short");
	const header: { version: number; meshes: Entry[] } = JSON.parse(
		new TextDecoder().decode(bytes.subarray(4, 4 + length)),
	);
	if (header.version !== 1) throw new AssetMissing(`booths.bin has version ${header.version}, not 1`);
	const columns = new Columns(bytes, 4 + length);
	const meshes = header.meshes.map((entry) => readMesh(entry, columns));
	if (columns.end !== bytes.length) throw new AssetMissing("booths.bin is cut short");
	return meshes;
}

/** Fetches and unpacks booths.bin. */
export async function fetchBooths(address: string): Promise<BoothMesh[]> {
	const answer = await fetch(address);
	if (!answer.ok || !answer.body) throw new AssetMissing(`${address}: ${answer.status}`);
	const whole = new Uint8Array(await answer.arrayBuffer());
	// A server may have unpacked it already (Content-Encoding): gzip starts with 1f 8b.
	if (whole[0] !== 0x1f || whole[1] !== 0x8b) return readBooths(whole);
	const stream = new Blob([whole]).stream().pipeThrough(new DecompressionStream("gzip"));
	return readBooths(new Uint8Array(await new Response(stream).arrayBuffer()));
}
