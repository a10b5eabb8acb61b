// @vitest-environment happy-dom
import { beforeEach, expect, test } from "vitest";
import { listenToPointers } from "../../src/app/pointer";

let canvas: HTMLCanvasElement;
let looked: [number, number];
let zoomed: number;
let clicks: [number, number][];

beforeEach(() => {
	canvas = document.createElement("canvas");
	canvas.setPointerCapture = () => {};
	looked = [0, 0];
	zoomed = 0;
	clicks = [];
	const wishes = {
		look: (dx: number, dy: number) => {
			looked = [looked[0] + dx, looked[1] + dy];
		},
		zoom: (metres: number) => {
			zoomed += metres;
		},
		click: (x: number, y: number) => clicks.push([x, y]),
	};
	listenToPointers(canvas, wishes, new AbortController().signal);
});
function point(type: string, pointerId: number, clientX: number, clientY: number) {
	canvas.dispatchEvent(new PointerEvent(type, { pointerId, clientX, clientY, bubbles: true }));
}

test("one finger that stays is a click, one that moves looks around", () => {
	point("pointerdown", 1, 100, 100);
	point("pointerup", 1, 101, 100);
	expect(clicks).toEqual([[101, 100]]);
	point("pointerdown", 1, 100, 100);
	point("pointermove", 1, 130, 110);
	point("pointerup", 1, 130, 110);
	expect(looked).toEqual([30, 10]);
	expect(clicks.length).toBe(1);
});
test("two fingers that part come nearer, that close go farther, and click nothing", () => {
	point("pointerdown", 1, 100, 100);
	point("pointerdown", 2, 200, 100);
	point("pointermove", 2, 300, 100);
	expect(zoomed).toBeLessThan(-1);
	point("pointermove", 2, 200, 100);
	expect(zoomed).toBeCloseTo(0, 6);
	point("pointerup", 2, 200, 100);
	point("pointerup", 1, 100, 100);
	expect(clicks).toEqual([]);
});
test("two fingers that go the same way turn as far as one", () => {
	point("pointerdown", 1, 100, 100);
	point("pointerdown", 2, 200, 100);
	for (let step = 1; step <= 10; step++) {
		point("pointermove", 1, 100 + step * 4, 100);
		point("pointermove", 2, 200 + step * 4, 100);
	}
	expect(looked[0]).toBeCloseTo(40, 6);
	expect(zoomed).toBeCloseTo(0, 6);
});
test("a finger taken away by the system clicks nothing", () => {
	point("pointerdown", 1, 100, 100);
	point("pointercancel", 1, 100, 100);
	point("pointerup", 1, 100, 100);
	expect(clicks).toEqual([]);
});
