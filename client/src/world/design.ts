// A booth's design while it is being made: template, colour, board, products in places, files in slots. Nothing here knows a
// server or a screen: every change answers a new design.
import type { HallPlan, PlanBooth, PlanProduct } from "./plan";

export const TEXT_LANGUAGES = ["zh_hans", "zh_hant", "en"] as const;
export type TextLanguage = (typeof TEXT_LANGUAGES)[number];
export type Texts = Readonly<Record<TextLanguage, string>>;
export const SLOTS = ["logo", "poster", "video", "brochure"] as const;
export type SlotName = (typeof SLOTS)[number];

export interface Design {
	readonly template: string;
	/** Like #2f6f8f. */
	readonly accent: string;
	/** The board's text; an empty one falls back to another language, then to the exhibitor's name. */
	readonly fascia: Texts;
	/** The product in each place, null for none. */
	readonly places: readonly (number | null)[];
	/** Keys of uploads in each slot, in order. */
	readonly files: Readonly<Record<SlotName, readonly string[]>>;
}

/** A design as the server keeps it: products without gaps. */
export interface KeptDesign {
	template: string;
	accent: string;
	fascia: Texts;
	products: number[];
	files: Record<SlotName, string[]>;
}

export interface DesignProduct {
	readonly id: number;
	readonly names: Texts;
	readonly picture: string | null;
	/** Bytes of its picture. */
	readonly bytes: number;
	readonly model?: PlanProduct["model"];
}

/** What a booth shows of its exhibitor whatever the design. */
export interface BoothTexts {
	readonly name: string;
	readonly short_name: string;
	readonly tagline: string;
	readonly industry: string;
}

/** Where a design stands: the booth seen from its front, in metres, and who has it. */
export interface DesignSite {
	readonly number: string;
	readonly width: number;
	readonly depth: number;
	/** How its hall is lit. */
	readonly character: string;
	readonly texts: Readonly<Record<TextLanguage, BoothTexts>>;
	readonly products: readonly DesignProduct[];
}

/** Where an upload's picture is read, null for none. */
export type PictureOf = (key: string) => string | null;

export function designOf(kept: KeptDesign, places: number): Design {
	const filled = Array.from({ length: places }, (_, at) => kept.products[at] ?? null);
	return { template: kept.template, accent: kept.accent, fascia: kept.fascia, places: filled, files: kept.files };
}

export function keptOf(design: Design): KeptDesign {
	const files = { logo: [], poster: [], video: [], brochure: [] } as Record<SlotName, string[]>;
	for (const slot of SLOTS) files[slot] = [...design.files[slot]];
	return {
		template: design.template,
		accent: design.accent,
		fascia: design.fascia,
		products: design.places.filter((product) => product !== null),
		files,
	};
}

/** Whether the server would keep the same. */
export function isSame(one: Design, other: Design): boolean {
	return JSON.stringify(keptOf(one)) === JSON.stringify(keptOf(other));
}

export function withText(design: Design, language: TextLanguage, text: string): Design {
	return { ...design, fascia: { ...design.fascia, [language]: text } };
}

/** Puts a product into a place; it leaves the place where it stood, and what stood here goes there. */
export function withProduct(design: Design, place: number, product: number | null): Design {
	const places = [...design.places];
	const from = product === null ? -1 : places.indexOf(product);
	if (from >= 0) places[from] = places[place];
	places[place] = product;
	return { ...design, places };
}

/** Puts a file into a slot: over the one at `at`, or after the last when there is none. The same file stands once. */
export function withFile(design: Design, slot: SlotName, at: number, key: string): Design {
	const keys = design.files[slot].filter((other, place) => other !== key || place === at);
	keys[Math.min(at, keys.length)] = key;
	return { ...design, files: { ...design.files, [slot]: keys } };
}

export function withoutFile(design: Design, slot: SlotName, key: string): Design {
	return { ...design, files: { ...design.files, [slot]: design.files[slot].filter((other) => other !== key) } };
}

/** Characters as the board counts them: one for a letter beyond the first plane too. */
export const lengthOf = (text: string): number => [...text].length;

/** WCAG's contrast, 1 to 21, of a colour like #2f6f8f to white: the rule of the server's `contrast_with_white`. */
export function contrastWithWhite(colour: string): number {
	const [red, green, blue] = [1, 3, 5].map((at) => {
		const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
		return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
	});
	return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

/** The hall in which a booth is looked at alone: it stands in the middle. */
export function hallAround(booth: PlanBooth, character: string): HallPlan {
	const side = 30;
	return {
		version: 1,
		fair: { slug: "", name: "" },
		hall: { slug: "", number: "", name: "", summary: "", width: side, depth: side, height: 12, character },
		entrance: { x: side / 2, z: side - 2, yaw: 0 },
		aisles: [],
		signs: [],
		booths: [{ ...booth, x: side / 2, z: side / 2 }],
	};
}

function firstFilled(texts: Texts, language: TextLanguage): string {
	return texts[language] || TEXT_LANGUAGES.map((other) => texts[other]).find((text) => text !== "") || "";
}

/** The booth as the hall's plan would give it: the same rules as the server's `dressed`. */
export function boothOf(design: Design, site: DesignSite, language: TextLanguage, pictureOf: PictureOf): PlanBooth {
	const texts = site.texts[language];
	const chosen = design.places.flatMap((id) => site.products.find((product) => product.id === id) ?? []);
	const products = chosen.length > 0 ? chosen : site.products.slice(0, design.places.length);
	const shown = (slot: SlotName) => design.files[slot].flatMap((key) => pictureOf(key) ?? []);
	return {
		number: site.number,
		x: 0,
		z: 0,
		width: site.width,
		depth: site.depth,
		facing: "s",
		template: design.template,
		accent: design.accent,
		name: texts.name,
		short_name: texts.short_name || texts.name,
		fascia: firstFilled(design.fascia, language) || texts.short_name || texts.name,
		exhibitor: "",
		industry: texts.industry,
		sample: false,
		tagline: texts.tagline,
		products: products.map((product) => ({
			id: product.id,
			name: firstFilled(product.names, language),
			picture: product.picture,
			model: product.model ?? null,
		})),
		logo: shown("logo")[0] ?? null,
		posters: shown("poster"),
		video: shown("video")[0] ?? null,
		brochures: design.files.brochure.length,
		cover: shown("brochure")[0] ?? null,
	};
}
