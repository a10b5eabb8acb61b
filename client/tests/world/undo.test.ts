import { expect, test } from "vitest";
import { UndoStack } from "../../src/world/undo";

test("goes back and forth through every step and says what it was", () => {
	const stack = new UndoStack("a");
	stack.change("b", "colour", 0);
	stack.change("c", "template", 10);
	expect([stack.undo(), stack.now, stack.undo(), stack.now]).toEqual(["template", "b", "colour", "a"]);
	expect([stack.canUndo, stack.undo(), stack.now]).toEqual([false, null, "a"]);
	expect([stack.redo(), stack.redo(), stack.now, stack.redo()]).toEqual(["colour", "template", "c", null]);
});

test("typing in one field is one step until one pauses", () => {
	const stack = new UndoStack("");
	for (const [at, text] of ["s", "se", "sea"].entries()) stack.change(text, "text", at * 300);
	stack.change("seas", "text", 9000);
	expect([stack.undo(), stack.now]).toEqual(["text", "sea"]);
	expect([stack.undo(), stack.now, stack.canUndo]).toEqual(["text", "", false]);
});

test("what is new ends what could be done again, and does not join the step that was undone", () => {
	const stack = new UndoStack(0);
	stack.change(1, "x", 0);
	stack.undo();
	stack.change(2, "x", 1);
	expect([stack.canRedo, stack.now, stack.undo(), stack.now]).toEqual([false, 2, "x", 0]);
});

test("keeps two hundred steps", () => {
	const stack = new UndoStack(0);
	for (let i = 1; i <= 300; i++) stack.change(i, `${i}`, i);
	let steps = 0;
	while (stack.undo()) steps++;
	expect([steps, stack.now]).toEqual([200, 100]);
});
