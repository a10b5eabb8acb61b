import { readdirSync, readFileSync } from "node:fs";
import { expect, test } from "vitest";
import en from "../../src/ui/locales/en.json";
import hans from "../../src/ui/locales/zh-Hans.json";
import hant from "../../src/ui/locales/zh-Hant.json";
import readerEn from "../../src/ui/reader/locales/en.json";
import readerHans from "../../src/ui/reader/locales/zh-Hans.json";
import readerHant from "../../src/ui/reader/locales/zh-Hant.json";
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
const OWN_TABLES: [string, Record<string, string>, Record<string, string>, Record<string, string>][] = [
	["viewer", viewerHans, viewerHant, viewerEn],
	["reader", readerHans, readerHant, readerEn],
];
test.each(OWN_TABLES)(
	"the %s's words exist in all three languages, with the same gaps, and are used",
	(name, hans, hant, en) => {
		const folders = [`src/ui/${name}`, "src/app"].map((folder) => new URL(`../../${folder}/`, import.meta.url));
		const code = folders
			.flatMap((folder) => readdirSync(folder).flatMap((name) => (/tsx?$/.test(name) ? [new URL(name, folder)] : [])))
			.map((file) => readFileSync(file, "utf8"))
			.join("\n");
		for (const key of Object.keys(hans)) {
			expect([key, gaps(hant[key] ?? "")]).toEqual([key, gaps(hans[key])]);
			expect([key, gaps(en[key] ?? "")]).toEqual([key, gaps(hans[key])]);
			expect([key, code.includes(`"${key}"`)]).toEqual([key, true]);
		}
		expect(Object.keys(en).length).toBe(Object.keys(hans).length);
	},
);
