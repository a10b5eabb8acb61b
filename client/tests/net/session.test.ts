import { expect, test } from "vitest";
import { MemoryLink, MemoryTime } from "../../src/net/link";
import { Session } from "../../src/net/session";
import { Connection } from "../../src/net/socket";
import { WebsiteRefused } from "../../src/net/website";
import { CLOSE_CODES, REASONS } from "../../src/wire/tables";
import { Group } from "../../src/world/group";
import { Lines } from "../../src/world/lines";
import { People } from "../../src/world/people";
import { Presence } from "../../src/world/presence";
import { Self } from "../../src/world/self";
import { Shows } from "../../src/world/shows";
import { fact, str, u16 } from "./scripted-gateway";

const settle = async () => {
	for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};
const welcome = fact.welcome("me");

async function stage() {
	const time = new MemoryTime();
	const links: MemoryLink[] = [];
	let passes = 0;
	const nodes: string[] = [];
	const connection = new Connection(
		(url) => {
			nodes.push(url);
			links.push(new MemoryLink());
			return links[links.length - 1];
		},
		async () => ({ pass: `pass${++passes}`, urls: ["a", "b", "c"] }),
		time,
	);
	const world = {
		people: new People(),
		self: new Self(),
		presence: new Presence(),
		lines: new Lines(),
		shows: new Shows(),
		groups: [new Group("g")],
	};
	const session = new Session(connection, world, time);
	const meet = async () => {
		await settle();
		links[links.length - 1].open();
		links[links.length - 1].receive(welcome);
	};
	void connection.start();
	await meet();
	return { time, links, nodes, connection, session, world, meet, passes: () => passes };
}
const kinds = (link: MemoryLink) => link.sent.map((data) => data[0]);

