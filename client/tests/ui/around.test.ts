import { expect, test } from "vitest";
import { tellAround } from "../../src/ui/around";
import { wordsOf } from "../../src/ui/words";
import { PLAN } from "../world/hall";

test("what is around is told in a sentence, in the reader's language", () => {
	const here = { x: 10, z: 14, yaw: Math.PI };
	expect(tellAround(wordsOf("en"), PLAN, here, 0)).toBe(
		"Behind you, 3 m: 1A01 Company 1A01; behind you, 10 m: 1A02 Company 1A02; nobody is near you.",
	);
	expect(tellAround(wordsOf("zh-hans"), { ...PLAN, booths: [] }, here, 3)).toBe("12 米内没有展位；附近 3 人。");
	expect(tellAround(wordsOf("zh-hant"), null, here, 3)).toBe("12 公尺內沒有攤位；附近 3 人。");
});
