// The saved list in the hall: loaded once, changed at once on the screen and then at the website.
import { fetchSaved, keepSaved } from "../net/saved";
import type { Words } from "../ui/words";
import { Saved } from "../world/saved";
import type { PageData } from "./page-data";

export class Saving {
	readonly saved = new Saved();
	private readonly url: string;

	constructor(
		private readonly page: PageData,
		fair: string,
		private readonly words: Words,
		private readonly announce: (text: string) => void,
	) {
		this.url = `${page.api}fairs/${fair}/saved`;
	}

	async load(): Promise<void> {
		const items = await fetchSaved(this.url, this.page.lang);
		if (items) this.saved.list.value = items;
	}

	/** Puts `thing` (exhibitors/SLUG, products/NUMBER) on the list or takes it off; says what came of it. */
	async keep(thing: string, name: string, isKept: boolean): Promise<void> {
		const { saved, words } = this;
		saved.wish(thing, isKept);
		const refused = await keepSaved(this.url, this.page.csrf, thing, isKept);
		if (refused === null) await this.load();
		saved.settle(thing);
		if (refused === null) this.announce(words(isKept ? "saved.kept" : "saved.dropped", { name }));
		else this.announce(refused || words("saved.failed", { name }));
	}
}
