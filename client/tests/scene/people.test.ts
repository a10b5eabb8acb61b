// The crowd's pure parts: the file of bodies, looks, details, clips and phases, and that planted feet do not slide.
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { DataUtils } from "three";
import { describe, expect, test } from "vitest";
import { NotPeople, neckOf, readBodies } from "../../src/scene/people/bodies";
import { Clips, clipOf, phaseOf, risen, type Walkers } from "../../src/scene/people/clips";
import { colourOf, heightOf } from "../../src/scene/people/clothes";
import { detailOf, FAR } from "../../src/scene/people/details";
import { withSeatedGestures } from "../../src/scene/people/seated";
import { BODIES, bodyOf, pack, SKINS, unpack } from "../../src/world/look";
import { slideInClip, slideWhenTold } from "../../stand/feet";

const bytes = readFileSync(resolve(import.meta.dirname, "../../public/assets/people/people.bin"));
const set = readBodies(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer);

/** Thighs, calves and feet. */
const LEGS = [14, 15, 16, 17, 18, 19];

/** One walker as columns. */
function walkers(id: number): Walkers {
	return {
		id: Uint16Array.of(id),
		x: new Float32Array(1),
		z: new Float32Array(1),
		yaw: new Float32Array(1),
		speed: new Float32Array(1),
		travelled: new Float32Array(1),
		turning: new Float32Array(1),
		motion: new Uint8Array(1),
		look: new Uint32Array(1),
		since: new Float64Array(1),
	};
}

describe("people.bin", () => {
	test("has a body for every outfit, in two details", () => {
		expect(set.bodies.map((body) => body.name)).toEqual(BODIES.map((body) => body.name));
		expect(set.clips.map((clip) => clip.name)).toEqual([
			"stand",
			"walk",
			"run",
			"talk",
			"wave",
			"phone",
			"clap",
			"sit",
			"shake",
			"point",
			"applaud",
			"sit_applaud",
		]);
		for (const body of set.bodies) {
			expect(body.levels.length).toBe(2);
			expect(body.levels[0].triangles).toBeLessThanOrEqual(5400);
			expect(body.levels[1].triangles).toBeLessThanOrEqual(1450);
		}
	});

	test("has sound columns", () => {
		for (const { levels } of set.bodies) {
			for (const level of levels) {
				expect(Math.max(...level.index)).toBeLessThan(level.vertices);
				expect(Math.max(...level.joint)).toBeLessThan(set.bones);
				for (let at = 0; at < level.vertices; at++) {
					const whole = [0, 1, 2, 3].reduce((sum, k) => sum + level.weight[at * 4 + k], 0);
					expect(whole).toBe(255);
				}
			}
		}
	});

	test("leaves no scalp under the hair of the coarser detail: its chords would let it through", () => {
		for (const { levels } of set.bodies) {
			const { kind, position, vertices } = levels[1];
			const top = [0, 0, 0, 0, 0, 0, 0];
			for (let at = 0; at < vertices; at++) {
				const region = kind[at * 4 + 1];
				top[region] = Math.max(top[region], (position[at * 4 + 1] / 32767) * set.scale);
			}
			const [skin, , , , , hair] = top;
			expect(hair - skin).toBeGreaterThan(0.028);
		}
	});

	test("hides no skin under clothes: skin is only head, neck, hands and, under skirts, legs", () => {
		for (const { levels } of set.bodies) {
			const [level] = levels;
			let bare = 0;
			for (let at = 0; at < level.vertices; at++) {
				if (level.kind[at * 4 + 1] !== 0) continue;
				const y = (level.position[at * 4 + 1] / 32767) * set.scale;
				const x = Math.abs(level.position[at * 4] / 32767) * set.scale;
				if (y > 0.75 && y < 1.27 && x < 0.2) bare++;
			}
			expect(bare).toBe(0);
		}
	});

	test("has a neck for the head to turn about, in the middle and under the chin", () => {
		for (const { levels } of set.bodies) {
			for (const level of levels) {
				const [x, y, z] = neckOf(level, set.scale);
				expect(Math.abs(x)).toBeLessThan(0.01);
				expect(y).toBeGreaterThan(1.25);
				expect(y).toBeLessThan(1.6);
				expect(Math.abs(z)).toBeLessThan(0.06);
			}
		}
	});

	test("is refused when it is another file", () => {
		expect(() => readBodies(new ArrayBuffer(4))).toThrow(NotPeople);
		expect(() => readBodies(new ArrayBuffer(64))).toThrow(NotPeople);
	});
});

