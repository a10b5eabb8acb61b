import { expect, test } from "vitest";
import { News, type PutAway } from "../../src/world/news";

const told = (text: string, at: number) => ({ text, at, isFromOrganiser: true });

test("what is told live and read again is one; newest first", () => {
	const news = new News();
	news.tell(told("Opening", 10_000));
	news.recall([told("Lunch", 500_000), told("Opening", 9_000)]);
	expect(news.list.value.map((one) => one.text)).toEqual(["Lunch", "Opening"]);
});

test("what was put away stays away after a reload, and shows again when it is told anew", () => {
	let kept: PutAway = {};
	const news = new News();
	news.onPutAway = (gone) => {
		kept = gone;
	};
	news.tell(told("Opening", 1_000_000));
	news.putAway(news.list.value[0]);
	expect(news.list.value).toEqual([]);
	const reloaded = new News(kept);
	reloaded.recall([told("Opening", 1_000_000)]);
	expect(reloaded.list.value).toEqual([]);
	reloaded.recall([told("Opening", 2_000_000)]);
	expect(reloaded.list.value.length).toBe(1);
});

test("only what is new is called out, and the server's own word settles", () => {
	const news = new News();
	const called: string[] = [];
	news.onTold = (one) => called.push(one.text);
	news.recall([told("Earlier", 1)]);
	news.tell({ text: "Restart", at: 5, isFromOrganiser: false });
	news.settle();
	expect(called).toEqual(["Restart"]);
	expect(news.list.value.map((one) => one.text)).toEqual(["Earlier"]);
});
