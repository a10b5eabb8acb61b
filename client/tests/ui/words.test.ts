import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "../../src/ui/locales/en.json";
import hans from "../../src/ui/locales/zh-Hans.json";
import hant from "../../src/ui/locales/zh-Hant.json";
import viewerEn from "../../src/ui/viewer/locales/en.json";
import viewerHans from "../../src/ui/viewer/locales/zh-Hans.json";
import viewerHant from "../../src/ui/viewer/locales/zh-Hant.json";
import { type Key, wordsOf } from "../../src/ui/words";

const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
const keys = Object.keys(hans) as Key[];

test("words exist in all three languages", () => {
	expect(Object.keys(hant).sort()).toEqual(Object.keys(hans).sort());
	expect(Object.keys(en).sort()).toEqual(Object.keys(hans).sort());
	for (const table of [hans, hant, en]) expect(Object.values(table).filter((text) => text.trim() === "")).toEqual([]);
});
test("words have the same gaps in all three languages", () => {
	for (const key of keys) {
		expect([key, gaps(hant[key])]).toEqual([key, gaps(hans[key])]);
		expect([key, gaps(en[key])]).toEqual([key, gaps(hans[key])]);
	}
});
test("words are all used by some panel", () => {
	const folders = ["src/ui", "src/app"].map((folder) => new URL(`../../${folder}/`, import.meta.url));
	const code = folders
		.flatMap((folder) => readdirSync(folder).flatMap((name) => (/tsx?$/.test(name) ? [new URL(name, folder)] : [])))
		.map((file) => readFileSync(file, "utf8"))
		.join("\n");
	const built = /^(panel|settings|loading|body|link.to)\./;
	expect(keys.filter((key) => !built.test(key) && !code.includes(`"${key}"`))).toEqual([]);
});
test("words fill their gaps, numbers in the reader's way", () => {
	expect(wordsOf("en")("top.online", { count: 1234 })).toBe("1,234 online");
	expect(wordsOf("zh-hant")("top.online", { count: 3 })).toBe("線上 3 人");
});
test("the viewer's words exist in all three languages, with the same gaps, and are used", () => {
	const folders = ["src/ui/viewer", "src/app"].map((folder) => new URL(`../../${folder}/`, import.meta.url));
	const code = folders
		.flatMap((folder) => readdirSync(folder).flatMap((name) => (/tsx?$/.test(name) ? [new URL(name, folder)] : [])))
		.map((file) => readFileSync(file, "utf8"))
		.join("\n");
	for (const key of Object.keys(viewerHans) as (keyof typeof viewerHans)[]) {
		expect([key, gaps(viewerHant[key] ?? "")]).toEqual([key, gaps(viewerHans[key])]);
		expect([key, gaps(viewerEn[key] ?? "")]).toEqual([key, gaps(viewerHans[key])]);
		expect([key, code.includes(`"${key}"`)]).toEqual([key, true]);
	}
	expect(Object.keys(viewerEn).length).toBe(Object.keys(viewerHans).length);
});
