import { expect, test } from "vitest";
import { pictureName } from "../../src/app/photo";

test("pictures sort by hall, day and time", () => {
	expect(pictureName("h1", new Date(2026, 0, 5, 9, 3))).toBe("h1-2026-01-05-0903.jpg");
});
