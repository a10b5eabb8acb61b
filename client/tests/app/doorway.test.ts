import { expect, test } from "vitest";
import { listInstead } from "../../src/app/doorway";
import type { PageData } from "../../src/app/page-data";

const page: PageData = {
	lang: "en",
	fair: null,
	hall: null,
	booth: null,
	view: "walk",
	person: null,
	csrf: "",
	api: "/api/",
	urls: { list: "/en/fairs/f/halls/h1/" },
	languages: [],
};

test("a device without WebGL is led to the list with the reason and the booth it came for", () => {
	expect(listInstead(page)).toBe("/en/fairs/f/halls/h1/?without=3d");
	expect(listInstead({ ...page, booth: "1A01" })).toBe("/en/fairs/f/halls/h1/?without=3d&booth=1A01");
});
