// @vitest-environment happy-dom
import { signal } from "@preact/signals";
import { render } from "preact";
import { beforeEach, expect, test } from "vitest";
import { Reader } from "../../src/ui/reader/reader";
import { readerWordsOf } from "../../src/ui/reader/reader-words";
import type { Brochure } from "../../src/world/brochures";
import { settle } from "./test-talk";

const dialog = document.createElement("dialog");
const brochures = signal<readonly Brochure[] | "loading" | "failed">("loading");
const chosen = signal(0);
const isWide = signal(false);
let wishes: string[];

const brochure = (name: string, pages: number, drawn = pages): Brochure => ({
	name,
	url: `/files/${name}/brochure.pdf`,
	bytes: 2_345_678,
	pages,
	pictures: Array.from({ length: drawn }, (_, at) => ({
		url: `/files/${name}/page-${at + 1}.webp`,
		small: `/files/${name}/page-${at + 1}-small.webp`,
		width: 1131,
		height: 1600,
	})),
});
const text = (selector: string) => dialog.querySelector(selector)?.textContent?.trim();
const numbers = () => [...dialog.querySelectorAll<HTMLElement>(".reader__page")].map((one) => Number(one.dataset.page));
const button = (label: string) => dialog.querySelector<HTMLButtonElement>(`button[aria-label="${label}"]`);
const press = async (key: string, more = {}) => {
	dialog.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true, ...more }));
	await settle();
};
async function show(found: readonly Brochure[] | "loading" | "failed") {
	brochures.value = found;
	await settle();
}

beforeEach(async () => {
	render(null, dialog);
	document.body.replaceChildren(dialog);
	wishes = [];
	chosen.value = 0;
	isWide.value = false;
	brochures.value = "loading";
	render(
		<Reader
			words={readerWordsOf("en")}
			brochures={brochures}
			chosen={chosen}
			isWide={isWide}
			retry={() => void wishes.push("retry")}
			close={() => void wishes.push("close")}
		/>,
		dialog,
	);
	await settle();
});

test("what is not here yet, not any more, or did not come has its sentence", async () => {
	expect(text("[role=status]")).toBe("The brochure is being fetched.");
	await show("failed");
	expect(text("[role=alert] p")).toBe("The brochure could not be fetched.");
	dialog.querySelector<HTMLButtonElement>("[role=alert] button")?.click();
	await show([]);
	expect(text("[role=status]")).toBe("There are no brochures at this booth any more.");
	await show([brochure("a", 3, 0)]);
	expect(text("[role=status]")).toContain("no pages to show here");
	expect(dialog.querySelector("a")?.getAttribute("href")).toBe("/files/a/brochure.pdf");
	button("Close")?.click();
	expect(wishes).toEqual(["retry", "close"]);
});

test("buttons and keys turn the pages, and the number is told", async () => {
	await show([brochure("a", 4)]);
	expect([numbers(), text(".reader__number")]).toEqual([[1], "Page 1 of 4"]);
	expect(button("Previous page")?.getAttribute("aria-disabled")).toBe("true");
	button("Next page")?.click();
	await settle();
	expect([numbers(), text("[aria-live=polite]")]).toEqual([[2], "Page 2 of 4"]);
	await press("ArrowRight");
	await press("ArrowRight", { ctrlKey: true });
	expect(numbers()).toEqual([3]);
	await press("End");
	await press("ArrowRight");
	expect([numbers(), button("Next page")?.getAttribute("aria-disabled")]).toEqual([[4], "true"]);
	await press("Home");
	expect(numbers()).toEqual([1]);
	expect(text("a")).toBe("Download2.2 MB");
});

test("a larger page is moved by the arrows and turned by the other keys", async () => {
	await show([brochure("a", 4)]);
	button("Larger")?.click();
	await settle();
	await press("ArrowRight");
	expect(numbers()).toEqual([1]);
	await press("PageDown");
	expect(numbers()).toEqual([2]);
});

test("a wide screen has two pages beside each other; when it is turned the page stays", async () => {
	await show([brochure("a", 6)]);
	await press("ArrowRight");
	isWide.value = true;
	await settle();
	expect([numbers(), text(".reader__number")]).toEqual([[2, 3], "Pages 2 and 3 of 6"]);
	await press("ArrowRight");
	isWide.value = false;
	await settle();
	expect(numbers()).toEqual([4]);
});

test("a brochure of which only the first pages are drawn says so at their end", async () => {
	await show([brochure("old", 9, 1)]);
	expect(text(".reader__number")).toBe("Page 1 of 9");
	expect(text(".reader__fewer")).toBe("The first 1 of 9 pages are shown here. The download has them all.");
});

test("several brochures are chosen by name, each from its cover", async () => {
	await show([brochure("a", 4), brochure("b", 2)]);
	await press("End");
	const choice = dialog.querySelector("select");
	expect([...(choice?.options ?? [])].map((one) => one.textContent)).toEqual(["a", "b"]);
	chosen.value = 1;
	await settle();
	expect([numbers(), text(".reader__number")]).toEqual([[1], "Page 1 of 2"]);
});

test("a page that does not come says so and can be tried again", async () => {
	await show([brochure("a", 2)]);
	dialog.querySelector(".reader__page img:not(.reader__small)")?.dispatchEvent(new Event("error"));
	await settle();
	expect(text(".reader__page [role=alert] p")).toBe("This page could not be loaded.");
	dialog.querySelector<HTMLButtonElement>(".reader__page button")?.click();
	await settle();
	expect(dialog.querySelectorAll(".reader__page img").length).toBe(2);
});
