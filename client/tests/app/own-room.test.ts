import { expect, test } from "vitest";
import { roomWay, sceneViewerLink } from "../../src/app/own-room";
import type { ProductModel } from "../../src/world/product-model";

const ANDROID = "Mozilla/5.0 (Linux; Android 15; Pixel 9) Chrome/140";
const model: ProductModel = {
	product: 7,
	name: "Tea & pot",
	poster: null,
	levels: [{ url: "/media/uploads/a/0.glb", bytes: 1, triangles: 1 }],
	plain: "/media/uploads/a/plain.glb",
	page: "https://fair.example/en/fairs/f/products/7/",
	hotspots: [],
};

test("each phone gets the way it has, and no other device any", () => {
	expect(roomWay(ANDROID, false, true, model)).toBe("android");
	expect(roomWay(ANDROID, false, false, model)).toBe(null);
	expect(roomWay(ANDROID, false, true, { ...model, plain: null })).toBe(null);
	expect(roomWay("iPhone", true, true, model)).toBe("ios");
	expect(roomWay("X11; Linux", false, true, model)).toBe(null);
});
test("Android's viewer is handed the plain file's whole address, and the page to come back to", () => {
	const link = sceneViewerLink(model, "/media/uploads/a/plain.glb");
	const [head, intent] = link.split("#Intent;");
	const asked = new URL(head.replace("intent://", "https://")).searchParams;
	expect(asked.get("file")).toBe("https://fair.example/media/uploads/a/plain.glb");
	expect(asked.get("title")).toBe("Tea & pot");
	expect(intent).toContain(`S.browser_fallback_url=${encodeURIComponent(model.page)};`);
	expect(intent.endsWith(";end;")).toBe(true);
});
