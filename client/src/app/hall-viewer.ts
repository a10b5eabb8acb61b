// A product's viewer in a dialog over the hall. Loaded when somebody first opens one.
import { viewerWordsOf } from "../ui/viewer/viewer-words";
import type { Language } from "../ui/words";
import type { PlanProduct } from "../world/plan";
import type { ProductModel } from "../world/product-model";

/** Opens the dialog; resolves when it is closed. `address` tells the product's model as JSON. */
export function showInDialog(product: PlanProduct, address: string, language: Language): Promise<void> {
	const words = viewerWordsOf(language);
	const dialog = document.createElement("dialog");
	dialog.className = "viewer-dialog";
	dialog.setAttribute("aria-label", product.name);
	const head = document.createElement("header");
	head.className = "viewer-dialog__head";
	const title = document.createElement("h2");
	title.textContent = product.name;
	const close = document.createElement("button");
	close.type = "button";
	close.className = "panel__close";
	close.setAttribute("aria-label", words("close"));
	close.textContent = "×";
	close.addEventListener("click", () => dialog.close());
	head.append(title, close);
	const stage = document.createElement("div");
	stage.className = "viewer-dialog__picture";
	if (product.picture) {
		const poster = document.createElement("img");
		poster.src = product.picture;
		poster.alt = "";
		stage.append(poster);
	}
	dialog.append(head, stage);
	document.body.append(dialog);
	// The hall listens to the whole window: what is pressed here is not meant for it.
	for (const kind of ["keydown", "keyup"]) dialog.addEventListener(kind, (event) => event.stopPropagation());
	dialog.showModal();
	let end = () => {};
	const begin = async () => {
		try {
			const answer = await fetch(address);
			if (!answer.ok) throw new Error(`the model answered ${answer.status}`);
			const model = (await answer.json()) as ProductModel;
			// As a second door to the same script its parts would count as shared, and the hall would load them.
			const { startViewer } = await import("./product-viewer");
			if (dialog.open) end = startViewer(stage, model, language);
		} catch (error) {
			console.error(error);
			const note = document.createElement("p");
			note.className = "viewer__note";
			note.setAttribute("role", "alert");
			note.textContent = words("failed");
			stage.append(note);
		}
	};
	void begin();
	return new Promise((done) => {
		dialog.addEventListener("close", () => {
			end();
			dialog.remove();
			done();
		});
	});
}
