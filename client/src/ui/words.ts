// The words of the panels in the reader's language. The pages' own words come from the server.
import en from "./locales/en.json";
import hans from "./locales/zh-Hans.json";
import hant from "./locales/zh-Hant.json";

export type Language = "zh-hans" | "zh-hant" | "en";
export type Key = keyof typeof hans;
export type Words = (key: Key, values?: Record<string, string | number>) => string;

const TABLES: Record<Language, Record<Key, string>> = { "zh-hans": hans, "zh-hant": hant, en };

/** The words of a language; `{name}` in them is filled from `values`. */
export function wordsOf(language: Language): Words {
	return speak(TABLES[language] ?? hans, language);
}

/** The same for a table that only one page needs. */
export function speak<Key extends string>(
	table: Record<Key, string>,
	language: Language,
): (key: Key, values?: Record<string, string | number>) => string {
	const number = new Intl.NumberFormat(language === "en" ? "en" : "zh");
	return (key, values = {}) =>
		table[key].replace(/\{(\w+)\}/g, (_, name: string) => {
			const value = values[name];
			return typeof value === "number" ? number.format(value) : String(value ?? "");
		});
}
