import { describe, expect, it } from "vitest";
import { GpuTimer, type TimedContext } from "../../src/scene/gpu-timer";

const TIMER = { TIME_ELAPSED_EXT: 1, GPU_DISJOINT_EXT: 2 };
const [RESULT, AVAILABLE] = [3, 4];

/** A card whose answers come when the test says so. */
class Card {
	isDisjoint = false;
	readonly answers = new Map<object, number>();
	readonly asked: object[] = [];
	made = 0;
	gone = 0;
	constructor(private readonly isTelling = true) {}

	readonly context = {
		QUERY_RESULT: RESULT,
		QUERY_RESULT_AVAILABLE: AVAILABLE,
		getExtension: () => (this.isTelling ? TIMER : null),
		createQuery: () => ({ number: this.made++ }),
		deleteQuery: () => this.gone++,
		beginQuery: (_: number, query: object) => this.asked.push(query),
		endQuery: () => undefined,
		getQueryParameter: (query: object, what: number) =>
			what === AVAILABLE ? this.answers.has(query) : this.answers.get(query),
		getParameter: () => this.isDisjoint,
	} as unknown as TimedContext;

	answer(ns: number): void {
		const next = this.asked.find((query) => !this.answers.has(query));
		if (next) this.answers.set(next, ns);
	}
}

function frame(timer: GpuTimer): void {
	timer.begin();
	timer.end();
}
function told(timer: GpuTimer): number[] {
	const times: number[] = [];
	timer.collect((ms) => times.push(ms));
	return times;
}

describe("the time that the graphics card takes", () => {
	it("is told in milliseconds when the answer has come, in the order of the frames", () => {
		const card = new Card();
		const timer = new GpuTimer(card.context);
		frame(timer);
		frame(timer);
		expect(told(timer)).toEqual([]);
		card.answer(4_000_000);
		card.answer(6_500_000);
		expect(told(timer)).toEqual([4, 6.5]);
		expect(told(timer)).toEqual([]);
	});
	it("is thrown away around a hiccup of the card", () => {
		const card = new Card();
		const timer = new GpuTimer(card.context);
		frame(timer);
		card.answer(4_000_000);
		card.isDisjoint = true;
		expect(told(timer)).toEqual([]);
		card.isDisjoint = false;
		expect(told(timer)).toEqual([]);
	});
	it("is not told where the browser does not tell it", () => {
		const card = new Card(false);
		const timer = new GpuTimer(card.context);
		frame(timer);
		expect(timer.isThere).toBe(false);
		expect(told(timer)).toEqual([]);
		expect(card.made).toBe(0);
	});
	it("asks for no more than a few at a time, and uses what it asked with again", () => {
		const card = new Card();
		const timer = new GpuTimer(card.context);
		for (let at = 0; at < 50; at++) frame(timer);
		expect(card.made).toBe(8);
		for (let at = 0; at < 8; at++) card.answer(1_000_000);
		expect(told(timer)).toHaveLength(8);
		timer.destroy();
		expect(card.gone).toBe(8);
	});
});
