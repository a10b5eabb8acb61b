// The bookmarks of a page answer at once, without loading it anew. Without this script they are forms that do the same.
import { keepSaved } from "../net/saved";

/** Takes over every form[data-save] under `root`; what cannot be saved here goes the form's own way and is told there. */
export function easeSaving(root: Document, url: string, csrf: string): void {
	root.addEventListener("submit", (event) => {
		const form = event.target;
		if (!(form instanceof HTMLFormElement) || !form.dataset.save) return;
		const button = form.querySelector<HTMLButtonElement>("button[name=keep]");
		if (!button) return;
		event.preventDefault();
		const isKept = button.value === "yes";
		show(root, form.dataset.save, isKept);
		void keepSaved(url, csrf, form.dataset.save, isKept).then((refused) => {
			if (refused === null) return;
			show(root, form.dataset.save ?? "", !isKept);
			button.value = isKept ? "yes" : "no";
			const keep = Object.assign(root.createElement("input"), { type: "hidden", name: "keep", value: button.value });
			form.append(keep);
			form.submit();
		});
	});
}

/** The same thing can have several bookmarks on a page. */
function show(root: Document, thing: string, isKept: boolean): void {
	for (const form of root.querySelectorAll<HTMLFormElement>("form[data-save]")) {
		const button = form.dataset.save === thing && form.querySelector<HTMLButtonElement>("button[name=keep]");
		if (!button) continue;
		button.value = isKept ? "no" : "yes";
		button.setAttribute("aria-pressed", String(isKept));
	}
}