test("connection greets, then joins and enters", async () => {
	const { links, connection, session } = await stage();
	session.enter("fair/h1", false);
	expect(connection.state.value.kind).toBe("online");
	expect(kinds(links[0])).toEqual([0x01, 0x10, 0x02]);
});
test("entering and joining go along with the Hello, and so does a wish before the Welcome", async () => {
	const { time, links, connection, session } = await stage();
	session.enter("fair/h1", false);
	links[0].end(1006);
	time.pass(1000);
	await settle();
	links[1].open();
	expect(connection.state.value.kind).toBe("connecting");
	expect(kinds(links[1])).toEqual([0x01, 0x02, 0x10]);
	session.enter("fair/h2", false);
	expect(kinds(links[1])).toEqual([0x01, 0x02, 0x10, 0x02]);
	links[1].receive(welcome);
	expect(connection.state.value.kind).toBe("online");
	expect(kinds(links[1])).toEqual([0x01, 0x02, 0x10, 0x02]);
});
test("a link that is lost takes no command until the next Hello", async () => {
	const { links, connection } = await stage();
	links[0].end(1006);
	expect(connection.send({ type: "Ping", stamp: 1 })).toBe(false);
	expect(kinds(links[0])).toEqual([0x01, 0x10]);
});
test("connection comes back with growing waits and says so", async () => {
	const { time, links, connection } = await stage();
	const waits: number[] = [];
	for (let round = 0; round < 5; round++) {
		links[links.length - 1].end(1006);
		expect(connection.state.value.kind).toBe("waiting");
		const before = time.now();
		const known = links.length;
		while (links.length === known) {
			time.pass(125);
			await settle();
		}
		waits.push(time.now() - before);
	}
	expect(waits).toEqual([375, 750, 1500, 3000, 6000]);
});
test("connection fetches another pass when the old one expired", async () => {
	const { time, links, meet, passes } = await stage();
	links[0].end(4004);
	time.pass(1000);
	await meet();
	expect(passes()).toBe(2);
});
test("connection stays closed when banned", async () => {
	const { time, links, connection } = await stage();
	links[0].end(4010);
	time.pass(60_000);
	await settle();
	expect(connection.state.value).toEqual({ kind: "closed", reason: "Banned", spoken: "" });
	expect(links.length).toBe(1);
});
test("connection says for every close code how it goes on", async () => {
	for (const [code, { name, comeBack }] of CLOSE_CODES) {
		const { links, connection } = await stage();
		links[0].end(code);
		const state = connection.state.value;
		expect([name, state.kind]).toEqual([name, comeBack === "never" ? "closed" : "waiting"]);
		if (state.kind === "waiting") expect(state.why === "Pass").toBe(comeBack === "new-pass");
	}
});
test("connection that is welcomed and dropped at once still waits longer each time", async () => {
	const { time, links, meet } = await stage();
	const waits: number[] = [];
	for (let round = 0; round < 4; round++) {
		links[links.length - 1].end(4008);
		const before = time.now();
		const known = links.length;
		while (links.length === known) {
			time.pass(125);
			await settle();
		}
		await meet();
		waits.push(time.now() - before);
	}
	expect(waits).toEqual([375, 750, 1500, 3000]);
	time.pass(60_000);
	links[links.length - 1].end(4008);
	time.pass(375);
	await settle();
	expect(links.length).toBe(6);
});
test("connection in a hurry tries at once, and only when it was waiting", async () => {
	const { links, connection } = await stage();
	connection.hurry();
	await settle();
	expect(links.length).toBe(1);
	links[0].end(1006);
	connection.hurry();
	await settle();
	expect(links.length).toBe(2);
});
test("connection started twice has one open link", async () => {
	const { links, connection, meet } = await stage();
	links[0].end(1006);
	void connection.start();
	void connection.start();
	await meet();
	expect(links.filter((link) => !link.isClosed).length).toBe(1);
	expect(connection.state.value.kind).toBe("online");
});
test("connection tells what the website's refusal means", async () => {
	const meanings: [number, string, object][] = [
		[401, "NotEntered", { kind: "closed", reason: "NoPass", spoken: "" }],
		[403, "ShutOut", { kind: "closed", reason: "Banned", spoken: "" }],
		[403, "FormExpired", { kind: "closed", reason: "Stale", spoken: "" }],
		[404, "HallUnknown", { kind: "closed", reason: "Refused", spoken: "No such hall." }],
		[429, "TooMany", { kind: "waiting", seconds: 1, why: "Website" }],
		[503, "Down", { kind: "waiting", seconds: 1, why: "Website" }],
	];
	for (const [status, error, state] of meanings) {
		const refuse = async () => {
			throw new WebsiteRefused(status, { error, message: "No such hall." });
		};
		const connection = new Connection(() => new MemoryLink(), refuse, new MemoryTime());
		await connection.start();
		expect(connection.state.value).toEqual(state);
	}
});
test("connection without a network says so and tries again", async () => {
	const time = new MemoryTime();
	let tries = 0;
	const fail = async () => {
		tries++;
		throw new TypeError("Failed to fetch");
	};
	const connection = new Connection(() => new MemoryLink(), fail, time);
	await connection.start();
	expect(connection.state.value).toEqual({ kind: "waiting", seconds: 1, why: "Offline" });
	time.pass(1000);
	await settle();
	expect(tries).toBe(2);
});
test("connection without a person is closed with NoPass", async () => {
	const refuse = async () => {
		throw new WebsiteRefused(401, { error: "NotSignedIn", message: "" });
	};
	const connection = new Connection(() => new MemoryLink(), refuse, new MemoryTime());
	await connection.start();
	expect(connection.state.value).toEqual({ kind: "closed", reason: "NoPass", spoken: "" });
});
test("connection begins with the first node and goes to another when its own is gone", async () => {
	const { time, links, nodes, meet } = await stage();
	expect(nodes).toEqual(["a"]);
	for (let round = 0; round < 3; round++) {
		time.pass(11_000);
		links[links.length - 1].end(1006);
		time.pass(500);
		await meet();
	}
	expect(nodes.length).toBe(4);
	for (let at = 1; at < nodes.length; at++) expect(nodes[at]).not.toBe(nodes[at - 1]);
});
test("session knows its line, changes it, and comes back to it after a break", async () => {
	const { time, links, session, world, meet } = await stage();
	const entered = (ref: number, line: number) =>
		new Uint8Array([
			0x84,
			...u16(ref),
			...str("f/h"),
			7,
			0,
			0xe8,
			3,
			0xd0,
			7,
			64,
			0,
			4,
			10,
			10,
			2,
			0,
			...u16(line),
			3,
			0,
		]);
	session.enter("f/h", false);
	links[0].receive(entered(2, 2));
	expect([world.lines.current.value, world.lines.count.value]).toEqual([2, 3]);
	session.askLines();
	links[0].receive(new Uint8Array([0x87, 3, 0, ...str("f/h"), 1, 0, ...u16(1), ...u16(90), ...u16(100)]));
	expect(world.lines.list.value).toEqual([{ line: 1, people: 90, room: 100 }]);
	session.changeLine(1);
	const asked = links[0].sent[links[0].sent.length - 1];
	expect([...asked.slice(-3)]).toEqual([1, 0, 0]);
	links[0].receive(fact.refused(asked[1], REASONS.hallFull));
	expect([world.lines.refused.value, world.lines.current.value]).toEqual([REASONS.hallFull, 2]);
	links[0].end(1006);
	time.pass(2000);
	await meet();
	const again = links[1].sent.find((data) => data[0] === 0x02);
	expect(again && [...again.slice(-3)]).toEqual([2, 0, 0]);
	links[1].receive(fact.refused((again ?? [0, 0])[1], REASONS.hallFull));
	const last = links[1].sent[links[1].sent.length - 1];
	expect([last[0], ...last.slice(-3)]).toEqual([0x02, 0, 0, 0]);
});
test("session asks for the line of a friend, and goes to the entrance when its old place is gone", async () => {
	const { links, session, world } = await stage();
	world.self.put(900, 900, 0);
	session.enter("f/h", true);
	const asked = links[0].sent[links[0].sent.length - 1];
	links[0].receive(fact.refused(asked[1], REASONS.outsideHall));
	const again = links[0].sent[links[0].sent.length - 1];
	expect([...again.slice(-8, -3)]).toEqual([255, 255, 255, 255, 0]);
	session.changeLine(0, "ann");
	const friend = links[0].sent[links[0].sent.length - 1];
	expect([...friend.slice(-6)]).toEqual([0, 0, ...str("ann")]);
});
test("session tells gestures, and hears them", async () => {
	const { links, session } = await stage();
	const heard: number[][] = [];
	session.onGestured = (...all) => heard.push(all);
	session.gesture(1);
	session.gesture(3, 9);
	expect(links[0].sent.slice(-2).map((data) => [...data])).toEqual([
		[0x51, 1, 255, 255],
		[0x51, 3, 9, 0],
	]);
	links[0].receive(new Uint8Array([0x93, 9, 0, 4, 7, 0]));
	expect(heard).toEqual([[9, 4, 7]]);
});
test("session places others and not oneself", async () => {
	const { links, session, world } = await stage();
	session.enter("fair/h1", false);
	links[0].receive(
		new Uint8Array([0x84, 1, 0, ...str("fair/h1"), 7, 0, 0xe8, 3, 0xd0, 7, 64, 0, 4, 10, 10, 2, 0, 1, 0, 1, 0]),
	);
	expect([world.self.x, world.self.z]).toEqual([10, 20]);
	links[0].receive(new Uint8Array([0x90, 1, 0, 11, 0, 7, 0, 1, 1, 0, 1, 8, 0, 25, 50, 128, 1]));
	expect(world.people.count).toBe(1);
	expect(world.people.x[0]).toBeCloseTo(10.24 + 1, 4);
	expect(world.people.z[0]).toBeCloseTo(10.24 + 2, 4);
	expect(world.people.yaw[0]).toBeCloseTo(Math.PI, 4);
});
test("session ignores bytes it does not know", async () => {
	const { links, connection } = await stage();
	links[0].receive(new Uint8Array([0xff, 1, 2]));
	links[0].receive(new Uint8Array([]));
	expect(connection.state.value.kind).toBe("online");
});
