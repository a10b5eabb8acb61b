// Gestures of those who sit, made when people.bin is read: below the hip as they sit, above it as they stand and gesture. Pure.
import { DataUtils } from "three";
import type { BodySet, Clip } from "./bodies";

const MATRIX = 12;
/** Where a matrix of 3 rows of 4 has its shift. */
const SHIFT = [3, 7, 11];
/** From this bone on: thigh, calf and foot of both sides. */
const FIRST_OF_LEGS = 14;
/** In the order of their numbers on the wire, after those of the file. */
const GESTURES = ["wave", "point"];

/** The set with a clip sit_… for each gesture. The hip, the first bone, turns alike in all of them: back and arms go along with its shift. */
export function withSeatedGestures(set: BodySet): BodySet {
	const named = (name: string) => set.clips.find((clip) => clip.name === name);
	const sit = named("sit");
	const gestures = GESTURES.map(named);
	if (!sit || gestures.includes(undefined)) return set;
	const made: { clip: Clip; from: Clip }[] = [];
	let rows = set.rows;
	for (const from of gestures as Clip[]) {
		made.push({ clip: { ...from, name: `sit_${from.name}`, row: rows }, from });
		rows += from.frames;
	}
	const perRow = set.bones * MATRIX;
	const matrices = new Uint16Array(set.bodies.length * rows * perRow);
	for (let body = 0; body < set.bodies.length; body++) {
		const own = set.matrices.subarray(body * set.rows * perRow, (body + 1) * set.rows * perRow);
		const start = body * rows * perRow;
		matrices.set(own, start);
		for (const { clip, from } of made) {
			for (let frame = 0; frame < from.frames; frame++) {
				const seat = (sit.row + Math.floor((frame / from.frames) * sit.frames)) * perRow;
				const stand = (from.row + frame) * perRow;
				const to = start + (clip.row + frame) * perRow;
				matrices.set(own.subarray(stand, stand + perRow), to);
				const legs = FIRST_OF_LEGS * MATRIX;
				matrices.set(own.subarray(seat + legs, seat + perRow), to + legs);
				for (const at of SHIFT) {
					const moved = number(own, seat + at) - number(own, stand + at);
					for (let bone = 0; bone < FIRST_OF_LEGS; bone++) {
						const place = to + bone * MATRIX + at;
						matrices[place] = DataUtils.toHalfFloat(number(matrices, place) + moved);
					}
				}
			}
		}
	}
	return { ...set, rows, clips: [...set.clips, ...made.map(({ clip }) => clip)], matrices };
}

const number = (halves: Uint16Array, at: number): number => DataUtils.fromHalfFloat(halves[at]);
