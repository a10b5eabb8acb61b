// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { beforeEach, expect, test, vi } from "vitest";
import { countNear, Sound } from "../../src/app/sound";
import { murmurOf, type Sounds, stageOf } from "../../src/app/sounds";
import { People } from "../../src/world/people";
import { Self } from "../../src/world/self";

let heard: string[];
let people: People;
let self: Self;
const isCalm = signal(false);
let now: number;
let made: number;
const note =
	(what: string) =>
	(...all: unknown[]) =>
		void heard.push([what, ...all].join(" "));
const make = async () => {
	made++;
	const context = {
		resume: async () => note("resume")(),
		suspend: async () => note("suspend")(),
		close: async () => {},
	};
	const sounds = {
		setVolume: note("volume"),
		setCrowd: note("crowd"),
		setStage: note("stage"),
		hush: note("hush"),
		putFoot: note("foot"),
		applaud: note("applaud"),
		chime: note("chime"),
	};
	return { context, sounds: sounds as unknown as Sounds };
};
const hall = () => new Sound(people, self, isCalm, () => now, make);
const touch = () => document.dispatchEvent(new Event("pointerdown"));

beforeEach(() => {
	localStorage.clear();
	heard = [];
	people = new People();
	self = new Self();
	self.put(10, 10, 0);
	isCalm.value = false;
	now = made = 0;
});

test("nothing is loaded or heard until one turns sound on and touches the page", async () => {
	const sound = hall();
	sound.start(document);
	touch();
	sound.chime();
	sound.walked();
	sound.beat();
	expect([made, heard]).toEqual([0, []]);
	sound.isOn.value = true;
	touch();
	await vi.waitFor(() => expect(heard).toEqual(["resume", "volume 0.6"]));
	sound.chime();
	expect(heard.at(-1)).toBe("chime");
});

test("the choice is kept, and turning it off is silence", async () => {
	const first = hall();
	first.start(document);
	first.isOn.value = true;
	first.volume.value = 0.3;
	const again = hall();
	expect([again.isOn.value, again.volume.value]).toEqual([true, 0.3]);
	again.start(document);
	touch();
	await vi.waitFor(() => expect(heard).toContain("volume 0.3"));
	again.isOn.value = false;
	expect(heard.at(-1)).toBe("volume 0");
	heard = [];
	again.chime();
	expect(heard).toEqual([]);
});

test("a step is heard for each foot, and none in calm", async () => {
	const sound = hall();
	sound.start(document);
	sound.isOn.value = true;
	touch();
	await vi.waitFor(() => expect(heard).toContain("volume 0.6"));
	heard = [];
	self.speed = 1.8;
	for (let at = 0; at < 60; at++) {
		self.travelled += 1.8 / 60;
		sound.walked();
	}
	expect(heard).toEqual(["foot false", "foot false", "foot false"]);
	isCalm.value = true;
	heard = [];
	self.travelled += 5;
	sound.walked();
	sound.beat();
	expect(heard).toEqual(["hush"]);
});

test("captions say what a sound means without sound, and go by themselves", () => {
	const sound = hall();
	sound.chime();
	expect(sound.caption.value).toBe("");
	sound.hasCaptions.value = true;
	sound.applaud(0xffff);
	expect(sound.caption.value).toBe("sound.applause");
	now = 6000;
	sound.beat();
	expect(sound.caption.value).toBe("");
});

test("a clap is short, applause is long, and other gestures are silent", async () => {
	const sound = hall();
	sound.start(document);
	sound.isOn.value = true;
	touch();
	await vi.waitFor(() => expect(heard).toContain("volume 0.6"));
	heard = [];
	for (const gesture of [1, 2, 3, 4, 5, 6]) sound.gestured(gesture, 0xffff);
	expect(heard).toEqual(["applaud 0 false", "applaud 0 true"]);
});

test("murmur grows with the people near, the stage fades with distance", () => {
	people.arrive(1, 0, 0, "a", "Ann");
	people.place(1, 12, 10, 0, 0, 0);
	people.arrive(2, 0, 0, "b", "Bob");
	people.place(2, 60, 10, 0, 0, 0);
	expect(countNear(people, self, 12)).toBe(1);
	const crowds = [0, 1, 10, 60, 500].map(murmurOf);
	expect(crowds).toEqual([...crowds].sort((a, b) => a - b));
	expect(crowds[0]).toBeGreaterThan(0);
	expect(murmurOf(500)).toBe(1);
	expect(stageOf(0)).toBe(1);
	expect(stageOf(20)).toBeLessThan(0.1);
	expect(stageOf(Number.POSITIVE_INFINITY)).toBe(0);
});
