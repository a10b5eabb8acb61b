// The button over a product's picture that brings its 3D model: only then is the viewer loaded.
import type { ProductModel } from "../world/product-model";
import { canDraw } from "./device";
import type { PageData } from "./page-data";

/** Does nothing on a page without a model. */
export function offerModel(root: Document, page: PageData): void {
	const place = root.getElementById("viewer");
	const button = root.getElementById("viewer-open");
	const told = root.getElementById("model-data")?.textContent;
	if (!place || !button || !told) return;
	const model = JSON.parse(told) as ProductModel;
	button.hidden = false;
	button.addEventListener("click", async () => {
		button.hidden = true;
		const { startViewer, sayNoDrawing } = await import("./product-viewer");
		if (canDraw()) startViewer(place, model, page.lang);
		else sayNoDrawing(place, page.lang);
	});
}
