// Everybody else in the hall as parallel arrays, shown a little behind so that their walk is smooth.
// One's own avatar is in self.ts; names' letters and bodies are drawn by the scene.
export const CAPACITY = 8192;
/** How long a person takes to reach a new place: the wire's 100 ms tick and some jitter. */
export const BEHIND_MS = 120;
/** Far cells are sent twice a second; a person there takes that long to reach a new place. */
const LONGEST_BEHIND_MS = 600;
const JUMP_METRES = 6;
const TURN = Math.PI * 2;
const EMPTY = 0xffff;

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
	readonly motion = new Uint8Array(CAPACITY);
	readonly look = new Uint32Array(CAPACITY);
	readonly flags = new Uint8Array(CAPACITY);
	readonly name: string[] = [];
	readonly person: string[] = [];
	private readonly slot = new Uint16Array(65536).fill(EMPTY);
	private readonly fromX = new Float32Array(CAPACITY);
	private readonly fromZ = new Float32Array(CAPACITY);
	private readonly fromYaw = new Float32Array(CAPACITY);
	private readonly toX = new Float32Array(CAPACITY);
	private readonly toZ = new Float32Array(CAPACITY);
	private readonly turn = new Float32Array(CAPACITY);
	private readonly since = new Float64Array(CAPACITY);
	private readonly until = new Float64Array(CAPACITY);
	private readonly seen = new Uint8Array(CAPACITY);
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
		let at = this.slotOf(id);
		if (at < 0) at = this.add(id);
		if (at < 0) return;
		const far = Math.hypot(x - this.x[at], z - this.z[at]);
		const gap = nowMs - this.since[at];
		// Somebody who stood still a while and starts must not take that while to make the first step.
		const walked = this.motion[at] === 1 || this.motion[at] === 2;
		const takes = walked ? Math.min(LONGEST_BEHIND_MS, Math.max(BEHIND_MS, gap)) : BEHIND_MS;
		this.motion[at] = motion;
		this.toX[at] = x;
		this.toZ[at] = z;
		if (this.seen[at] === 0 || far > JUMP_METRES) {
			this.seen[at] = 1;
			this.x[at] = x;
			this.z[at] = z;
			this.yaw[at] = yaw;
		}
		this.fromX[at] = this.x[at];
		this.fromZ[at] = this.z[at];
		this.fromYaw[at] = this.yaw[at];
		this.turn[at] = shortWay(this.yaw[at], yaw);
		this.since[at] = nowMs;
		this.until[at] = nowMs + takes;
	}

	/** Moves everybody to where they are shown at `nowMs`. Allocates nothing. */
	step(nowMs: number): void {
		const seconds = Math.min(0.25, Math.max(0.001, (nowMs - this.last) / 1000));
		this.last = nowMs;
		for (let at = 0; at < this.count; at++) {
			const span = this.until[at] - this.since[at];
			const part = span > 0 ? Math.min(1, Math.max(0, (nowMs - this.since[at]) / span)) : 1;
			const x = this.fromX[at] + (this.toX[at] - this.fromX[at]) * part;
			const z = this.fromZ[at] + (this.toZ[at] - this.fromZ[at]) * part;
			const dx = x - this.x[at];
			const dz = z - this.z[at];
			const moved = Math.sqrt(dx * dx + dz * dz);
			this.x[at] = x;
			this.z[at] = z;
			this.yaw[at] = this.fromYaw[at] + this.turn[at] * part;
			this.travelled[at] += moved;
			this.speed[at] += (moved / seconds - this.speed[at]) * Math.min(1, seconds * 8);
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
		this.motion,
		this.look,
		this.flags,
		this.fromX,
		this.fromZ,
		this.fromYaw,
		this.toX,
		this.toZ,
		this.turn,
		this.since,
		this.until,
		this.seen,
	];
}
