// The words of the product viewer, which come with it and not with the hall.
import { type Language, speak } from "../words";
import en from "./locales/en.json";
import hans from "./locales/zh-Hans.json";
import hant from "./locales/zh-Hant.json";

export type ViewerKey = keyof typeof hans;
export type ViewerWords = (key: ViewerKey, values?: Record<string, string | number>) => string;

const TABLES: Record<Language, Record<ViewerKey, string>> = { "zh-hans": hans, "zh-hant": hant, en };

export function viewerWordsOf(language: Language): ViewerWords {
	return speak<ViewerKey>(TABLES[language] ?? hans, language);
}
