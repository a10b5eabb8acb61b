// The hall through a headset (WebXR): the browser's frames, the eyes' place, the hands' rays. Where one stands is world/immersed.ts.
import * as THREE from "three";
import { floorAlong, OwnRoom, SnapTurn, yawOf } from "../world/immersed";
import type { Self } from "../world/self";
import type { Walkable } from "../world/walkable";
import type { CameraRig } from "./camera/rig";
import type { FloorPoint, Immersed, Immersion, Picked } from "./hall-scene";

const RAY_METRES = 6;
const RING_METRES = 0.32;
/** Just over the carpet. */
const RING_HEIGHT = 0.03;
const COLOUR = 0x7fd4ff;
const DEAD_STICK = 0.15;
/** An open eye: the headset that has no floor of its own says heights from where it was started. */
const SITTING_EYE_METRES = 1.62;

export interface Stage {
	readonly renderer: THREE.WebGLRenderer;
	readonly scene: THREE.Scene;
	readonly rig: CameraRig;
	readonly self: Self;
	readonly walls: Walkable;
	pick(ray: THREE.Ray): Picked | null;
	/** The session has ended, whoever ended it. */
	left(): void;
}

/** One hand: its ray, and the ring where it meets the floor. */
class Hand {
	readonly grip: THREE.XRTargetRaySpace;
	source: XRInputSource | null = null;
	private readonly beam: THREE.Line;
	readonly ray = new THREE.Ray();

	constructor(
		renderer: THREE.WebGLRenderer,
		index: number,
		floor: THREE.Group,
		shape: THREE.BufferGeometry,
		ink: THREE.LineBasicMaterial,
		readonly ring: THREE.Mesh,
		chosen: (hand: Hand) => void,
	) {
		this.beam = new THREE.Line(shape, ink);
		this.grip = renderer.xr.getController(index);
		this.grip.add(this.beam);
		this.grip.addEventListener("connected", ({ data }) => {
			this.source = data;
		});
		this.grip.addEventListener("disconnected", () => {
			this.source = null;
		});
		this.grip.addEventListener("select", () => chosen(this));
		floor.add(this.grip);
	}

	/** After the floor has been laid. */
	update(): void {
		const { grip, ray, ring } = this;
		grip.updateMatrixWorld();
		ray.origin.setFromMatrixPosition(grip.matrixWorld);
		ray.direction.set(0, 0, -1).transformDirection(grip.matrixWorld);
		const metres = floorAlong(ray.origin.y, ray.direction.y);
		ring.visible = this.source !== null && grip.visible && metres < Number.POSITIVE_INFINITY;
		if (ring.visible) ray.at(metres, ring.position).y = RING_HEIGHT;
		this.beam.scale.z = Math.min(RAY_METRES, metres);
	}

	destroy(): void {
		this.grip.remove(this.beam);
		this.grip.removeFromParent();
		this.ring.removeFromParent();
	}
}

class Headset implements Immersed {
	private readonly floor = new THREE.Group();
	private readonly room = new OwnRoom();
	private readonly snap = new SnapTurn();
	private readonly hands: Hand[] = [];
	private readonly shapes = [new THREE.BufferGeometry(), new THREE.RingGeometry(RING_METRES * 0.8, RING_METRES, 40)];
	private readonly inks: THREE.Material[];
	private readonly head = { x: 0, y: 0, z: 0 };
	private hasEntered = false;
	/** Has drawn: before, the lens still hangs behind Self. */
	isShown = false;
	/** What this wrote into the rig: another yaw there was set by a jump. */
	private given = 0;

	constructor(
		private readonly stage: Stage,
		private readonly session: XRSession,
		private readonly wishes: Immersion,
		private readonly hasFloor: boolean,
	) {
		const { renderer, scene, rig } = stage;
		const line = new THREE.LineBasicMaterial({ color: COLOUR, transparent: true, opacity: 0.8 });
		const glow = new THREE.MeshBasicMaterial({ color: COLOUR, transparent: true, opacity: 0.9, depthWrite: false });
		this.inks = [line, glow];
		this.shapes[0].setFromPoints([new THREE.Vector3(), new THREE.Vector3(0, 0, -1)]);
		this.shapes[1].rotateX(-Math.PI / 2);
		this.floor.add(rig.lens);
		for (const index of [0, 1]) {
			const ring = new THREE.Mesh(this.shapes[1], glow);
			scene.add(ring);
			this.hands.push(new Hand(renderer, index, this.floor, this.shapes[0], line, ring, (hand) => this.choose(hand)));
		}
		scene.add(this.floor);
		session.addEventListener("end", this.ended, { once: true });
	}

