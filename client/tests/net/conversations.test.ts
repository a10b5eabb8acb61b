import { beforeEach, expect, test } from "vitest";
import { MemoryTime } from "../../src/net/link";
import { Session } from "../../src/net/session";
import { Connection } from "../../src/net/socket";
import { REASONS } from "../../src/wire/tables";
import { Group } from "../../src/world/group";
import { Lines } from "../../src/world/lines";
import { People } from "../../src/world/people";
import { Presence } from "../../src/world/presence";
import { Self } from "../../src/world/self";
import { Shows } from "../../src/world/shows";
import { fact, JOIN, REMOVE, SAY, ScriptedGateway, WATCH } from "./scripted-gateway";

const settle = async () => {
	for (let turn = 0; turn < 8; turn++) await Promise.resolve();
};
const words = (text: string) => ({ text, reply: 0, attachment: "", mentions: [] });
const upTo = (count: number, from = 1) => Array.from({ length: count - from + 1 }, (_, at) => at + from);

let time: MemoryTime;
let gateway: ScriptedGateway;
let group: Group;
let session: Session;
let connection: Connection;

beforeEach(async () => {
	// Nonces come from chance: each has to be another.
	let drawn = 0;
	time = new MemoryTime(() => (drawn += 0.001));
	gateway = new ScriptedGateway();
	group = new Group("g");
	connection = new Connection(
		() => gateway.connect(),
		async () => ({ pass: "pass", urls: [""] }),
		time,
	);
	const world = {
		people: new People(),
		self: new Self(),
		presence: new Presence(),
		lines: new Lines(),
		shows: new Shows(),
		groups: [group],
	};
	session = new Session(connection, world, time);
	gateway.others(10, false);
	void connection.start();
	await settle();
});
const seqs = () => group.messages.value.map((message) => message.seq);
const texts = () => group.messages.value.map((message) => message.text);
const joins = () => gateway.heard.filter((one) => one.kind === JOIN).map((one) => one.number);
async function away(meanwhile: () => void) {
	gateway.link.end(1006);
	meanwhile();
	time.pass(2000);
	await settle();
}

