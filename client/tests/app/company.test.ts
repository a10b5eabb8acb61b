import { beforeEach, expect, test } from "vitest";
import { Company } from "../../src/app/company";
import { MemoryLink, MemoryTime } from "../../src/net/link";
import { Session } from "../../src/net/session";
import { Connection } from "../../src/net/socket";
import { wordsOf } from "../../src/ui/words";
import { APPLAUD, OFFER_HAND, TAKE_HAND } from "../../src/world/gestures";
import { Lines } from "../../src/world/lines";
import { People } from "../../src/world/people";
import { Presence } from "../../src/world/presence";
import { Self } from "../../src/world/self";
import { Shows } from "../../src/world/shows";
import { Walkable } from "../../src/world/walkable";
import { fact, str } from "../net/scripted-gateway";
import { PLAN, TEMPLATES } from "../world/hall";

const ME = 7;
const STILL = { forward: 0, right: 0, run: false, cameraYaw: 0 };
let link: MemoryLink;
let time: MemoryTime;
let said: string[];
let people: People;
let self: Self;
let company: Company;

beforeEach(async () => {
	time = new MemoryTime();
	said = [];
	people = new People();
	self = new Self();
	const connection = new Connection(
		() => {
			link = new MemoryLink();
			return link;
		},
		async () => ({ pass: "pass", urls: [""] }),
		time,
	);
	const world = { people, self, presence: new Presence(), lines: new Lines(), shows: new Shows(), groups: [] };
	const session = new Session(connection, world, time);
	company = new Company(
		session,
		world,
		wordsOf("en"),
		(text) => said.push(text),
		() => time.now(),
	);
	company.walkable = new Walkable(PLAN, TEMPLATES);
	session.enter("f/h", false);
	await connection.start();
	link.open();
	link.receive(fact.welcome("me"));
	link.receive(
		new Uint8Array([0x84, 1, 0, ...str("f/h"), ME, 0, 0xe8, 3, 0xd0, 7, 64, 0, 4, 10, 10, 2, 0, 1, 0, 1, 0]),
	);
	people.arrive(1, 0, 0, "ann", "Ann");
});
const sent = () => link.sent.map((data) => [...data]).filter((data) => data[0] === 0x51);

test("a hand is offered to whoever is nearest, and an offered one is taken", () => {
	company.shakeHands();
	expect(said).toEqual(["Nobody is near you."]);
	people.place(1, self.x + 1, self.z, 0, 0, time.now());
	company.shakeHands();
	expect(sent()).toEqual([[0x51, OFFER_HAND, 1, 0]]);
	for (let frame = 0; frame < 60; frame++) self.step(STILL, new Walkable(PLAN, TEMPLATES), { seconds: 1 / 60 });
	expect(self.yaw).toBeCloseTo(Math.PI / 2, 5);
	link.receive(new Uint8Array([0x93, 1, 0, OFFER_HAND, ME, 0]));
	expect(said.at(-1)).toBe("Ann offers you a hand.");
	company.shakeHands();
	expect(sent().at(-1)).toEqual([0x51, TAKE_HAND, 1, 0]);
	expect(company.gestures.offer.value).toBe(null);
});
test("applause near by is told in words, once for all who join in", () => {
	people.arrive(2, 0, 0, "ben", "Ben");
	people.place(1, self.x + 30, self.z, 0, 0, time.now());
	people.place(2, self.x + 5, self.z, 0, 0, time.now());
	const applauds = (id: number) => link.receive(new Uint8Array([0x93, id, 0, APPLAUD, 0xff, 0xff]));
	applauds(1);
	expect(said).toEqual([]);
	applauds(2);
	applauds(2);
	expect(said).toEqual(["Applause near you"]);
});
test("who says something has a bubble when they are here, and is looked at", () => {
	people.place(1, self.x + 1, self.z, 0, 0, time.now());
	const shown: number[] = [];
	for (const person of ["ann", "me", "nobody"]) company.hear(person, (id) => shown.push(id));
	expect(shown).toEqual([1]);
	const own = {
		id: Uint16Array.of(0xffff),
		x: Float32Array.of(self.x),
		z: Float32Array.of(self.z),
		yaw: new Float32Array(1),
	};
	for (let ms = 0; ms < 1500; ms += 16) {
		people.gaze.begin(people, own, time.now() + ms);
		people.gaze.look(people, 0);
		people.gaze.look(own, 0);
	}
	expect(people.gaze.turn[1]).toBeCloseTo(-Math.PI / 3, 1);
	expect(people.gaze.turn[0xffff]).toBeCloseTo(Math.PI / 3, 1);
});
test("one goes after somebody until one walks by hand", () => {
	people.place(1, self.x, self.z - 8, 0, 0, time.now());
	company.follow("ann", "Ann");
	company.beat(false);
	const end = self.route.at(-1);
	expect(end && Math.hypot(end.x - self.x, end.z - (self.z - 8))).toBeLessThan(2.2);
	company.beat(true);
	expect(company.following.value).toBe(null);
});
test("one stays where one is beside whom one follows, and sets out again when they go", () => {
	people.place(1, self.x + 1.5, self.z, 0, 0, time.now());
	company.follow("ann", "Ann");
	company.beat(false);
	expect(self.route).toEqual([]);
	people.place(1, self.x, self.z - 8, 0, 0, time.now());
	company.beat(false);
	expect(self.route.length).toBeGreaterThan(0);
});
test("somebody in another line is asked for by name, and given up after a while", () => {
	company.follow("ben", "Ben");
	const asked = [...link.sent[link.sent.length - 1]];
	expect([asked[0], ...asked.slice(-6)]).toEqual([0x02, 0, 0, ...str("ben")]);
	company.beat(false);
	expect(company.following.value?.name).toBe("Ben");
	time.pass(9000);
	company.beat(false);
	expect(company.following.value).toBe(null);
	expect(said).toEqual(["Ben is not in this hall."]);
});
