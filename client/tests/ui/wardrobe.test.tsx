// @vitest-environment happy-dom
import { render } from "preact";
import { beforeEach, expect, test, vi } from "vitest";
import { later } from "../../src/ui/later";
import { type Mirror, Wardrobe, type WardrobeProps } from "../../src/ui/wardrobe";
import { wordsOf } from "../../src/ui/words";
import { bodyOf, heightStep, partOf } from "../../src/world/look";
import { settle } from "./test-talk";

let place: HTMLElement;
let shown: number[];
let kept: number[];
let refusal: string | null;
const words = wordsOf("en");
const mirror = async (): Promise<Mirror> => ({
	show: (look) => void shown.push(look),
	turn: () => {},
	showFace: () => {},
	destroy: () => void shown.push(-1),
});
const save = async (look: number) => {
	kept.push(look);
	return refusal;
};
const radio = (label: string) =>
	[...place.querySelectorAll("label")]
		.find((one) => one.textContent === label)
		?.querySelector("input") as HTMLInputElement;
const button = (label: string) =>
	[...place.querySelectorAll("button")].find((one) => one.textContent === label) as HTMLButtonElement;

async function open(look: number) {
	const Part = later<WardrobeProps>(async () => Wardrobe);
	render(<Part words={words} look={look} save={save} mirror={mirror} />, place);
	await vi.waitFor(() => expect(shown.length).toBe(1));
}

beforeEach(() => {
	render(null, document.body);
	document.body.innerHTML = "";
	place = document.createElement("div");
	document.body.append(place);
	shown = [];
	kept = [];
	refusal = null;
});

test("a stranger's look is shown as one could have chosen it, as tall as before", async () => {
	await open(0x12340f);
	expect(bodyOf(shown[0])).toBe(7);
	expect(partOf("body", shown[0])).toBe(7);
	expect(heightStep(shown[0])).toBe(heightStep(0x12340f));
	expect(button("Wear this").disabled).toBe(true);
});

test("what is chosen is seen at once and kept when one wishes it", async () => {
	await open(0);
	radio("Skirt suit, hair up").click();
	radio("Glasses").click();
	await settle();
	const last = shown[shown.length - 1];
	expect([partOf("body", last), partOf("glasses", last), heightStep(last)]).toEqual([4, 1, heightStep(0)]);
	button("Wear this").click();
	await settle();
	await settle();
	expect(kept).toEqual([last]);
	expect(place.querySelector("[role=status]")?.textContent).toContain("Everybody sees you like this now.");
	expect(button("Wear this").disabled).toBe(true);
});

test("a refusal stands beside the button, and the choice stays", async () => {
	refusal = "There is no such look.";
	await open(0);
	radio("Shirt, beard").click();
	await settle();
	button("Wear this").click();
	await settle();
	await settle();
	expect(place.querySelector("[role=alert]")?.textContent).toBe(refusal);
	expect(radio("Shirt, beard").checked).toBe(true);
	expect(button("Wear this").disabled).toBe(false);
});

test("the mirror is given up with the panel", async () => {
	await open(0);
	render(null, place);
	await vi.waitFor(() => expect(shown[shown.length - 1]).toBe(-1));
});