	/** Before a frame's steps: where the head is, and what the sticks want. */
	read(): void {
		const { renderer, rig, self, walls } = this.stage;
		const space = renderer.xr.getReferenceSpace();
		const pose = space && renderer.xr.getFrame().getViewerPose(space);
		if (!pose) return; // the headset has lost its place for a moment
		const { position, orientation } = pose.transform;
		const { head, room } = this;
		head.x = position.x;
		head.y = position.y;
		head.z = position.z;
		const headYaw = yawOf(orientation);
		if (!this.hasEntered) {
			this.hasEntered = true;
			room.enter(head, headYaw, rig.yaw);
		} else if (rig.yaw !== this.given && self.route.length === 0) room.turn(head, rig.yaw - this.given);
		let forward = 0;
		let right = 0;
		for (const { source } of this.hands) {
			const axes = source?.gamepad?.axes;
			if (!axes) continue;
			// The thumb stick is after the touch pad's two axes, where there are four.
			const at = axes.length >= 4 ? 2 : 0;
			if (source.handedness === "right") room.turn(head, this.snap.turns(axes[at] ?? 0));
			else {
				right = axes[at] ?? 0;
				forward = -(axes[at + 1] ?? 0);
			}
		}
		const isPushed = forward * forward + right * right > DEAD_STICK * DEAD_STICK;
		this.wishes.stick.forward = isPushed ? forward : 0;
		this.wishes.stick.right = isPushed ? right : 0;
		room.walk(head, self, walls);
		this.given = rig.yaw = room.yaw + headYaw;
		// Others see where one looks.
		if (self.motion === 0) self.yaw = rig.yaw;
	}

	/** In place of the camera that follows: lays the room under Self, and the eyes and hands with it. */
	follow(): void {
		const { renderer, rig, self } = this.stage;
		const { room, floor } = this;
		room.lay(self.x + self.slipX, self.z + self.slipZ);
		floor.position.set(room.x, this.hasFloor ? 0 : SITTING_EYE_METRES, room.z);
		floor.rotation.y = -room.yaw;
		floor.updateMatrixWorld();
		renderer.xr.updateCamera(rig.lens);
		for (const hand of this.hands) hand.update();
		this.isShown = true;
	}

	get pointsAt(): FloorPoint | null {
		const ring = this.hands.find((hand) => hand.ring.visible)?.ring;
		return ring ? { x: ring.position.x, z: ring.position.z } : null;
	}

	private choose(hand: Hand): void {
		hand.update();
		const picked = this.stage.pick(hand.ray);
		if (picked) this.wishes.choose(picked);
	}

	end(): void {
		void this.session.end();
	}

	private readonly ended = () => {
		const { renderer, rig } = this.stage;
		renderer.setAnimationLoop(null);
		renderer.xr.enabled = false;
		this.wishes.stick.forward = this.wishes.stick.right = 0;
		for (const hand of this.hands) hand.destroy();
		this.floor.remove(rig.lens);
		this.floor.removeFromParent();
		for (const made of [...this.shapes, ...this.inks]) made.dispose();
		rig.pitch = 0.12;
		this.stage.left();
		this.wishes.left();
	};
}

/** Shows the stage in `session`, a running immersive one, until it ends. Rejects when the browser cannot draw for it. */
export async function immerse(stage: Stage, session: XRSession, wishes: Immersion): Promise<Headset> {
	const { renderer } = stage;
	const { xr } = renderer;
	const hasFloor = session.enabledFeatures?.includes("local-floor") ?? true;
	xr.enabled = true;
	xr.cameraAutoUpdate = false;
	xr.setReferenceSpaceType(hasFloor ? "local-floor" : "local");
	let headset: Headset | null = null;
	// Before the session is set: afterwards the page's own loop would start beside the headset's.
	renderer.setAnimationLoop(() => {
		if (!headset) return;
		headset.read();
		wishes.run(performance.now());
	});
	try {
		await xr.setSession(session);
	} catch (error) {
		renderer.setAnimationLoop(null);
		xr.enabled = false;
		throw error;
	}
	headset = new Headset(stage, session, wishes, hasFloor);
	return headset;
}

export type { Headset };
