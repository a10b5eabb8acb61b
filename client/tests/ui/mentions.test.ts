import { expect, test } from "vitest";
import { mentionAt, mentionsIn, offered, partsOf } from "../../src/ui/mentions";

test("a name is typed after an @ that begins a word", () => {
	expect(mentionAt("hi @an", 6)).toEqual({ start: 3, letters: "an" });
	expect(mentionAt("@访客 0", 5)).toEqual({ start: 0, letters: "访客 0" });
	expect(mentionAt("hi @an", 2)).toBe(null);
	expect(mentionAt("mail a@b", 8)).toBe(null);
	expect(mentionAt("hi @an ", 7)).toBe(null);
	expect(mentionAt("no sign", 7)).toBe(null);
});
test("names that begin with the letters come first, each person once, oneself never", () => {
	const people = [
		{ person: "1", name: "Joanna" },
		{ person: "2", name: "Ann" },
		{ person: "2", name: "Ann" },
		{ person: "3", name: "ＡＮＮＥ" },
		{ person: "me", name: "Anna" },
		{ person: "4", name: "" },
	];
	expect(offered("an", people, "me").map(({ person }) => person)).toEqual(["2", "3", "1"]);
});
test("only people whose name is still in the text are called", () => {
	const named = [
		{ person: "1", name: "Ann" },
		{ person: "2", name: "Ben" },
		{ person: "1", name: "Ann" },
	];
	expect(mentionsIn("@Ann hello", named)).toEqual(["1"]);
});
test("a text is cut at the longest name that is called", () => {
	expect(partsOf("hi @Ann Lee and @Ann!", ["Ann", "Ann Lee"])).toEqual([
		{ text: "hi ", isName: false },
		{ text: "@Ann Lee", isName: true },
		{ text: " and ", isName: false },
		{ text: "@Ann", isName: true },
		{ text: "!", isName: false },
	]);
	expect(partsOf("@Ann", [])).toEqual([{ text: "@Ann", isName: false }]);
});
