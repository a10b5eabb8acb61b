// One's own look: kept at the website, carried by the pass, and shown to all by coming in anew. Choosing it is ui/wardrobe.tsx.
import type { Connection } from "../net/socket";
import { askerFor, WebsiteRefused } from "../net/website";
import type { Mirror } from "../ui/wardrobe";
import type { Words } from "../ui/words";
import type { Self } from "../world/self";
import type { PageData } from "./page-data";

export interface Dressing {
	/** Keeps a look; null, or the sentence that says why not. */
	saveLook(look: number): Promise<string | null>;
	mirror(canvas: HTMLCanvasElement, isStill: boolean): Promise<Mirror>;
}

export function prepareDressing(page: PageData, words: Words, self: Self, connection: Connection): Dressing {
	return {
		saveLook: async (look) => {
			try {
				await askerFor(page.csrf)("PUT", `${page.api}live/look`, { look });
			} catch (error) {
				return (error instanceof WebsiteRefused && error.refusal.message) || words("wardrobe.failed");
			}
			self.look = look;
			void connection.renew();
			return null;
		},
		mirror: async (canvas, isStill) => {
			const { createPreview } = await import("../scene/people/preview");
			return createPreview(canvas, "/static/client/assets/", isStill);
		},
	};
}
