import { beforeEach, expect, test } from "vitest";
import { APPLAUD, CLAP, Gestures, OFFER_HAND, POINT, SIT_MOTION, TAKE_HAND, WAVE } from "../../src/world/gestures";
import { nearest, People } from "../../src/world/people";
import { Self } from "../../src/world/self";

const ME = 7;
let people: People;
let self: Self;
let gestures: Gestures;

beforeEach(() => {
	people = new People();
	self = new Self();
	gestures = new Gestures(people, self);
	people.arrive(1, 0, 0, "a", "Ann");
	people.arrive(2, 0, 0, "b", "Ben");
});
const motionOf = (id: number) => people.motion[people.slotOf(id)];

test("a gesture is a motion for a moment", () => {
	gestures.take(1, WAVE, 0xffff, ME, 0);
	expect(motionOf(1)).toBe(4);
	gestures.step(2000);
	expect(motionOf(1)).toBe(4);
	gestures.step(3000);
	expect(motionOf(1)).toBe(0);
});
test("whoever walks on meanwhile does not stop for its end", () => {
	gestures.take(1, CLAP, 0xffff, ME, 0);
	people.motion[people.slotOf(1)] = 1;
	gestures.step(3000);
	expect(motionOf(1)).toBe(1);
});
test("a hand held out to me waits for an answer, and not for ever", () => {
	expect(gestures.take(1, OFFER_HAND, ME, ME, 0)).toBe("Ann");
	expect(gestures.offer.value).toMatchObject({ id: 1, name: "Ann" });
	gestures.step(20_000);
	expect(gestures.offer.value).toBe(null);
	gestures.take(1, OFFER_HAND, ME, ME, 20_000);
	people.depart(1);
	gestures.step(20_100);
	expect(gestures.offer.value).toBe(null);
});
test("a hand held out to another is none of mine", () => {
	expect(gestures.take(1, OFFER_HAND, 2, ME, 0)).toBe("");
	expect(gestures.offer.value).toBe(null);
});
test("two who shake hands both move", () => {
	gestures.take(1, TAKE_HAND, 2, ME, 0);
	expect([motionOf(1), motionOf(2)]).toEqual([8, 8]);
	gestures.take(1, TAKE_HAND, ME, ME, 0);
	expect(self.motion).toBe(8);
	gestures.mine(TAKE_HAND, 0);
	expect(gestures.offer.value).toBe(null);
});
test("sitting lasts until one stands up, and no gesture is made on a walk", () => {
	gestures.sit();
	gestures.step(60_000);
	expect(self.motion).toBe(SIT_MOTION);
	gestures.sit();
	expect(self.motion).toBe(0);
	self.speed = 1.8;
	self.motion = 1;
	gestures.mine(WAVE, 0);
	expect(self.motion).toBe(1);
});
test("applause lasts some seconds, and neighbours do not end as one", () => {
	gestures.take(1, APPLAUD, 0xffff, ME, 0);
	gestures.take(2, APPLAUD, 0xffff, ME, 0);
	gestures.step(6900);
	expect([motionOf(1), motionOf(2)]).toEqual([10, 10]);
	gestures.step(7600);
	expect([motionOf(1), motionOf(2)]).toEqual([10, 0]);
	gestures.step(8500);
	expect(motionOf(1)).toBe(0);
});
test("who sits claps, applauds, waves and points sitting, and is seated still when it is over", () => {
	people.motion[people.slotOf(1)] = SIT_MOTION;
	gestures.take(1, APPLAUD, 0xffff, ME, 0);
	expect(motionOf(1)).toBe(11);
	gestures.take(1, CLAP, 0xffff, ME, 100);
	expect(motionOf(1)).toBe(11);
	gestures.take(1, WAVE, 0xffff, ME, 200);
	expect(motionOf(1)).toBe(12);
	gestures.take(1, POINT, 0xffff, ME, 300);
	expect(motionOf(1)).toBe(13);
	gestures.step(9000);
	expect(motionOf(1)).toBe(SIT_MOTION);
});
test("one may get up while one applauds", () => {
	gestures.sit();
	gestures.mine(APPLAUD, 0);
	expect(self.motion).toBe(11);
	gestures.sit();
	expect(self.motion).toBe(0);
	gestures.step(9000);
	expect(self.motion).toBe(0);
});
test("who waves is looked at, and looks at whom it is for", () => {
	people.place(1, 10, 10, 0, 0, 0);
	people.place(2, 11, 9, Math.PI, 0, 0);
	const own = { id: Uint16Array.of(0xffff), x: Float32Array.of(50), z: Float32Array.of(50), yaw: new Float32Array(1) };
	gestures.take(1, WAVE, 2, ME, 0);
	for (let now = 0; now < 2000; now += 16) {
		people.gaze.begin(people, own, now);
		for (let slot = 0; slot < people.count; slot++) people.gaze.look(people, slot);
	}
	expect(people.gaze.turn[1]).toBeCloseTo(Math.PI / 4, 2);
	expect(people.gaze.turn[2]).toBeCloseTo(Math.PI / 4, 2);
});
test("the nearest come first, those without a name never", () => {
	people.arrive(3, 0, 0, "c", "");
	people.place(1, 5, 0, 0, 0, 0);
	people.place(2, 2, 0, 0, 0, 0);
	people.place(3, 1, 0, 0, 0, 0);
	expect(nearest(people, { x: 0, z: 0 }, 5).map((slot) => people.name[slot])).toEqual(["Ben", "Ann"]);
	expect(nearest(people, { x: 0, z: 0 }, 1).length).toBe(1);
	expect(nearest(people, { x: 0, z: 0 }, 5, 3).length).toBe(1);
});
