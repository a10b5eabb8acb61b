// The words of the brochures' reader, which come with it and not with the hall.
import { type Language, speak } from "../words";
import en from "./locales/en.json";
import hans from "./locales/zh-Hans.json";
import hant from "./locales/zh-Hant.json";

export type ReaderKey = keyof typeof hans;
export type ReaderWords = (key: ReaderKey, values?: Record<string, string | number>) => string;

const TABLES: Record<Language, Record<ReaderKey, string>> = { "zh-hans": hans, "zh-hant": hant, en };

export function readerWordsOf(language: Language): ReaderWords {
	return speak<ReaderKey>(TABLES[language] ?? hans, language);
}
