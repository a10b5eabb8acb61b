// A product in one's own room: the phone's own viewer is handed the model. Android by a link, iOS by a file made here.
import type { ProductModel } from "../world/product-model";

/** What this device offers. Android's viewer fetches the file by itself, so it needs https. */
export type RoomWay = "android" | "ios" | null;

export function roomWay(agent: string, supportsQuickLook: boolean, isSecure: boolean, model: ProductModel): RoomWay {
	if (supportsQuickLook) return "ios";
	return /Android/.test(agent) && isSecure && model.plain ? "android" : null;
}

/** The address that opens Android's Scene Viewer, by the scheme its documentation gives; without it the page opens again. */
export function sceneViewerLink(model: ProductModel, plain: string): string {
	const asked = new URLSearchParams({ file: new URL(plain, model.page).href, mode: "ar_preferred", title: model.name });
	const back = encodeURIComponent(model.page);
	return (
		`intent://arvr.google.com/scene-viewer/1.0?${asked}#Intent;scheme=https;` +
		"package=com.google.android.googlequicksearchbox;action=android.intent.action.VIEW;" +
		`S.browser_fallback_url=${back};end;`
	);
}

/** Opens iOS's Quick Look with a USDZ file. It wants a link with a picture in it. */
export function openQuickLook(file: Blob): void {
	const link = document.createElement("a");
	link.rel = "ar";
	link.href = URL.createObjectURL(file);
	link.append(document.createElement("img"));
	link.click();
	setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}
