import { expect, test } from "vitest";
import { MemoryLink, MemoryTime } from "../../src/net/link";
import { WebsiteRefused } from "../../src/net/passes";
import { Session } from "../../src/net/session";
import { Connection } from "../../src/net/socket";
import { Group } from "../../src/world/group";
import { People } from "../../src/world/people";
import { Presence } from "../../src/world/presence";
import { Self } from "../../src/world/self";

const settle = async () => {
	for (let turn = 0; turn < 5; turn++) await Promise.resolve();
};
const str = (text: string, size: 1 | 2 = 1) => {
	const bytes = new TextEncoder().encode(text);
	return size === 1 ? [bytes.length, ...bytes] : [bytes.length & 255, bytes.length >> 8, ...bytes];
};
const u64 = (value: number) => [...new Uint8Array(new BigUint64Array([BigInt(value)]).buffer)];
const welcome = new Uint8Array([0x81, 1, 1, 0, 0, 0, ...str("me"), ...u64(5000), 100, 0]);
const said = (seq: number, person: string, text: string) =>
	new Uint8Array([0xa0, ...str("g"), 1, 0, ...u64(seq), ...u64(1), 0, ...str(person), ...str(person), ...str(text, 2)]);
const joined = new Uint8Array([0xa2, 9, 0, ...str("g"), ...u64(1), ...u64(9), 1, 0, 0, 0, 0, 0, 0, 0, 1]);

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
	const group = new Group("g");
	const world = { people: new People(), self: new Self(), presence: new Presence(), groups: [group] };
	const session = new Session(connection, world, time);
	const meet = async () => {
		await settle();
		links[links.length - 1].open();
		links[links.length - 1].receive(welcome);
	};
	void connection.start();
	await meet();
	return { time, links, connection, session, group, world, meet, passes: () => passes };
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
	expect(connection.state.value).toEqual({ kind: "closed", reason: "Banned" });
	expect(links.length).toBe(1);
});
test("connection without a person is closed with NoPass", async () => {
	const refuse = async () => {
		throw new WebsiteRefused(401, { error: "NotSignedIn", message: "" });
	};
	const connection = new Connection(() => new MemoryLink(), refuse, new MemoryTime());
	await connection.start();
	expect(connection.state.value).toEqual({ kind: "closed", reason: "NoPass" });
});
test("session resumes after the last number and says pending words again with the same nonce", async () => {
	const { time, links, session, group, meet } = await stage();
	links[0].receive(said(9, "other", "hi"));
	session.say(group, "hello");
	const first = links[0].sent[links[0].sent.length - 1];
	links[0].end(1006);
	time.pass(2000);
	await meet();
	const join = links[1].sent.find((data) => data[0] === 0x10);
	expect(join && [...join.slice(-8)]).toEqual(u64(9));
	links[1].receive(joined);
	const again = links[1].sent.find((data) => data[0] === 0x12);
	expect(again && [...again.slice(3)]).toEqual([...first.slice(3)]);
});
test("session places others and not oneself", async () => {
	const { links, session, world } = await stage();
	session.enter("fair/h1", false);
	links[0].receive(new Uint8Array([0x84, 1, 0, ...str("fair/h1"), 7, 0, 0xe8, 3, 0xd0, 7, 64, 0, 4, 10, 10, 2, 0]));
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
