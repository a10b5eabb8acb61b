import { expect, test } from "vitest";
import { heightStep, pack, partOf, unpack } from "../../src/world/look";

test("a look is the same word after it was taken apart and put together", () => {
	for (const look of [0, 0x123456, 0xffffff, 0x7fffffff, 0x5a5a5a5a]) expect(pack(unpack(look))).toBe(look);
});

test("parts do not touch each other", () => {
	const look = pack({ ...unpack(0), glasses: 1, tone: 2, height: 15, ribbon: 9 });
	expect(look).toBe((1 << 24) + (2 << 25) + (15 << 27) + (9 << 20));
	expect(partOf("ribbon", look)).toBe(9);
	expect(partOf("hair", look)).toBe(0);
});

test("a height can be kept when body and hair change", () => {
	const tall = heightStep(0x123456);
	const changed = { ...unpack(0x123456), body: 3, hair: 9 };
	const wanted = (tall - changed.body * 7 - changed.hair * 5) & 15;
	expect(heightStep(pack({ ...changed, height: wanted }))).toBe(tall);
});
