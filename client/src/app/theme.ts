// Light and dark without a new page; the form works without this file too.

/** Sends the theme's form in the background and shows the choice at once. */
export function easeTheme(root: Document): void {
	const form = root.querySelector<HTMLFormElement>("form[data-theme-form]");
	form?.addEventListener("submit", (event) => {
		const choice = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "";
		if (choice === "") return;
		event.preventDefault();
		const data = new FormData(form);
		data.set("theme", choice);
		if (choice === "auto") delete root.documentElement.dataset.theme;
		else root.documentElement.dataset.theme = choice;
		for (const button of form.querySelectorAll<HTMLButtonElement>("button[name=theme]")) {
			button.setAttribute("aria-pressed", String(button.value === choice));
		}
		void fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => form.submit());
	});
}