describe("feet", () => {
	test.each(["walk", "run"])("slide at most 3 cm in a %s step", (name) => {
		for (let body = 0; body < set.bodies.length; body++) expect(slideInClip(set, body, name)).toBeLessThan(0.03);
	});

	test.each([1.1, 1.4])("of somebody told by the wire slide at most 3 cm in a step at %s m/s", (pace) => {
		for (let body = 0; body < set.bodies.length; body++) expect(slideWhenTold(set, body, pace)).toBeLessThan(0.03);
	});
});

describe("a look", () => {
	test("chooses the same body, height and colours every time", () => {
		for (const look of [0, 0x123456, 0xffffff, 0xffffffff]) {
			expect(bodyOf(look)).toBeLessThan(BODIES.length);
			expect(heightOf(look)).toBeGreaterThan(0.95);
			expect(heightOf(look)).toBeLessThan(1.05);
			for (const kind of ["top", "bottom", "hair", "skin", "ribbon"] as const) {
				expect(colourOf(kind, look)).toBe(colourOf(kind, look));
			}
		}
	});

	test("shows the skin that was chosen, on every body", () => {
		for (const { tone, skin, colour } of SKINS) {
			for (let body = 0; body < BODIES.length; body++) {
				const look = pack({ ...unpack(body), tone, skin });
				expect(`#${colourOf("skin", look).getHexString()}`).toBe(colour);
			}
		}
	});

	test("gives a suit trousers of its own cloth", () => {
		expect(colourOf("bottom", 0x0040)).toBe(colourOf("top", 0x0040));
	});
});

describe("a clip", () => {
	test("follows the motion code, and walks while somebody still moves", () => {
		expect([0, 1, 2, 3, 7].map((motion) => clipOf(motion, 0, 8))).toEqual([0, 1, 2, 3, 7]);
		expect(clipOf(3, 1.2, 8)).toBe(1);
		expect(clipOf(200, 0, 8)).toBe(0);
	});

	test("takes a gait's phase from the metres and the height", () => {
		const [body] = set.bodies;
		expect(phaseOf(1, body, 1, body.stride * 2.25, 0)).toBeCloseTo(0.25);
		expect(phaseOf(1, body, 1.1, body.stride * 1.1 * 0.5, 0)).toBeCloseTo(0.5);
		expect(phaseOf(0, body, 1, 99, 3.75)).toBeCloseTo(0.75);
	});

	test("fades from one to the next and stays within the body's rows", () => {
		const clips = new Clips(set);
		const who = walkers(5);
		const show = (motion: number, speed: number, travelled: number, seconds: number) => {
			who.motion[0] = motion;
			who.speed[0] = speed;
			who.travelled[0] = travelled;
			clips.seconds = seconds;
			clips.choose(who, 0, 2);
		};
		show(0, 0, 0, 10);
		show(1, 1.4, 0.3, 11);
		expect(clips.share).toBe(0);
		show(1, 1.4, 0.5, 11.14);
		expect(clips.share).toBeCloseTo(0.5);
		show(1, 1.4, 0.9, 12);
		for (const row of [clips.row, clips.other]) {
			expect(row).toBeGreaterThanOrEqual(2 * set.rows + set.clips[1].row);
			expect(row).toBeLessThan(2 * set.rows + set.clips[2].row);
		}
	});
});

describe("turning where one stands", () => {
	const clips = new Clips(set);
	const who = walkers(9);
	const show = (motion: number, turning: number, travelled: number, seconds: number) => {
		who.motion[0] = motion;
		who.turning[0] = turning;
		who.travelled[0] = travelled;
		clips.seconds = seconds;
		clips.choose(who, 0, 3);
		return [clips.row, clips.other].map((row) => set.clips.findLast((clip) => clip.row <= row - 3 * set.rows)?.name);
	};

	test("shifts the feet by a part of a walk, and goes over into walking without a jump", () => {
		show(0, 0, 0, 10);
		expect(show(0, 1, 0.2, 11)).toEqual(["stand", "walk"]);
		const shift = clips.share;
		expect(shift).toBeCloseTo(0.4);
		const other = clips.other;
		expect(show(1, 1, 0.2, 11)).toEqual(["stand", "walk"]);
		expect(clips.share).toBeCloseTo(shift);
		expect(clips.other).toBe(other);
		expect(risen(0.5)).toBeCloseTo(0.5);
	});

	test("leaves those who sit in their seats", () => {
		show(7, 0, 0, 20);
		expect(show(7, 1, 0.2, 21)).toEqual(["sit", "sit"]);
	});
});

