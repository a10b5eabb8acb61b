// Buttons and links of a page that open brochures: only when one is pressed is the reader loaded.
import type { PageData } from "./page-data";

/** What names in `data-brochures` where brochures are told opens them, `data-brochure` says which; without it a link is a link. */
export function offerBrochures(root: Document, page: PageData): void {
	for (const opener of root.querySelectorAll<HTMLElement>("[data-brochures]")) {
		const { brochures = "", brochure = "0" } = opener.dataset;
		opener.hidden = false;
		opener.addEventListener("click", async (event) => {
			if (event.ctrlKey || event.metaKey || event.shiftKey) return;
			event.preventDefault();
			const { readBrochures } = await import("./brochure-reader");
			await readBrochures(brochures, page.lang, Number(brochure));
		});
	}
}
