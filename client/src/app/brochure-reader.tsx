// The brochures of a booth in a dialog over the page or the hall. Loaded when somebody first opens one.
import "../styles/reader.css";
import { signal } from "@preact/signals";
import { render } from "preact";
import { Reader } from "../ui/reader/reader";
import { readerWordsOf } from "../ui/reader/reader-words";
import type { Language } from "../ui/words";
import type { Brochure } from "../world/brochures";

const WIDE = "(min-width: 60rem) and (min-aspect-ratio: 1)";

/** Opens the dialog; resolves when it is closed. `address` tells the brochures as JSON, `which` is read first. */
export function readBrochures(address: string, language: Language, which = 0): Promise<void> {
	const words = readerWordsOf(language);
	const dialog = document.createElement("dialog");
	dialog.className = "reader";
	dialog.setAttribute("aria-label", words("brochure"));
	document.body.append(dialog);
	// The hall listens to the whole window: what is pressed here is not meant for it.
	for (const kind of ["keydown", "keyup"]) dialog.addEventListener(kind, (event) => event.stopPropagation());
	const brochures = signal<readonly Brochure[] | "loading" | "failed">("loading");
	const load = async () => {
		brochures.value = "loading";
		try {
			const answer = await fetch(address, { credentials: "same-origin" });
			if (!answer.ok) throw new Error(`the brochures answered ${answer.status}`);
			brochures.value = ((await answer.json()) as { items: Brochure[] }).items;
		} catch (error) {
			console.error(error);
			brochures.value = "failed";
		}
	};
	const screen = matchMedia(WIDE);
	const isWide = signal(screen.matches);
	const fit = () => {
		isWide.value = screen.matches;
	};
	screen.addEventListener("change", fit);
	const close = () => dialog.close();
	const retry = () => void load();
	const chosen = signal(which);
	render(
		<Reader words={words} brochures={brochures} chosen={chosen} isWide={isWide} retry={retry} close={close} />,
		dialog,
	);
	dialog.showModal();
	retry();
	return new Promise((done) => {
		dialog.addEventListener("close", () => {
			screen.removeEventListener("change", fit);
			render(null, dialog);
			dialog.remove();
			done();
		});
	});
}
