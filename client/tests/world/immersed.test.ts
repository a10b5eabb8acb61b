// A headset's room over the hall: it opens where Self is, turns about the head, and real steps are steps.
import { expect, test } from "vitest";
import { floorAlong, OwnRoom, SnapTurn, yawOf } from "../../src/world/immersed";

const QUARTER = Math.PI / 2;
const nowhere = { slide: () => undefined };
/** No walls: everything is walked. */
const open = {
	slide: (at: { x: number; z: number }, by: Float64Array) => {
		at.x += by[0];
		at.z += by[1];
	},
};

/** Where the head is in the hall. */
function seenFrom(room: OwnRoom, head: { x: number; z: number }) {
	const sin = Math.sin(room.yaw);
	const cos = Math.cos(room.yaw);
	return [room.x + head.x * cos - head.z * sin, room.z + head.x * sin + head.z * cos];
}

function near(found: number[], wished: number[]) {
	found.forEach((one, at) => {
		expect(one).toBeCloseTo(wished[at], 6);
	});
}

test("the head is over Self and looks where Self looked", () => {
	const room = new OwnRoom();
	const head = { x: 0.7, z: -0.4 };
	room.enter(head, 0.3, QUARTER);
	room.lay(12, 30);
	near(seenFrom(room, head), [12, 30]);
	expect(room.yaw + 0.3).toBeCloseTo(QUARTER);
});

test("turning the room keeps the eyes where they are", () => {
	const room = new OwnRoom();
	room.enter({ x: 0, z: 0 }, 0, 0);
	const leaning = { x: 0.2, z: 0.1 };
	room.lay(5, 5);
	const before = seenFrom(room, leaning);
	room.turn(leaning, Math.PI / 6);
	room.lay(5, 5);
	near(seenFrom(room, leaning), before);
	expect(room.yaw).toBeCloseTo(Math.PI / 6);
});

test("leaning is no step; a real step is one in the hall and moves no eye", () => {
	const room = new OwnRoom();
	const self = { x: 10, z: 10 };
	room.enter({ x: 0, z: 0 }, 0, QUARTER);
	room.walk({ x: 0, z: -0.3 }, self, open);
	expect(self).toEqual({ x: 10, z: 10 });
	const head = { x: 0, z: -0.5 };
	room.lay(self.x, self.z);
	const before = seenFrom(room, head);
	room.walk(head, self, open);
	// half a metre ahead, which is east
	near([self.x, self.z], [10.5, 10]);
	room.lay(self.x, self.z);
	near(seenFrom(room, head), before);
});

test("through a wall one only leans", () => {
	const room = new OwnRoom();
	const self = { x: 10, z: 10 };
	room.enter({ x: 0, z: 0 }, 0, 0);
	room.walk({ x: 1, z: 0 }, self, nowhere);
	room.lay(self.x, self.z);
	near(seenFrom(room, { x: 1, z: 0 }), [11, 10]);
	expect(self).toEqual({ x: 10, z: 10 });
});

test("the stick turns once for each push", () => {
	const snap = new SnapTurn();
	expect([0.2, 0.9, 1, 0.5, 0.9, 0.1, -0.8, 0].map((stick) => Math.sign(snap.turns(stick)))).toEqual([
		0, 1, 0, 0, 0, 0, -1, 0,
	]);
	expect(new SnapTurn().turns(Number.NaN)).toBe(0);
});

test("yaw is where the eyes look, also for who looks at the floor or the ceiling", () => {
	const about = (yaw: number, pitch: number) => {
		const [sy, cy, sx, cx] = [Math.sin(-yaw / 2), Math.cos(-yaw / 2), Math.sin(pitch / 2), Math.cos(pitch / 2)];
		return { x: cy * sx, y: sy * cx, z: -sy * sx, w: cy * cx };
	};
	for (const yaw of [0, 1, -2, 3]) {
		for (const pitch of [0, 0.5, -0.5, QUARTER, -QUARTER]) {
			const off = yawOf(about(yaw, pitch)) - yaw;
			expect(Math.abs(off - Math.round(off / (2 * Math.PI)) * 2 * Math.PI)).toBeLessThan(1e-6);
		}
	}
});

test("one points at the floor in front, not at the horizon nor above", () => {
	expect(floorAlong(1.4, -0.5)).toBeCloseTo(2.8);
	expect(floorAlong(1.4, -0.02)).toBe(Number.POSITIVE_INFINITY);
	expect(floorAlong(1.4, 0.5)).toBe(Number.POSITIVE_INFINITY);
	expect(floorAlong(1.4, Number.NaN)).toBe(Number.POSITIVE_INFINITY);
});