describe("applause", () => {
	test("is nobody's in step with a neighbour for long: each claps at a pace of their own", () => {
		const clips = new Clips(set);
		const phaseAt = (id: number, seconds: number) => {
			const who = walkers(id);
			who.motion[0] = 10;
			clips.seconds = seconds;
			clips.choose(who, 0, 0);
			return clips.phase;
		};
		const apart = (one: number, other: number, seconds: number) => {
			const gap = Math.abs(phaseAt(one, seconds) - phaseAt(other, seconds));
			return Math.min(gap, 1 - gap);
		};
		const gaps = [10, 11, 12, 13, 14].map((seconds) => apart(1, 2, seconds));
		expect(Math.max(...gaps) - Math.min(...gaps)).toBeGreaterThan(0.1);
	});

	test("of who sits moves no leg: legs and feet are those of sitting, to three centimetres", () => {
		const number = (row: number, bone: number, at: number) =>
			DataUtils.fromHalfFloat(set.matrices[(row * set.bones + bone) * 12 + at]);
		const [sit, applaud] = ["sit", "sit_applaud"].map((name) => set.clips.findIndex((clip) => clip.name === name));
		expect([sit, applaud]).toEqual([7, 11]);
		for (let body = 0; body < set.bodies.length; body++) {
			const still = body * set.rows + set.clips[sit].row;
			for (let frame = 0; frame < set.clips[applaud].frames; frame++) {
				const row = body * set.rows + set.clips[applaud].row + frame;
				for (const bone of LEGS) expect(Math.abs(number(row, bone, 7) - number(still, bone, 7))).toBeLessThan(0.03);
			}
		}
	});
});

describe("gestures of who sits", () => {
	const seated = withSeatedGestures(set);
	const shiftOf = (row: number, bone: number) =>
		[3, 7, 11].map((at) => DataUtils.fromHalfFloat(seated.matrices[(row * seated.bones + bone) * 12 + at]));

	test("have the wire's numbers after those of the file, and leave its rows as they are", () => {
		expect(seated.clips.slice(12).map(({ name }) => name)).toEqual(["sit_wave", "sit_point"]);
		const last = (set.bodies.length - 1) * set.rows * set.bones * 12;
		const same = (set.bodies.length - 1) * seated.rows * seated.bones * 12;
		expect(seated.matrices.slice(same, same + 240)).toEqual(set.matrices.slice(last, last + 240));
	});

	test("keep the legs on the seat, and hold the hand as far from the hip as standing", () => {
		const HAND = 13;
		for (let body = 0; body < seated.bodies.length; body++) {
			for (const [made, from] of [
				[12, 4],
				[13, 9],
			]) {
				for (let frame = 0; frame < seated.clips[made].frames; frame++) {
					const row = body * seated.rows + seated.clips[made].row + frame;
					const stand = body * seated.rows + seated.clips[from].row + frame;
					const seat = body * seated.rows + seated.clips[7].row;
					for (const bone of LEGS) {
						expect(Math.abs(shiftOf(row, bone)[1] - shiftOf(seat, bone)[1])).toBeLessThan(0.04);
					}
					for (const axis of [0, 1, 2]) {
						const apart = shiftOf(row, HAND)[axis] - shiftOf(row, 0)[axis];
						const standing = shiftOf(stand, HAND)[axis] - shiftOf(stand, 0)[axis];
						expect(Math.abs(apart - standing)).toBeLessThan(0.005);
					}
				}
			}
		}
	});
});

test("detail falls with distance", () => {
	expect([4, 100, 900].map((away) => detailOf(away, [8, 22]))).toEqual([0, 1, FAR]);
});
