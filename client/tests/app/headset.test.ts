// The door to a headset: offered where there is one, given back by whoever ends it, and a refusal is said.
import { afterEach, expect, test, vi } from "vitest";
import { HeadsetDoor, type Inside } from "../../src/app/headset";
import type { Immersion } from "../../src/scene/hall-scene";

const wishes = { stick: { forward: 0, right: 0 }, choose: () => undefined };

function hall(refusal?: Error) {
	const said: string[] = [];
	let given: Immersion | null = null;
	const inside = {
		walls: {},
		frames: {
			lend: () => {
				said.push("lent");
				return () => said.push("frame");
			},
			giveBack: () => said.push("back"),
		},
		scene: {
			immerse: async (_session: XRSession, _walls: unknown, immersion: Immersion) => {
				if (refusal) throw refusal;
				given = immersion;
				return { end: () => immersion.left() };
			},
		},
	} as unknown as Inside;
	return { said, inside, immersion: () => given as Immersion | null };
}

function devices(has: boolean | Error) {
	const ended: string[] = [];
	const session = { end: async () => void ended.push("end") };
	return {
		ended,
		isSessionSupported: async () => {
			if (has instanceof Error) throw has;
			return has;
		},
		requestSession: async () => session as unknown as XRSession,
	};
}

afterEach(() => {
	vi.restoreAllMocks();
});

test("no browser with WebXR, no headset or no leave: nothing is offered", async () => {
	for (const some of [undefined, devices(false), devices(new Error("not allowed here"))]) {
		const door = new HeadsetDoor(some, wishes);
		await door.open(hall().inside);
		expect(door.state.value).toBe("none");
	}
});

test("put on, drawn by the headset, taken off", async () => {
	const { said, inside, immersion } = hall();
	const door = new HeadsetDoor(devices(true), wishes);
	await door.open(inside);
	expect(door.state.value).toBe("ready");
	await door.wear();
	expect(door.state.value).toBe("on");
	immersion()?.run(1);
	await door.wear();
	expect(said).toEqual(["lent", "frame", "back"]);
	expect(door.state.value).toBe("ready");
});

test("a headset that cannot be drawn for is closed, said, and may be tried again", async () => {
	vi.spyOn(console, "warn").mockImplementation(() => undefined);
	const { said, inside } = hall(new Error("no framebuffer"));
	const some = devices(true);
	const door = new HeadsetDoor(some, wishes);
	await door.open(inside);
	await door.wear();
	expect(door.state.value).toBe("failed");
	expect(some.ended).toEqual(["end"]);
	expect(said.at(-1)).toBe("back");
});
