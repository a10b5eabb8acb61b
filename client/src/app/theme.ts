// Light and dark without a new page; the form works without this file too.
export type Theme = "auto" | "light" | "dark";

/** What the page shows now. */
export function themeOf(root: Document): Theme {
	const { theme } = root.documentElement.dataset;
	return theme === "light" || theme === "dark" ? theme : "auto";
}

function show(root: Document, choice: Theme): void {
	if (choice === "auto") delete root.documentElement.dataset.theme;
	else root.documentElement.dataset.theme = choice;
}

/** Shows the choice at once and has the website keep it. Where it is not kept, the next page looks as before. */
export function chooseTheme(root: Document, choice: Theme, url: string, csrf: string): void {
	show(root, choice);
	const body = new URLSearchParams({ theme: choice, csrfmiddlewaretoken: csrf });
	void fetch(url, { method: "POST", body, redirect: "manual" }).catch(() => {});
}

/** Sends the theme's forms, in the head or on phones in the foot, in the background and shows the choice at once. */
export function easeTheme(root: Document): void {
	const forms = [...root.querySelectorAll<HTMLFormElement>("form[data-theme-form]")];
	for (const form of forms) {
		form.addEventListener("submit", (event) => {
			const value = event.submitter instanceof HTMLButtonElement ? event.submitter.value : "";
			if (value === "") return;
			event.preventDefault();
			const choice: Theme = value === "light" || value === "dark" ? value : "auto";
			const data = new FormData(form);
			data.set("theme", choice);
			show(root, choice);
			for (const button of forms.flatMap((one) => [...one.querySelectorAll<HTMLButtonElement>("button[name=theme]")])) {
				button.setAttribute("aria-pressed", String(button.value === choice));
			}
			void fetch(form.action, { method: "POST", body: data, redirect: "manual" }).catch(() => form.submit());
		});
	}
}
