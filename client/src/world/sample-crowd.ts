// Scripted visitors on the aisles of any plan, the same ones each time: for pictures and for measuring, never beside real ones.
import type { People } from "./people";
import type { HallPlan, PlanAisle } from "./plan";

const WALK = 1;
const STANDING = [0, 3, 3, 5];
const METRES_PER_SECOND = 1.3;

/** The numbers of somebody, spread over the plan by a hash, so that a crowd of 100 is a part of a crowd of 1,000. */
const hashOf = (i: number): number => Math.imul(i + 1, 2654435761) >>> 0;

export class SampleCrowd {
	constructor(
		private readonly people: People,
		private readonly plan: HallPlan,
		readonly count: number,
	) {
		for (let i = 0; i < count; i++) people.arrive(i, 1, hashOf(i) & 0xffffff, `p${i}`, `访客${i}`);
		for (let i = 0; i < count; i++) this.place(i, 0, 0);
		people.step(10000);
	}

	/** Tells where all are after so many seconds of walking, as a gateway would at `nowMs`: two streams a lane, round and round. */
	tell(seconds: number, nowMs: number): void {
		for (let i = 0; i < this.count; i++) if (hashOf(i) % 4 !== 0) this.place(i, seconds, nowMs);
	}

	private place(i: number, seconds: number, nowMs: number): void {
		const { aisles } = this.plan;
		const h = hashOf(i);
		const lane: PlanAisle = aisles[i % aisles.length];
		const isFlat = lane.width > lane.depth;
		const length = Math.max(lane.width, lane.depth);
		const across = (((h >>> 18) % 100) / 100 - 0.5) * (Math.min(lane.width, lane.depth) - 0.4);
		const stands = h % 4 === 0;
		const way = (isFlat ? 1 : -1) * (across > 0 ? -1 : 1);
		const gone = stands ? 0 : way * seconds * METRES_PER_SECOND;
		const share = ((h >>> 8) % 1000) / 1000 + gone / length;
		const along = (share - Math.floor(share) - 0.5) * length;
		const yaw = stands ? ((h >>> 4) % 628) / 100 : (isFlat ? Math.PI / 2 : 0) + (across > 0 ? Math.PI : 0);
		const motion = stands ? STANDING[(h >>> 6) % 4] : WALK;
		const [x, z] = [lane.x + (isFlat ? along : across), lane.z + (isFlat ? across : along)];
		this.people.place(i, x, z, yaw, motion, nowMs);
	}
}