test("conversation asks on until nothing of 1,030 missed messages is missing", async () => {
	await away(() => gateway.others(1030, false));
	expect(seqs()).toEqual(upTo(1040));
	expect(joins()).toEqual([0, 10, 210, 410, 610, 810, 1010]);
	expect(group.unread.value).toBe(1030);
});
test("conversation keeps the order while others speak in between the pages", async () => {
	gateway.beforePage = () => gateway.others(3, true);
	await away(() => gateway.others(450, false));
	gateway.beforePage = () => {};
	expect(seqs()).toEqual(upTo(gateway.log.length));
});
test("conversation loses nothing when the line breaks again in the middle of catching up", async () => {
	let pages = 0;
	gateway.beforePage = () => {
		gateway.others(1, true);
		if (++pages === 6) gateway.link.end(1006);
	};
	await away(() => gateway.others(700, false));
	expect(seqs().length).toBeLessThan(gateway.log.length);
	gateway.beforePage = () => {};
	time.pass(10_000);
	await settle();
	expect(seqs()).toEqual(upTo(gateway.log.length));
});
test("conversation waits and joins again when it asked too fast", async () => {
	await away(() => {
		gateway.others(300, false);
		gateway.refusing = { kind: JOIN, times: 2, reason: REASONS.tooFast };
	});
	expect(seqs()).toEqual(upTo(10));
	time.pass(3000);
	expect(seqs()).toEqual(upTo(310));
});
test("conversation says when a group may not be read", async () => {
	await away(() => {
		gateway.refusing = { kind: JOIN, times: 1, reason: REASONS.groupNotInPass };
	});
	expect(group.refused.value).toBe(REASONS.groupNotInPass);
});
test("words said without a line go out in their order when it is back, each once", async () => {
	const mine = Array.from({ length: 9 }, (_, at) => `mine ${at}`);
	await away(() => {
		for (const text of mine) session.conversations.say(group, words(text), 0);
		gateway.others(250, false);
		gateway.refusing = { kind: SAY, times: 3, reason: REASONS.tooFast };
	});
	expect(group.messages.value.filter((m) => m.state === "pending").length).toBe(9);
	time.pass(5000);
	expect(texts().slice(-9)).toEqual(mine);
	expect(gateway.log.filter((line) => line.person === "me").map((line) => line.text)).toEqual(mine);
	expect(group.messages.value.every((m) => m.state === "accepted")).toBe(true);
});
test("words whose acknowledgement was lost are not doubled", async () => {
	gateway.isDeaf = true;
	session.conversations.say(group, words("once"), 0);
	await away(() => {
		gateway.isDeaf = false;
	});
	expect(texts().filter((text) => text === "once").length).toBe(1);
	expect(gateway.log.filter((line) => line.text === "once").length).toBe(1);
	expect(group.messages.value.at(-1)).toMatchObject({ seq: 11, state: "accepted" });
});
test("refused words keep their text and reason, let the next ones pass, and can be tried again", async () => {
	gateway.refusing = { kind: SAY, times: 1, reason: REASONS.muted };
	session.conversations.say(group, words("first"), 0);
	session.conversations.say(group, words("second"), 0);
	const failed = group.messages.value.find((m) => m.text === "first");
	expect(failed).toMatchObject({ state: "failed", reason: REASONS.muted });
	expect(group.messages.value.find((m) => m.text === "second")?.state).toBe("accepted");
	session.conversations.retry(group, failed?.nonce ?? 0);
	expect(texts().slice(-2)).toEqual(["second", "first"]);
	expect(group.messages.value.at(-1)?.state).toBe("accepted");
});
test("words that stay too fast are given back in the end", async () => {
	gateway.refusing = { kind: SAY, times: 100, reason: REASONS.tooFast };
	session.conversations.say(group, words("hasty"), 0);
	time.pass(30_000);
	expect(group.messages.value.at(-1)).toMatchObject({ text: "hasty", state: "failed", reason: REASONS.tooFast });
});
test("older pages come before what is held, until there are none", async () => {
	const fresh = new Group("g");
	const other = new Connection(
		() => gateway.connect(),
		async () => ({ pass: "pass", urls: [""] }),
		time,
	);
	gateway.others(110, false);
	const reader = new Session(
		other,
		{
			people: new People(),
			self: new Self(),
			presence: new Presence(),
			lines: new Lines(),
			shows: new Shows(),
			groups: [fresh],
		},
		time,
	);
	void other.start();
	await settle();
	expect(fresh.messages.value.map((m) => m.seq)).toEqual(upTo(120, 71));
	for (const start of [21, 1]) {
		expect(fresh.hasOlder.value).toBe(true);
		reader.conversations.browse(fresh);
		expect(fresh.messages.value.map((m) => m.seq)).toEqual(upTo(120, start));
	}
	expect(fresh.hasOlder.value).toBe(false);
});
test("removed words leave a line that says so", async () => {
	gateway.link.receive(fact.removed("g", 99, 4));
	expect(group.messages.value.filter((m) => m.state === "removed").map((m) => [m.seq, m.text])).toEqual([[4, ""]]);
});
test("a removal is sent until the log has it, once, and shows while it is on its way", async () => {
	const removals = () => gateway.heard.filter((one) => one.kind === REMOVE);
	gateway.isDeaf = true;
	session.conversations.change(group, { type: "Remove", target: 4 });
	expect(group.messages.value[3]).toMatchObject({ seq: 4, isChanging: true, state: "accepted" });
	await away(() => {
		gateway.isDeaf = false;
	});
	expect(group.messages.value[3]).toMatchObject({ seq: 4, isChanging: false, state: "removed" });
	expect(new Set(removals().map((one) => one.number)).size).toBe(1);
	await away(() => {});
	expect(removals().length).toBe(2);
});
test("a refused change leaves the message as it was and says why; a hasty one is tried again", async () => {
	gateway.refusing = { kind: REMOVE, times: 1, reason: REASONS.notYours };
	session.conversations.change(group, { type: "Remove", target: 4 });
	expect(group.messages.value[3]).toMatchObject({ isChanging: false, state: "accepted", reason: REASONS.notYours });
	gateway.refusing = { kind: REMOVE, times: 2, reason: REASONS.tooFast };
	session.conversations.change(group, { type: "Remove", target: 4 });
	time.pass(3000);
	expect(group.messages.value[3].state).toBe("removed");
});
test("in a slow group the next word waits its time, and is not lost", async () => {
	await away(() => {
		gateway.slow = 30;
	});
	session.conversations.say(group, words("first"), 0);
	expect(group.waitsUntil.value).toBe(time.now() + 30_000);
	gateway.refusing = { kind: SAY, times: 1, reason: REASONS.slowMode };
	session.conversations.say(group, words("second"), 0);
	expect(group.messages.value.at(-1)?.state).toBe("pending");
	time.pass(32_000);
	expect(group.messages.value.at(-1)).toMatchObject({ text: "second", state: "accepted" });
	gateway.link.receive(fact.rules("g", 0, 0));
	expect([group.maySay.value, group.slow.value, group.waitsUntil.value]).toEqual([false, 0, 0]);
});
test("a watched group is only counted until somebody looks into it", async () => {
	const lobby = new Group("lobby");
	lobby.readTo = 30;
	const world = {
		people: new People(),
		self: new Self(),
		presence: new Presence(),
		lines: new Lines(),
		shows: new Shows(),
		groups: [lobby],
	};
	const other = new Connection(
		() => gateway.connect(),
		async () => ({ pass: "pass", urls: [""] }),
		time,
	);
	const visitor = new Session(other, world, time);
	visitor.conversations.watched = [lobby];
	gateway.heard.length = 0;
	void other.start();
	await settle();
	expect(lobby.unread.value).toBe(10);
	expect(gateway.heard.map((one) => one.kind)).not.toContain(JOIN);
	visitor.conversations.open(lobby);
	expect(gateway.heard.slice(-2).map((one) => [one.kind, one.group])).toEqual([
		[JOIN, "lobby"],
		[WATCH, ""],
	]);
	expect(lobby.joined.value).toBe(true);
});
