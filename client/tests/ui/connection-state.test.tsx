// @vitest-environment happy-dom
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { ConnectionNotice } from "../../src/ui/connection-state";
import type { ClosedReason, WaitReason } from "../../src/world/connection";
import { makeTalk, settle, type TestTalk } from "./test-talk";

let place: HTMLElement;
let talk: TestTalk;

beforeEach(() => {
	document.body.innerHTML = "";
	place = document.createElement("div");
	document.body.append(place);
	talk = makeTalk();
	render(<ConnectionNotice talk={talk} />, place);
});
const spoken = () => place.querySelector("[role=status]")?.textContent ?? "";

test("every way to wait has a sentence of its own and a way to try at once", async () => {
	const whys: WaitReason[] = ["Lost", "Offline", "Website", "GoingAway", "Fault", "Full", "TooFast", "TooSlow", "Pass"];
	const sentences = new Set<string>();
	for (const why of whys) {
		talk.connection.value = { kind: "waiting", seconds: 7, why };
		await settle();
		sentences.add(spoken());
		expect(place.textContent).toContain("Trying again in 7 s");
		place.querySelector("button")?.click();
	}
	expect(sentences.size).toBe(whys.length);
	expect(talk.reconnects).toBe(whys.length);
});
test("the seconds are not read out", async () => {
	talk.connection.value = { kind: "waiting", seconds: 7, why: "Lost" };
	await settle();
	const first = spoken();
	talk.connection.value = { kind: "waiting", seconds: 6, why: "Lost" };
	await settle();
	expect(spoken()).toBe(first);
	expect(place.querySelector("[aria-hidden=true]")?.textContent).toContain("6 s");
});
test("every end has a sentence and says what to do", async () => {
	const ends: [ClosedReason, string][] = [
		["Banned", "Front page"],
		["OtherVersion", "Reload"],
		["NoPass", "Enter again"],
		["Stale", "Reload"],
		["Refused", "Front page"],
		["Stopped", "Connect again"],
		["Broken", "Reload"],
	];
	for (const [reason, way] of ends) {
		talk.connection.value = { kind: "closed", reason, spoken: "" };
		await settle();
		expect(spoken()).not.toBe("");
		expect(place.querySelector("a,button")?.textContent).toBe(way);
	}
	expect(place.querySelector("a,button")?.tagName).toBe("BUTTON");
});
test("the website's own sentence comes first", async () => {
	talk.connection.value = { kind: "closed", reason: "Refused", spoken: "There is no such hall." };
	await settle();
	expect(spoken()).toBe("There is no such hall.");
	expect(place.querySelector("a")?.getAttribute("href")).toBe("/en/");
});
