// Places and Move, the two messages of every tick, read and written where they lie: nothing is allocated for them.
// Every other message is generated into codec.ts; tests/wire holds both to the same bytes.
export const PLACES = 0x90;
export const PLACES_HEAD_BYTES = 5;
export const PLACE_BYTES = 6;
const MOVE = 0x50;
const MOVE_BYTES = 8;

/** True when these bytes are a whole Places. */
export function isPlaces(data: Uint8Array): boolean {
	return data[0] === PLACES && data.length >= PLACES_HEAD_BYTES && (data.length - PLACES_HEAD_BYTES) % PLACE_BYTES === 0;
}

/** The grid cell that a Places tells of. */
export function cellOf(data: Uint8Array): number {
	return data[3] | (data[4] << 8);
}

/** One Move, filled anew for each sending. */
export class MoveBytes {
	readonly data = new Uint8Array(MOVE_BYTES);

	constructor() {
		this.data[0] = MOVE;
	}

	/** Fills in where I am (centimetres, 256ths of a turn); false when that is where I was. */
	fill(motion: number, x: number, z: number, yaw: number): boolean {
		const { data } = this;
		const same =
			data[1] === motion &&
			(data[2] | (data[3] << 8)) === x &&
			(data[4] | (data[5] << 8)) === z &&
			data[6] === yaw &&
			this.isFilled;
		if (same) return false;
		this.isFilled = true;
		data[1] = motion;
		data[2] = x & 255;
		data[3] = x >> 8;
		data[4] = z & 255;
		data[5] = z >> 8;
		data[6] = yaw;
		data[7] = (data[7] + 1) & 255;
		return true;
	}

	/** The next place counts as changed. */
	forget(): void {
		this.isFilled = false;
	}

	private isFilled = false;
}
