// The two hand-read messages say the same as the generated reader and writer.
import { expect, test } from "vitest";
import { decode, encode } from "../../src/wire/codec";
import { cellOf, isPlaces, MoveBytes, PLACES_HEAD_BYTES } from "../../src/wire/places";

test("Places is read as the generated reader reads it", () => {
	const data = new Uint8Array([0x90, 7, 0, 44, 1, 9, 0, 1, 2, 3, 1, 10, 0, 4, 5, 6, 2]);
	const fact = decode(data);
	if (fact.type !== "Places") throw new Error(fact.type);
	expect(isPlaces(data)).toBe(true);
	expect(cellOf(data)).toBe(fact.cell);
	expect([...data.subarray(PLACES_HEAD_BYTES)]).toEqual([...fact.places]);
});
test("what is cut short or another message is no Places", () => {
	for (const bytes of [[], [0x90], [0x90, 1, 0, 1, 0, 5], [0x91, 0, 0, 0, 0]]) {
		expect(isPlaces(new Uint8Array(bytes))).toBe(false);
	}
});
test("Move is written as the generated writer writes it, and only when the place is another", () => {
	const bytes = new MoveBytes();
	expect(bytes.fill(1, 1234, 65_000, 200)).toBe(true);
	expect([...bytes.data]).toEqual([...encode({ type: "Move", motion: 1, x: 1234, z: 65_000, yaw: 200, seq: 1 })]);
	expect(bytes.fill(1, 1234, 65_000, 200)).toBe(false);
	bytes.forget();
	expect(bytes.fill(1, 1234, 65_000, 200)).toBe(true);
	expect(bytes.data[7]).toBe(2);
});
