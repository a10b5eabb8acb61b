// @vitest-environment happy-dom
import { expect, test } from "vitest";
import { readPageData } from "../src/app/page-data";

test("page data is read from the page", () => {
	document.body.innerHTML = '<script type="application/json" id="page-data">{"lang":"en","view":"list"}</script>';
	expect(readPageData(document)?.view).toBe("list");
});
test("page data is null on a page without it", () => {
	document.body.innerHTML = "";
	expect(readPageData(document)).toBe(null);
});
