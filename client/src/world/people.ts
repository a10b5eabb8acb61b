// Everybody else in the hall as parallel arrays, shown a little behind so that their walk is smooth.
// One's own avatar is in self.ts; names' letters and bodies are drawn by the scene.
import { Gaze } from "./gaze";

export const CAPACITY = 8192;
/** How long a person takes to reach a new place: the wire's 100 ms tick and some jitter. */
export const BEHIND_MS = 120;
/** The farthest cells are told every 900 ms; a person there takes that long to reach a new place. */
const LONGEST_BEHIND_MS = 1000;
const JUMP_METRES = 6;
const TURN = Math.PI * 2;
const EMPTY = 0xffff;
/** How fast a shown person catches up with where they are told to be: a critically damped spring, so they start, stop and
 * turn softly and never swing past. At a walk they are 8 cm behind. */
const SPRING_PER_SECOND = 26;
const LONGEST_STEP_SECONDS = 0.25;
/** Nobody whirls: half a turn takes a good half of a second, however it is told; and they get there and to rest softly. */
export const TURN_RADIANS_PER_SECOND = 7;
const TURN_SPRING_PER_SECOND = 16;
const TURN_GAIN_PER_SECOND = 60;
/** Whoever turns where they stand shifts their feet: as far as they would walk meanwhile, and when it is a full shift. */
export const METRES_PER_RADIAN = 0.3;
export const SHIFTING_RADIANS_PER_SECOND = 2.5;
/** Who goes faster than this walks, and shifts no feet. */
export const SHIFTING_METRES_PER_SECOND = 0.45;
const PLACE_BYTES = 6;
const METRES_PER_STEP = 0.04;
export const RADIANS_PER_STEP = TURN / 256;

/** The angle in (-pi, pi] that turns `from` into `to` the short way. */
export function shortWay(from: number, to: number): number {
	let turn = (to - from) % TURN;
	if (turn > Math.PI) turn -= TURN;
	else if (turn <= -Math.PI) turn += TURN;
	return turn;
}

export class People {
	count = 0;
	version = 0;
	readonly id = new Uint16Array(CAPACITY);
	readonly x = new Float32Array(CAPACITY);
	readonly z = new Float32Array(CAPACITY);
	readonly yaw = new Float32Array(CAPACITY);
	readonly speed = new Float32Array(CAPACITY);
	readonly travelled = new Float32Array(CAPACITY);
	/** How much somebody is turning where they stand, 0..1. */
	readonly turning = new Float32Array(CAPACITY);
	readonly motion = new Uint8Array(CAPACITY);
	readonly look = new Uint32Array(CAPACITY);
	readonly flags = new Uint8Array(CAPACITY);
	/** When somebody was first seen where they now are, ms: who appears is faded in. */
	readonly since = new Float64Array(CAPACITY);
	/** Whom they turn their heads to. */
	readonly gaze = new Gaze();
	readonly name: string[] = [];
	readonly person: string[] = [];
	private readonly slot = new Uint16Array(65536).fill(EMPTY);
	private readonly fromX = new Float32Array(CAPACITY);
	private readonly fromZ = new Float32Array(CAPACITY);
	private readonly fromYaw = new Float32Array(CAPACITY);
	private readonly toX = new Float32Array(CAPACITY);
	private readonly toZ = new Float32Array(CAPACITY);
	private readonly turn = new Float32Array(CAPACITY);
	private readonly paceX = new Float32Array(CAPACITY);
	private readonly paceZ = new Float32Array(CAPACITY);
	private readonly paceYaw = new Float32Array(CAPACITY);
	private readonly told = new Float64Array(CAPACITY);
	private readonly until = new Float64Array(CAPACITY);
	private readonly seen = new Uint8Array(CAPACITY);
	/** x, z, yaw and time of the place just read. A number handed from function to function may be boxed; here none is. */
	private readonly read = new Float64Array(4);
	private last = 0;

	/** The slot of a person, or -1. */
	slotOf(id: number): number {
		const slot = this.slot[id];
		return slot === EMPTY ? -1 : slot;
	}

	/** Names somebody who arrived; the place comes later by `place`. Ignored when the hall is full. */
	arrive(id: number, flags: number, look: number, person: string, name: string): void {
		const at = this.slotOf(id) >= 0 ? this.slotOf(id) : this.add(id);
		if (at < 0) return;
		this.flags[at] = flags;
		this.look[at] = look;
		this.person[at] = person;
		this.name[at] = name;
		this.version++;
	}

