// The button over a product's picture that brings its 3D model: only then is the viewer loaded.
import type { ProductModel } from "../world/product-model";
import { canDraw } from "./device";
import type { PageData } from "./page-data";

interface Surface {
	point: readonly number[];
	normal: readonly number[];
}

/** On the exhibitor's desk: the pressed place into the fields of the new point, to a tenth of a millimetre. */
function fillPlace(root: Document, { point, normal }: Surface): void {
	const values = {
		x: point[0],
		y: point[1],
		z: point[2],
		normal_x: normal[0],
		normal_y: normal[1],
		normal_z: normal[2],
	};
	for (const [name, value] of Object.entries(values)) {
		const field = root.querySelector<HTMLInputElement>(`#new-point [data-place=${name}]`);
		if (field) field.value = String(Math.round(value * 1e4) / 1e4);
	}
}

/** Does nothing on a page without a model. */
export function offerModel(root: Document, page: PageData): void {
	const place = root.getElementById("viewer");
	const button = root.getElementById("viewer-open");
	const told = root.getElementById("model-data")?.textContent;
	if (!place || !button || !told) return;
	const model = JSON.parse(told) as ProductModel;
	button.hidden = false;
	place.addEventListener("surface", (event) => fillPlace(root, (event as CustomEvent<Surface>).detail));
	button.addEventListener("click", async () => {
		button.hidden = true;
		const { startViewer, sayNoDrawing } = await import("./product-viewer");
		if (canDraw()) startViewer(place, model, page.lang);
		else sayNoDrawing(place, page.lang);
	});
}
