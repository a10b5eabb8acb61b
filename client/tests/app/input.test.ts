// @vitest-environment happy-dom
import { afterEach, beforeEach, expect, test } from "vitest";
import { Input } from "../../src/app/input";
import type { Intent } from "../../src/world/self";

const intent: Intent = { forward: 0, right: 0, run: false, cameraYaw: 0 };
let input: Input;
let keys: string[];
let zoomed: number;
let usesLetters: boolean;

beforeEach(() => {
	document.body.innerHTML = '<input id="text"><input id="radio" type="radio"><button id="button"></button>';
	keys = [];
	zoomed = 0;
	usesLetters = true;
	input = new Input(
		document.createElement("canvas"),
		{ forward: 0, right: 0 },
		{
			look: () => {},
			zoom: (metres) => {
				zoomed += metres;
			},
			click: () => {},
			key: (code) => keys.push(code) > 0,
			usesLetters: () => usesLetters,
		},
	);
});
afterEach(() => input.destroy());
function press(code: string, on: Element = document.body, more: KeyboardEventInit = {}) {
	const event = new KeyboardEvent("keydown", { code, bubbles: true, cancelable: true, ...more });
	on.dispatchEvent(event);
	return event;
}
function read() {
	input.read(intent);
	return [intent.forward, intent.right, intent.run];
}
const byId = (id: string) => document.getElementById(id) ?? document.body;

test("letters and arrows walk until they are let go", () => {
	press("KeyW");
	press("ArrowRight");
	press("ShiftLeft");
	expect(read()).toEqual([1, 1, true]);
	document.body.dispatchEvent(new KeyboardEvent("keyup", { code: "KeyW", bubbles: true }));
	dispatchEvent(new Event("blur"));
	expect(read()).toEqual([0, 0, false]);
});
test("nothing walks while a text is typed or a browser shortcut is pressed", () => {
	press("KeyW", byId("text"));
	press("KeyS", document.body, { ctrlKey: true });
	expect(read()).toEqual([0, 0, false]);
	expect(keys).toEqual([]);
});
test("a control keeps its own keys: arrows on a choice, Enter and space on a button", () => {
	expect(press("ArrowDown", byId("radio")).defaultPrevented).toBe(false);
	expect(press("Enter", byId("button")).defaultPrevented).toBe(false);
	expect(press("Space", byId("button")).defaultPrevented).toBe(false);
	expect(read()).toEqual([0, 0, false]);
	expect(keys).toEqual([]);
});
test("plus and minus zoom", () => {
	press("Equal");
	expect(zoomed).toBeLessThan(0);
	press("Minus");
	expect(zoomed).toBeCloseTo(0, 6);
});
test("with letters off only arrows, Shift, Enter and Escape mean something", () => {
	usesLetters = false;
	for (const code of ["KeyW", "KeyM", "Equal", "Enter", "Escape", "ArrowUp"]) press(code);
	expect(keys.filter((code) => !code.startsWith("Arrow"))).toEqual(["Enter", "Escape"]);
	expect(read()).toEqual([1, 0, false]);
	expect(zoomed).toBe(0);
});