	/** Forgets somebody; the last slot moves into the hole so that slots stay dense. */
	depart(id: number): void {
		const hole = this.slotOf(id);
		if (hole < 0) return;
		const last = --this.count;
		this.slot[id] = EMPTY;
		if (hole !== last) {
			for (const column of this.columns) column[hole] = column[last];
			this.name[hole] = this.name[last];
			this.person[hole] = this.person[last];
			this.slot[this.id[hole]] = hole;
		}
		this.name.length = this.count;
		this.person.length = this.count;
		this.version++;
	}

	/** A place from the wire: metres, radians, motion code; `nowMs` is when it came. */
	place(id: number, x: number, z: number, yaw: number, motion: number, nowMs: number): void {
		this.read[0] = x;
		this.read[1] = z;
		this.read[2] = yaw;
		this.read[3] = nowMs;
		this.aim(id, motion);
	}

	/** Every place in `data` from byte `start` on: records of a cell whose corner is (left, top). Allocates nothing. */
	placeAll(data: Uint8Array, start: number, left: number, top: number, except: number, nowMs: number): void {
		const { read } = this;
		read[3] = nowMs;
		for (let at = start; at + PLACE_BYTES <= data.length; at += PLACE_BYTES) {
			const id = data[at] | (data[at + 1] << 8);
			if (id === except) continue;
			read[0] = left + data[at + 2] * METRES_PER_STEP;
			read[1] = top + data[at + 3] * METRES_PER_STEP;
			read[2] = data[at + 4] * RADIANS_PER_STEP;
			this.aim(id, data[at + 5]);
		}
	}

	/** Turns the place in `read` into a way to go: from where they are told to be by now, to there. */
	private aim(id: number, motion: number): void {
		let at = this.slotOf(id);
		if (at < 0) at = this.add(id);
		if (at < 0) return;
		const { read } = this;
		const nowMs = read[3];
		const dx = read[0] - this.x[at];
		const dz = read[1] - this.z[at];
		const gap = nowMs - this.told[at];
		// Somebody who stood still a while and starts must not take that while to make the first step.
		const walked = this.motion[at] === 1 || this.motion[at] === 2;
		this.motion[at] = motion;
		if (this.seen[at] === 0 || dx * dx + dz * dz > JUMP_METRES * JUMP_METRES) {
			this.seen[at] = 1;
			this.since[at] = nowMs;
			this.x[at] = this.toX[at] = this.fromX[at] = read[0];
			this.z[at] = this.toZ[at] = this.fromZ[at] = read[1];
			this.yaw[at] = this.fromYaw[at] = read[2];
			this.turn[at] = this.paceX[at] = this.paceZ[at] = this.paceYaw[at] = this.speed[at] = this.turning[at] = 0;
		}
		const span = this.until[at] - this.told[at];
		const part = span > 0 ? Math.min(1, Math.max(0, (nowMs - this.told[at]) / span)) : 1;
		this.fromX[at] += (this.toX[at] - this.fromX[at]) * part;
		this.fromZ[at] += (this.toZ[at] - this.fromZ[at]) * part;
		const yaw = this.fromYaw[at] + this.turn[at] * part;
		// Whole turns are taken off both, so that the angle that is shown never jumps.
		const whole = Math.trunc(yaw / TURN) * TURN;
		this.fromYaw[at] = yaw - whole;
		this.yaw[at] -= whole;
		this.toX[at] = read[0];
		this.toZ[at] = read[1];
		const turn = read[2] - this.fromYaw[at];
		this.turn[at] = turn - Math.round(turn / TURN) * TURN;
		this.told[at] = nowMs;
		// Three stores instead of one of a chosen number: a number that may be whole or not would be boxed.
		if (!walked || gap <= BEHIND_MS) this.until[at] = nowMs + BEHIND_MS;
		else if (gap < LONGEST_BEHIND_MS) this.until[at] = nowMs + gap;
		else this.until[at] = nowMs + LONGEST_BEHIND_MS;
	}

