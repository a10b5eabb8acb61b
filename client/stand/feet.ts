// How far planted feet slide, metres: in the clips as they are packed, and of somebody whose places come over the wire.
// For tests and benchmarks/client; knows no page.
import * as THREE from "three";
import type { BodySet } from "../src/scene/people/bodies";
import { Clips } from "../src/scene/people/clips";
import { heightOf } from "../src/scene/people/clothes";
import { People } from "../src/world/people";

/** Bones of the feet, and where heel and toe are behind and before an ankle. */
const FEET = [16, 19];
const ENDS = [0.15, -0.045];
const FRAME_MS = 1000 / 60;
const WATCHED_MS = 9000;
const SETTLED_MS = 2000;
/** Milliseconds by which places come late, in turn. */
const JITTER = [0, 12, -8, 20, 4, -15, 9, 0, 17, -6];
const STEP_METRES = 0.04;

/** A point of the rest pose as a bone carries it in a row. */
function carried(set: BodySet, body: number, row: number, bone: number, point: readonly number[]): number[] {
	const start = ((body * set.rows + row) * set.bones + bone) * 12;
	const number = (at: number) => THREE.DataUtils.fromHalfFloat(set.matrices[start + at]);
	return [0, 1, 2].map((r) => number(r * 4) * point[0] + number(r * 4 + 1) * point[1] + number(r * 4 + 2) * point[2] + number(r * 4 + 3));
}

function endsOf(set: BodySet, body: number): { bone: number; point: number[] }[] {
	return FEET.flatMap((bone, foot) => {
		const [x, ankle] = set.bodies[body].ankles[foot];
		return ENDS.map((z) => ({ bone, point: [x, 0, ankle + z] }));
	});
}

/** Over a whole cycle of a gait: the most that the lower foot drifts from where the ground carries it. Throws when there is no such clip. */
export function slideInClip(set: BodySet, body: number, name: string): number {
	const clip = set.clips.find((one) => one.name === name);
	if (!clip) throw new Error(name);
	const stride = name === "walk" ? set.bodies[body].stride : set.bodies[body].runStride;
	const ends = endsOf(set, body);
	let [drift, least, most] = [0, 0, 0];
	for (let frame = 0; frame < clip.frames; frame++) {
		const next = (frame + 1) % clip.frames;
		const here = ends.map((end) => carried(set, body, clip.row + frame, end.bone, end.point));
		const there = ends.map((end) => carried(set, body, clip.row + next, end.bone, end.point));
		const low = here.map((_, at) => at).sort((a, b) => here[a][1] + there[a][1] - here[b][1] - there[b][1])[0];
		drift += here[low][2] - there[low][2] - stride / clip.frames;
		least = Math.min(least, drift);
		most = Math.max(most, drift);
	}
	return most - least;
}

/** Of somebody who walks a straight line at `pace`, told ten times a second with jitter in steps of 4 cm, drawn 60 times a second. */
export function slideWhenTold(set: BodySet, body: number, pace: number): number {
	const people = new People();
	people.arrive(1, 0, 0, "p", "");
	const clips = new Clips(set);
	const ends = endsOf(set, body);
	let told = 0;
	let planted = -1;
	let plantedAt = 0;
	let worst = 0;
	for (let now = 0; now < WATCHED_MS; now += FRAME_MS) {
		while (told * 100 + JITTER[told % JITTER.length] + 60 <= now) {
			people.place(1, Math.round((told * 0.1 * pace) / STEP_METRES) * STEP_METRES, 0, Math.PI / 2, 1, now);
			told++;
		}
		people.step(now);
		clips.seconds = now / 1000 + 1;
		clips.choose(people, 0, body);
		if (now < SETTLED_MS) continue;
		const scale = heightOf(0);
		const feet = ends.map(({ bone, point }) => {
			const here = carried(set, body, clips.row % set.rows, bone, point);
			const next = carried(set, body, clips.other % set.rows, bone, point);
			return [1, 2].map((axis) => (here[axis] + (next[axis] - here[axis]) * clips.share) * scale);
		});
		const lowest = feet.map((_, at) => at).sort((a, b) => feet[a][0] - feet[b][0])[0];
		const place = people.x[0] + feet[lowest][1];
		// Whoever touches down still moves on in that very picture: planted is what was the lowest before, too.
		if (lowest !== planted) [planted, plantedAt] = [lowest, Number.NaN];
		else if (Number.isNaN(plantedAt)) plantedAt = place;
		if (Number.isNaN(plantedAt)) continue;
		worst = Math.max(worst, Math.abs(place - plantedAt));
	}
	return worst;
}
