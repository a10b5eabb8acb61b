// What the page tells the client about itself: the JSON the template embeds. No state lives here.
import type { Language } from "../ui/words";

export interface PageData {
	lang: Language;
	fair: { slug: string; name: string } | null;
	hall: { slug: string; number: string; name: string } | null;
	booth: string | null;
	view: "home" | "list" | "walk" | "other";
	person: { id: string; name: string; kind: string } | null;
	csrf: string;
	api: string;
	urls: Partial<Record<"list" | "walk" | "enter" | "signIn" | "home" | "theme", string>>;
	/** This page in each language, in the languages' own names. */
	languages: { code: Language; lang: string; name: string; url: string }[];
}

/** The page's data, or null on a page that embeds none. */
export function readPageData(root: Document): PageData | null {
	const text = root.getElementById("page-data")?.textContent;
	return text ? (JSON.parse(text) as PageData) : null;
}
