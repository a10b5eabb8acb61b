import { expect, test } from "vitest";
import { MemoryLink, MemoryTime } from "../../src/net/link";
import { WebsiteRefused } from "../../src/net/passes";
import { Session } from "../../src/net/session";
import { Connection } from "../../src/net/socket";
import { CLOSE_CODES } from "../../src/wire/tables";
import { Group } from "../../src/world/group";
import { People } from "../../src/world/people";
import { Presence } from "../../src/world/presence";
import { Self } from "../../src/world/self";
import { fact, str } from "./scripted-gateway";

const settle = async () => {
	for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};
const welcome = fact.welcome("me");

async function stage() {
	const time = new MemoryTime();
	const links: MemoryLink[] = [];
	let passes = 0;
	const connection = new Connection(
		() => {
			links.push(new MemoryLink());
			return links[links.length - 1];
		},
		async () => ({ pass: `pass${++passes}`, url: "" }),
		time,
	);
	const world = { people: new People(), self: new Self(), presence: new Presence(), groups: [new Group("g")] };
	const session = new Session(connection, world, time);
	const meet = async () => {
		await settle();
		links[links.length - 1].open();
		links[links.length - 1].receive(welcome);
	};
	void connection.start();
	await meet();
	return { time, links, connection, session, world, meet, passes: () => passes };
}
const kinds = (link: MemoryLink) => link.sent.map((data) => data[0]);

test("connection greets, then joins and enters", async () => {
	const { links, connection, session } = await stage();
	session.enter("fair/h1", false);
	expect(connection.state.value.kind).toBe("online");
	expect(kinds(links[0])).toEqual([0x01, 0x10, 0x02]);
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
