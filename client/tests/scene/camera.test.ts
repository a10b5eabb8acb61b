import * as THREE from "three";
import { expect, test } from "vitest";
import { clampDistance, clampPitch, keptAfter } from "../../src/scene/camera/orbit";
import { CameraRig } from "../../src/scene/camera/rig";
import { PLAN } from "../world/hall";

test("zooming in ends in one's own eyes, zooming out at seven metres", () => {
	expect(clampDistance(0.5)).toBe(0);
	expect(clampDistance(99)).toBe(7);
	expect(clampPitch(9)).toBe(1.2);
});

test("easing is the same in one step or in ten", () => {
	let kept = 1;
	for (let i = 0; i < 10; i++) kept *= keptAfter(0.1, 0.02);
	expect(kept).toBeCloseTo(keptAfter(0.1, 0.2), 10);
});

test("the camera looks where its yaw and pitch say", () => {
	const rig = new CameraRig(PLAN, true);
	rig.yaw = 1.2;
	rig.pitch = 0.4;
	rig.follow({ x: 10, z: 14 }, { seconds: 1 });
	const way = rig.lens.getWorldDirection(new THREE.Vector3());
	expect(way.x).toBeCloseTo(Math.sin(1.2) * Math.cos(0.4), 5);
	expect(way.y).toBeCloseTo(-Math.sin(0.4), 5);
	expect(way.z).toBeCloseTo(-Math.cos(1.2) * Math.cos(0.4), 5);
});
