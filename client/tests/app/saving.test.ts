// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { PageData } from "../../src/app/page-data";
import { easeSaving } from "../../src/app/save-buttons";
import { Saving } from "../../src/app/saving";
import { wordsOf } from "../../src/ui/words";

const page: PageData = {
	lang: "en",
	fair: { slug: "f", name: "F" },
	hall: null,
	booth: null,
	view: "walk",
	person: null,
	csrf: "seal",
	api: "/api/",
	urls: {},
	languages: [],
};
/** A website with one list; `full` makes it refuse. */
const site = { list: new Set<string>(), asked: [] as string[], full: "", isDown: false };
const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

beforeEach(() => {
	Object.assign(site, { list: new Set(), asked: [], full: "", isDown: false });
	vi.stubGlobal("fetch", async (url: string, init: RequestInit = {}) => {
		const method = init.method ?? "GET";
		site.asked.push(`${method} ${url}`);
		if (site.isDown) throw new TypeError("offline");
		if (site.full && method === "PUT") return new Response(JSON.stringify({ message: site.full }), { status: 400 });
		const thing = url.replace("/api/fairs/f/saved/", "");
		if (method === "PUT") site.list.add(thing);
		if (method === "DELETE") site.list.delete(thing);
		const items = [...site.list].map((one) => ({ kind: one.split("/")[0], key: one.split("/")[1] }));
		return method === "GET" ? new Response(JSON.stringify({ items })) : new Response(null, { status: 204 });
	});
});
afterEach(() => vi.unstubAllGlobals());

function makeSaving() {
	const told: string[] = [];
	return { saving: new Saving(page, "f", wordsOf("en"), (text) => told.push(text)), told };
}

test("a thing is on the list at once, and the website hears of it", async () => {
	const { saving, told } = makeSaving();
	const done = saving.keep("exhibitors/e1", "Blue", true);
	expect(saving.saved.has("exhibitors/e1")).toBe(true);
	await done;
	expect([site.list.has("exhibitors/e1"), saving.saved.has("exhibitors/e1")]).toEqual([true, true]);
	await saving.keep("exhibitors/e1", "Blue", false);
	expect([site.list.size, saving.saved.has("exhibitors/e1")]).toEqual([0, false]);
	expect(told).toEqual(["Blue is on your list.", "Blue is off your list."]);
});

test("what the website refuses is off the list again, and its sentence is told", async () => {
	const { saving, told } = makeSaving();
	site.full = "Take some off first.";
	await saving.keep("products/7", "Pipe", true);
	site.isDown = true;
	await saving.keep("products/7", "Pipe", true);
	expect(saving.saved.has("products/7")).toBe(false);
	expect(told).toEqual(["Take some off first.", "Pipe could not be saved: the website does not answer. Try again."]);
});

test("bookmarks of a page answer without loading it, all of the same thing together", async () => {
	const form = (thing: string) =>
		`<form data-save="${thing}"><button name="keep" value="yes" aria-pressed="false">x</button></form>`;
	document.body.innerHTML = form("exhibitors/e1") + form("exhibitors/e1") + form("products/7");
	const pressed = () => [...document.querySelectorAll("button")].map((one) => one.getAttribute("aria-pressed"));
	const submit = () =>
		document.querySelector("form")?.dispatchEvent(new Event("submit", { bubbles: true, cancelable: true }));
	easeSaving(document, "/api/fairs/f/saved", "seal");
	submit();
	await settle();
	expect(pressed()).toEqual(["true", "true", "false"]);
	expect([...site.list]).toEqual(["exhibitors/e1"]);
	submit();
	await settle();
	expect(pressed()).toEqual(["false", "false", "false"]);
	expect(site.asked).toEqual(["PUT /api/fairs/f/saved/exhibitors/e1", "DELETE /api/fairs/f/saved/exhibitors/e1"]);
});