	/** Moves everybody to where they are shown at `nowMs`. Allocates nothing. */
	step(nowMs: number): void {
		const seconds = Math.min(LONGEST_STEP_SECONDS, Math.max(0.001, (nowMs - this.last) / 1000));
		this.last = nowMs;
		const { x, z, yaw, paceX, paceZ, paceYaw, turning } = this;
		const gain = TURN_GAIN_PER_SECOND * seconds;
		const decayYaw = Math.exp(-TURN_SPRING_PER_SECOND * seconds);
		const decay = Math.exp(-SPRING_PER_SECOND * seconds);
		const share = Math.min(1, seconds * 12);
		for (let at = 0; at < this.count; at++) {
			const span = this.until[at] - this.told[at];
			const part = span > 0 ? Math.min(1, Math.max(0, (nowMs - this.told[at]) / span)) : 1;
			const goalX = this.fromX[at] + (this.toX[at] - this.fromX[at]) * part;
			const goalZ = this.fromZ[at] + (this.toZ[at] - this.fromZ[at]) * part;
			const goalYaw = this.fromYaw[at] + this.turn[at] * part;
			// The exact step of a critically damped spring towards a goal that stands still for this frame.
			const offX = x[at] - goalX;
			const pullX = (paceX[at] + SPRING_PER_SECOND * offX) * seconds;
			paceX[at] = (paceX[at] - SPRING_PER_SECOND * pullX) * decay;
			const movedX = goalX + (offX + pullX) * decay - x[at];
			const offZ = z[at] - goalZ;
			const pullZ = (paceZ[at] + SPRING_PER_SECOND * offZ) * seconds;
			paceZ[at] = (paceZ[at] - SPRING_PER_SECOND * pullZ) * decay;
			const movedZ = goalZ + (offZ + pullZ) * decay - z[at];
			// Whoever is told to turn faster than anybody turns takes the short way by now.
			const farYaw = yaw[at] - goalYaw;
			const offYaw = farYaw - Math.round(farYaw / TURN) * TURN;
			const pullYaw = (paceYaw[at] + TURN_SPRING_PER_SECOND * offYaw) * seconds;
			const most = Math.min(TURN_RADIANS_PER_SECOND, Math.abs(paceYaw[at]) + gain);
			const turn = (offYaw + pullYaw) * decayYaw - offYaw;
			const turned = Math.max(-most * seconds, Math.min(most * seconds, turn));
			const pace = (paceYaw[at] - TURN_SPRING_PER_SECOND * pullYaw) * decayYaw;
			paceYaw[at] = Math.max(-most, Math.min(most, pace));
			yaw[at] = goalYaw + offYaw + turned;
			x[at] += movedX;
			z[at] += movedZ;
			const moved = Math.sqrt(movedX * movedX + movedZ * movedZ);
			this.speed[at] += (moved / seconds - this.speed[at]) * share;
			const stands = 1 - Math.min(1, this.speed[at] / SHIFTING_METRES_PER_SECOND);
			const turns = Math.abs(turned) * stands;
			this.travelled[at] += moved + turns * METRES_PER_RADIAN;
			turning[at] += (Math.min(1, turns / seconds / SHIFTING_RADIANS_PER_SECOND) - turning[at]) * share;
		}
	}

	/** Forgets everybody (another hall, or a new connection). */
	clear(): void {
		this.slot.fill(EMPTY);
		this.count = 0;
		this.name.length = 0;
		this.person.length = 0;
		this.version++;
	}

	private add(id: number): number {
		if (this.count >= CAPACITY) return -1;
		const at = this.count++;
		for (const column of this.columns) column[at] = 0;
		this.id[at] = id;
		this.slot[id] = at;
		this.name[at] = "";
		this.person[at] = "";
		this.version++;
		return at;
	}

	private readonly columns = [
		this.id,
		this.x,
		this.z,
		this.yaw,
		this.speed,
		this.travelled,
		this.turning,
		this.motion,
		this.look,
		this.flags,
		this.since,
		this.fromX,
		this.fromZ,
		this.fromYaw,
		this.toX,
		this.toZ,
		this.turn,
		this.paceX,
		this.paceZ,
		this.paceYaw,
		this.told,
		this.until,
		this.seen,
	];
}

/** The slots of those who are nearest to a point and have a name, nearest first, within `metres`. */
export function nearest(
	people: People,
	from: { x: number; z: number },
	most: number,
	metres = Number.POSITIVE_INFINITY,
): number[] {
	const found: { slot: number; away: number }[] = [];
	for (let slot = 0; slot < people.count; slot++) {
		const away = Math.hypot(people.x[slot] - from.x, people.z[slot] - from.z);
		if (away < metres && people.name[slot] !== "") found.push({ slot, away });
	}
	return found
		.sort((a, b) => a.away - b.away)
		.slice(0, most)
		.map(({ slot }) => slot);
}
