// Plays the gateway on the stand: a hall's people as the bytes that the real one would send. Byte layout: docs/reference/wire.md.
import type { MemoryLink } from "../src/net/link";
import { VERSION } from "../src/wire/messages";
import type { HallPlan } from "../src/world/plan";

const CELL_METRES = 10.24;
const STEP_METRES = 0.04;
const RECORD_BYTES = 6;
const HEAD_BYTES = 5;
/** Cells that are not beside one's own are told of every fifth tick. */
const FAR_EVERY = 5;
const SELF_ID = 60000;
const letters = new TextEncoder();

function short(text: string): number[] {
	const bytes = letters.encode(text);
	return [bytes.length, ...bytes];
}
const u16 = (value: number) => [value & 255, (value >> 8) & 255];
const u32 = (value: number) => [...u16(value & 0xffff), ...u16(value >>> 16)];

/** The same number for the same person every time. */
const spread = (at: number) => Math.imul(at + 1, 2654435761) >>> 0;

export class StandGateway {
	private readonly columns: number;
	private readonly rows: number;
	private readonly x: Float64Array;
	private readonly z: Float64Array;
	private readonly yaw: Float64Array;
	private readonly walks: Uint8Array;
	private readonly cells: number[][] = [];
	private tick = 0;

	constructor(
		private readonly link: MemoryLink,
		private readonly plan: HallPlan,
		private readonly count: number,
	) {
		this.columns = Math.ceil(plan.hall.width / CELL_METRES);
		this.rows = Math.ceil(plan.hall.depth / CELL_METRES);
		for (let cell = 0; cell < this.columns * this.rows; cell++) this.cells.push([]);
		[this.x, this.z, this.yaw] = [new Float64Array(count), new Float64Array(count), new Float64Array(count)];
		this.walks = new Uint8Array(count);
		for (let at = 0; at < count; at++) this.walks[at] = spread(at) % 5 === 0 ? [0, 3, 3, 5][(spread(at) >>> 6) % 4] : 1;
	}

	/** Greets, opens the hall and names everybody. */
	open(hall: string, x: number, z: number): void {
		const { link } = this;
		link.open();
		link.receive(new Uint8Array([0x81, VERSION, ...u32(1), ...short("me"), ...u32(0), ...u32(0), ...u16(100)]));
		const place = [...u16(Math.round(x * 100)), ...u16(Math.round(z * 100)), 0];
		const grid = [...u16(Math.round(CELL_METRES * 100)), this.columns, this.rows];
		link.receive(new Uint8Array([0x84, ...u16(1), ...short(hall), ...u16(SELF_ID), ...place, ...grid, ...u16(this.count), ...u16(1), ...u16(1)]));
		for (let from = 0; from < this.count; from += 100) {
			const until = Math.min(this.count, from + 100);
			const bytes = [0x91, ...u16(until - from)];
			for (let at = from; at < until; at++) {
				const flags = at % 3 === 0 ? 0 : 1;
				bytes.push(...u16(at), flags, ...u32(spread(at) & 0xffffff), ...short(`p${at}`), ...short(`访客 ${at + 1}`));
			}
			link.receive(new Uint8Array(bytes));
		}
		this.move(0);
		this.tell(() => true, true);
	}

	/** One tick of 100 ms: everybody walks on; what is near (x, z) is told every time, the rest in turn. */
	step(seconds: number, x: number, z: number): void {
		this.tick++;
		this.move(seconds);
		const column = Math.floor(x / CELL_METRES);
		const row = Math.floor(z / CELL_METRES);
		this.tell((cell) => {
			const beside = Math.abs((cell % this.columns) - column) < 2 && Math.abs(Math.floor(cell / this.columns) - row) < 2;
			return beside || (cell + this.tick) % FAR_EVERY === 0;
		}, false);
	}

	/** Everybody's place as one snapshot, all cells: what entering costs, and what decoding is measured with. */
	snapshot(): Uint8Array[] {
		const said: Uint8Array[] = [];
		this.each(() => true, true, (bytes) => said.push(bytes));
		return said;
	}

	private move(seconds: number): void {
		for (let at = 0; at < this.count; at++) {
			const h = spread(at);
			const lane = this.plan.aisles[at % this.plan.aisles.length];
			const flat = lane.width > lane.depth;
			const length = Math.max(lane.width, lane.depth);
			const pace = this.walks[at] === 1 ? 1.1 + ((h >>> 9) % 50) / 100 : 0;
			// To and fro along the lane; who stands stays where the walk would begin.
			const way = (((h >>> 8) % 1000) / 500) * length + pace * seconds;
			const turn = way % (2 * length);
			const back = turn > length;
			const along = (back ? 2 * length - turn : turn) - length / 2;
			const across = (((h >>> 18) % 100) / 200) * (Math.min(lane.width, lane.depth, 4.4) - 0.4) * (back ? -1 : 1);
			this.x[at] = lane.x + (flat ? along : across);
			this.z[at] = lane.z + (flat ? across : along);
			this.yaw[at] = pace === 0 ? ((h >>> 4) % 628) / 100 : flat ? (back ? 4.712 : 1.571) : back ? 0 : 3.142;
		}
	}

	private tell(isTold: (cell: number) => boolean, all: boolean): void {
		this.each(isTold, all, (bytes) => this.link.receive(bytes));
	}

	private each(isTold: (cell: number) => boolean, all: boolean, take: (bytes: Uint8Array) => void): void {
		for (const cell of this.cells) cell.length = 0;
		for (let at = 0; at < this.count; at++) {
			if (!all && this.walks[at] !== 1) continue;
			const column = Math.floor(this.x[at] / CELL_METRES);
			this.cells[Math.floor(this.z[at] / CELL_METRES) * this.columns + column]?.push(at);
		}
		for (const [cell, people] of this.cells.entries()) {
			if (people.length === 0 || !isTold(cell)) continue;
			const bytes = new Uint8Array(HEAD_BYTES + people.length * RECORD_BYTES);
			bytes.set([0x90, ...u16(this.tick & 0xffff), ...u16(cell)]);
			people.forEach((at, n) => {
				const x = (this.x[at] % CELL_METRES) / STEP_METRES;
				const z = (this.z[at] % CELL_METRES) / STEP_METRES;
				const yaw = Math.round((this.yaw[at] / (Math.PI * 2)) * 256) & 255;
				bytes.set([...u16(at), Math.round(x), Math.round(z), yaw, this.walks[at]], HEAD_BYTES + n * RECORD_BYTES);
			});
			take(bytes);
		}
	}
}
