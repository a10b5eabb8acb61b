import { expect, test } from "vitest";
import { Showing } from "../../src/net/showing";
import type { Connection } from "../../src/net/socket";
import type { Command, Fact } from "../../src/wire/messages";
import { REASONS } from "../../src/wire/tables";
import { Shows } from "../../src/world/shows";

const GROUP = "hall:f/h1";
const joined: Fact = {
	type: "Joined",
	ref: 1,
	group: GROUP,
	first: 0,
	last: 0,
	members: 1,
	scripted: 0,
	rights: 1,
	slow: 0,
};

function stand() {
	const sent: Command[] = [];
	let ref = 0;
	const connection = { send: (command: Command) => sent.push(command) > 0 } as unknown as Connection;
	const showing = new Showing(connection, GROUP, () => ++ref, new Shows());
	return { sent, showing, shows: showing.shows, kinds: () => sent.splice(0).map(({ type }) => type) };
}

test("what I present is said again after a break, with the page it was at", () => {
	const { showing, sent, kinds } = stand();
	showing.show("1A01", "Pumps", ["/media/a.webp", "/media/b.webp"]);
	showing.turn("1A01", 1);
	expect(kinds()).toEqual(["Show", "Turn"]);
	showing.resume();
	expect(showing.take(joined)).toBe(false);
	expect(sent.map((command) => ("page" in command ? command.page : command.type))).toEqual(["Show", 1]);
	kinds();
	showing.end("1A01");
	showing.take({ ...joined });
	expect(kinds()).toEqual(["EndShow"]);
});

test("what was ended or refused is not said again", () => {
	const { showing, shows, kinds } = stand();
	showing.show("1A01", "", ["/media/a.webp"]);
	showing.take({ type: "Refused", ref: 1, reason: REASONS.notAtBooth, detail: "" });
	expect(shows.refused.value).toBe(REASONS.notAtBooth);
	showing.show("1A01", "", ["/media/a.webp"]);
	showing.take({ type: "Done", ref: 2 });
	expect(shows.refused.value).toBe(0);
	showing.take({ type: "ShowEnded", group: GROUP, show: "1A01" });
	kinds();
	showing.take(joined);
	expect(kinds()).toEqual([]);
});

test("a refused hand is down again, and other people's answers are left alone", () => {
	const { showing, shows } = stand();
	showing.raise("1A01", true);
	expect(shows.asked.value.get("1A01")).toBe("waiting");
	expect(showing.take({ type: "Refused", ref: 1, reason: REASONS.muted, detail: "" })).toBe(true);
	expect(shows.asked.value.has("1A01")).toBe(false);
	expect(showing.take({ type: "Refused", ref: 77, reason: REASONS.muted, detail: "" })).toBe(false);
	expect(showing.take({ type: "ShowEnded", group: "hall:f/h2", show: "1A01" })).toBe(false);
});
