// The words of the booth editor in the reader's language. Refusals come from the server.
import { type Language, speak } from "../../ui/words";
import en from "./words/en.json";
import hans from "./words/zh-Hans.json";
import hant from "./words/zh-Hant.json";

export type Key = keyof typeof hans;
export type Words = (key: Key, values?: Record<string, string | number>) => string;

const TABLES: Record<Language, Record<Key, string>> = { "zh-hans": hans, "zh-hant": hant, en };

export function wordsOf(language: Language): Words {
	return speak(TABLES[language] ?? hans, language);
}

/** Bytes as people say them: 214 kB, 1.4 MB. */
export function bytesSaid(bytes: number, language: Language): string {
	const [value, unit] = bytes < 1_000_000 ? [Math.ceil(bytes / 1000), "kB"] : [bytes / 1_000_000, "MB"];
	return `${new Intl.NumberFormat(language, { maximumFractionDigits: 1 }).format(value)} ${unit}`;
}
