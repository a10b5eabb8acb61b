import { expect, test } from "vitest";
import type { Showing } from "../../src/wire/messages";
import { isVideo, momentOf, pageNow, Shows, tourOf } from "../../src/world/shows";

function showing(show: string, more: Partial<Showing> = {}): Showing {
	const by = { type: "Showing" as const, group: "g", person: "p", name: "Ann", title: "", floor: [] };
	const pages = ["/media/a.webp", "/media/uploads/ab/b.mp4"];
	return { ...by, show, pages, page: 0, playing: 0, position: 0, at: 1000, ...more };
}

test("shows come, turn and end; the list stays in order", () => {
	const shows = new Shows();
	const ended: string[] = [];
	shows.onEnded = ({ show }) => ended.push(show);
	for (const show of ["1A02", "1A01"]) expect(shows.take(showing(show))).toBe(true);
	shows.take({ type: "Turned", group: "g", show: "1A02", page: 1, playing: 1, position: 500, at: 2000 });
	expect(shows.list.value.map(({ show, page }) => [show, page])).toEqual([
		["1A01", 0],
		["1A02", 1],
	]);
	shows.take({ type: "ShowEnded", group: "g", show: "1A02" });
	shows.take({ type: "ShowEnded", group: "g", show: "none" });
	expect([shows.of("1A02"), shows.of("1A01")?.page, ended]).toEqual([null, 0, ["1A02"]]);
	expect(shows.take({ type: "Done", ref: 1 })).toBe(false);
});

test("a hand waits, is given the word, declined, lowered, and forgotten with the show", () => {
	const shows = new Shows();
	shows.take(showing("1A01"));
	shows.raised("1A01", true);
	expect(shows.asked.value.get("1A01")).toBe("waiting");
	shows.take({ type: "HandAnswered", group: "g", show: "1A01", given: 1 });
	expect(shows.asked.value.get("1A01")).toBe("given");
	shows.take({ type: "HandAnswered", group: "g", show: "1A01", given: 0 });
	expect(shows.asked.value.get("1A01")).toBe("declined");
	shows.take({ type: "Hands", group: "g", show: "1A01", hands: [{ person: "q", name: "Bo" }] });
	expect(shows.hands.value.get("1A01")?.map(({ name }) => name)).toEqual(["Bo"]);
	shows.take({ type: "ShowEnded", group: "g", show: "1A01" });
	expect([shows.asked.value.size, shows.hands.value.size]).toEqual([0, 0]);
});

test("a playing video goes on with the gateway's clock, a paused one stands", () => {
	expect(momentOf(showing("1A01", { playing: 1, position: 500, at: 2000 }), 2600)).toBe(1100);
	expect(momentOf(showing("1A01", { playing: 1, position: 500, at: 2000 }), 1900)).toBe(500);
	expect(momentOf(showing("1A01", { playing: 0, position: 500, at: 2000 }), 2600)).toBe(500);
	expect([isVideo("/media/b.mp4"), isVideo("/media/a.webp")]).toEqual([true, false]);
});

test.each(["https://elsewhere.example/a.png", "//elsewhere/a.png", "/media/../api/x", "/api/x", "javascript:1", ""])(
	"nothing but this website's files is fetched: %s",
	(page) => {
		expect(pageNow(showing("1A01", { pages: [page] }))).toBe(null);
	},
);

test("the page that is not there is none", () => {
	expect([
		pageNow(showing("1A01")),
		pageNow(showing("1A01", { page: 9 })),
		pageNow(showing(tourOf("p"), { pages: [] })),
	]).toEqual(["/media/a.webp", null, null]);
});
