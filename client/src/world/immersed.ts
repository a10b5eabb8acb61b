// A person's own room inside the hall, for who wears a headset: where they stand in it, how it is turned, where they point.
// Pure arithmetic; room metres have their middle where the headset was started, x right and z back, as WebXR gives them.

export interface FloorSpot {
	x: number;
	z: number;
}
interface Walls {
	slide(at: FloorSpot, by: Float64Array): void;
}

/** So far one leans without taking a step. */
const LEAN_METRES = 0.35;
const SNAP_RADIANS = Math.PI / 6;
/** A stick pushed this far turns once; it turns again only when it has been let go. */
const PUSHED = 0.7;
const LET_GO = 0.3;
/** One does not point farther than this at the floor. */
const FARTHEST_METRES = 25;

/** The room of the headset, laid over the hall so that the person stands where Self stands. */
export class OwnRoom {
	/** How the room is turned: yaw as on the wire (0 north, clockwise). */
	yaw = 0;
	/** Where the room's middle is in the hall, written by `lay`. */
	x = 0;
	z = 0;
	/** The spot of the room that lies on Self. */
	private stoodX = 0;
	private stoodZ = 0;
	private readonly step = new Float64Array(2);

	/** Starts: the head is over Self and looks along `yaw`; `headYaw` is measured in the room. */
	enter(head: FloorSpot, headYaw: number, yaw: number): void {
		this.stoodX = head.x;
		this.stoodZ = head.z;
		this.yaw = yaw - headYaw;
	}

	/** Turns the room about the head, so that only the view turns. */
	turn(head: FloorSpot, radians: number): void {
		const x = head.x - this.stoodX;
		const z = head.z - this.stoodZ;
		const sin = Math.sin(-radians);
		const cos = Math.cos(-radians);
		this.stoodX = head.x - (x * cos - z * sin);
		this.stoodZ = head.z - (x * sin + z * cos);
		this.yaw += radians;
	}

	/** Steps taken on the real floor are steps in the hall, as far as its walls let. The view does not move by it. */
	walk(head: FloorSpot, self: FloorSpot, walls: Walls): void {
		const x = head.x - this.stoodX;
		const z = head.z - this.stoodZ;
		if (x * x + z * z < LEAN_METRES * LEAN_METRES) return;
		const sin = Math.sin(this.yaw);
		const cos = Math.cos(this.yaw);
		const { step } = this;
		step[0] = x * cos - z * sin;
		step[1] = x * sin + z * cos;
		const fromX = self.x;
		const fromZ = self.z;
		walls.slide(self, step);
		const dx = self.x - fromX;
		const dz = self.z - fromZ;
		this.stoodX += dx * cos + dz * sin;
		this.stoodZ += dz * cos - dx * sin;
	}

	/** Lays the room so that Self's spot is at (x, z) of the hall. */
	lay(x: number, z: number): void {
		const sin = Math.sin(this.yaw);
		const cos = Math.cos(this.yaw);
		this.x = x - (this.stoodX * cos - this.stoodZ * sin);
		this.z = z - (this.stoodX * sin + this.stoodZ * cos);
	}
}

/** A stick that turns by steps: turning evenly makes people sick. */
export class SnapTurn {
	private isPushed = false;

	/** Radians to turn now, for a stick at -1..1. */
	turns(stick: number): number {
		const much = Math.abs(stick);
		if (this.isPushed) {
			if (much < LET_GO) this.isPushed = false;
			return 0;
		}
		if (!(much > PUSHED)) return 0;
		this.isPushed = true;
		return Math.sign(stick) * SNAP_RADIANS;
	}
}

/** The yaw of somebody whose eyes are turned by a quaternion; looking straight up or down keeps what the neck says. */
export function yawOf(turn: { x: number; y: number; z: number; w: number }): number {
	const { x, y, z, w } = turn;
	// Where "ahead" (0, 0, -1) and "up" go; who looks down has their forehead ahead.
	const aheadX = -2 * (x * z + w * y);
	const aheadY = -2 * (y * z - w * x);
	const aheadZ = -(1 - 2 * (x * x + y * y));
	const upX = 2 * (x * y - w * z);
	const upZ = 2 * (y * z + w * x);
	const tip = aheadY > 0 ? -1 : 1;
	const share = Math.abs(aheadY) > 0.9 ? tip : 0;
	return Math.atan2(aheadX + share * upX, -(aheadZ + share * upZ));
}

/** How far along a ray its spot on the floor is, or Infinity where it points at none near enough to go to. */
export function floorAlong(originY: number, directionY: number): number {
	if (!(directionY < -1e-3)) return Number.POSITIVE_INFINITY;
	const metres = -originY / directionY;
	return metres <= FARTHEST_METRES ? metres : Number.POSITIVE_INFINITY;
}
