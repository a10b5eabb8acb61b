import { expect, test } from "vitest";
import {
	boothOf,
	contrastWithWhite,
	type DesignSite,
	designOf,
	isSame,
	type KeptDesign,
	keptOf,
	lengthOf,
	withFile,
	withoutFile,
	withProduct,
	withText,
} from "../../src/world/design";

const KEPT: KeptDesign = {
	template: "frame",
	accent: "#224466",
	fascia: { zh_hans: "海蓝", zh_hant: "", en: "" },
	products: [7, 8],
	files: { logo: ["l"], poster: ["a", "b"], video: [], brochure: [] },
};
const TEXTS = { name: "海蓝公司", short_name: "", tagline: "标语", industry: "机械" };
const product = (id: number) => ({
	id,
	names: { zh_hans: `展品${id}`, zh_hant: "", en: "" },
	picture: `/p${id}.webp`,
	bytes: 1000,
});
const SITE: DesignSite = {
	number: "1A01",
	width: 3,
	depth: 3,
	character: "daylight",
	texts: { zh_hans: TEXTS, zh_hant: TEXTS, en: { ...TEXTS, name: "Blue Sea" } },
	products: [7, 8, 9].map(product),
};

test("what was kept is the same when it is kept again; gaps close", () => {
	const design = designOf(KEPT, 4);
	expect(design.places).toEqual([7, 8, null, null]);
	expect(keptOf(design)).toEqual(KEPT);
	const moved = withProduct(design, 3, 7);
	expect(moved.places).toEqual([null, 8, null, 7]);
	expect(keptOf(moved).products).toEqual([8, 7]);
	expect(isSame(design, moved)).toBe(false);
	expect(isSame(design, withProduct(withProduct(design, 2, 9), 2, null))).toBe(true);
});

test("a product that takes another's place gives it its own; no product stands twice", () => {
	expect(withProduct(designOf(KEPT, 4), 1, 7).places).toEqual([8, 7, null, null]);
	expect(withProduct(designOf(KEPT, 4), 0, 9).places).toEqual([9, 8, null, null]);
});

test("a file goes behind the others, over one, and stands once", () => {
	const design = designOf(KEPT, 4);
	expect(withFile(design, "poster", 2, "c").files.poster).toEqual(["a", "b", "c"]);
	expect(withFile(design, "poster", 9, "c").files.poster).toEqual(["a", "b", "c"]);
	expect(withFile(design, "logo", 0, "m").files.logo).toEqual(["m"]);
	expect(withFile(design, "poster", 0, "b").files.poster).toEqual(["b"]);
	expect(withoutFile(design, "poster", "a").files.poster).toEqual(["b"]);
	expect(design.files.poster).toEqual(["a", "b"]);
});

test("the booth falls back as the server does: board text, then name; chosen products, then the first", () => {
	const design = designOf({ ...KEPT, products: [] }, 2);
	const booth = boothOf(design, SITE, "en", (key) => `/files/${key}`);
	expect([booth.fascia, booth.name, booth.logo, booth.posters, booth.video]).toEqual([
		"海蓝",
		"Blue Sea",
		"/files/l",
		["/files/a", "/files/b"],
		null,
	]);
	expect(booth.products.map((one) => one.name)).toEqual(["展品7", "展品8"]);
	expect(boothOf(withText(design, "zh_hans", ""), SITE, "en", () => null).fascia).toBe("Blue Sea");
	expect(boothOf(withProduct(design, 0, 9), SITE, "zh_hant", () => null).products.map((one) => one.id)).toEqual([9]);
});

test("contrast is the one of WCAG, length counts characters", () => {
	expect(contrastWithWhite("#000000")).toBeCloseTo(21);
	expect(contrastWithWhite("#767676")).toBeCloseTo(4.54, 2);
	expect(lengthOf("𠮷野")).toBe(2);
});
