// The entry of the desk's files page: files are dropped or chosen, sent one after the other, and the list follows their checks.
import "../styles/files.css";
import { WebsiteRefused } from "../net/website";
import { sendWith } from "../pages/booth-editor/server";
import { readPageData } from "./page-data";

const LOOK_EVERY_MS = 1000;

const page = readPageData(document);
const place = document.getElementById("desk-files");
const form = place?.querySelector<HTMLFormElement>(".files-bring");
const input = form?.querySelector<HTMLInputElement>("input[type=file]");

if (page?.fair && place && form && input) {
	const exhibitor = place.dataset.exhibitor ?? "";
	const asked = new URLSearchParams({ exhibitor, lang: page.lang });
	const address = `${page.api}fairs/${page.fair.slug}/uploads?${asked}`;
	const send = sendWith(page.csrf);
	const errands = form.querySelector<HTMLElement>(".files-bring__errands");
	let waiting: Promise<void> = Promise.resolve();

	const bring = async (file: File, row: HTMLElement): Promise<void> => {
		const bar = document.createElement("progress");
		row.textContent = `${file.name} · ${form.dataset.sending}`;
		row.append(bar);
		try {
			await send(address, file, (share) => {
				bar.value = share;
			});
			row.remove();
		} catch (error) {
			const told = error instanceof WebsiteRefused ? error.message : "";
			row.textContent = `${file.name}: ${told || form.dataset.offline}`;
			row.classList.add("files-errand--refused");
		}
		await look();
	};
	const bringAll = (files: Iterable<File>): void => {
		for (const file of files) {
			const row = document.createElement("li");
			row.textContent = file.name;
			errands?.append(row);
			waiting = waiting.then(() => bring(file, row));
		}
	};

	const hint = form.querySelector<HTMLElement>(".files-bring__drop");
	if (hint) {
		hint.textContent = form.dataset.drop ?? "";
		hint.hidden = false;
	}
	form.querySelector<HTMLElement>(".actions")?.setAttribute("hidden", "");
	input.addEventListener("change", () => {
		bringAll([...(input.files ?? [])]);
		input.value = "";
	});
	form.addEventListener("submit", (event) => event.preventDefault());
	form.addEventListener("dragover", (event) => {
		event.preventDefault();
		form.classList.add("files-bring--over");
	});
	form.addEventListener("dragleave", () => form.classList.remove("files-bring--over"));
	form.addEventListener("drop", (event) => {
		event.preventDefault();
		form.classList.remove("files-bring--over");
		bringAll([...(event.dataTransfer?.files ?? [])]);
	});
	follow();
}

/** Looks again while something is being checked. */
function follow(): void {
	const list = document.getElementById("files-list");
	for (const note of list?.querySelectorAll<HTMLElement>("[data-without-script]") ?? []) note.hidden = true;
	if (list?.dataset.unfinished === "yes") setTimeout(() => void look(), LOOK_EVERY_MS);
}

/** Puts the list as it is now in place of the one shown; what had the focus has it again. */
async function look(): Promise<void> {
	const text = await fetch(location.href, { credentials: "same-origin" })
		.then((answer) => (answer.ok ? answer.text() : ""))
		.catch(() => "");
	const fresh = text && new DOMParser().parseFromString(text, "text/html").getElementById("files-list");
	const list = document.getElementById("files-list");
	if (fresh && list) {
		const focused = document.activeElement?.id;
		list.replaceWith(document.adoptNode(fresh));
		if (focused) document.getElementById(focused)?.focus();
		follow();
	} else setTimeout(() => void look(), LOOK_EVERY_MS * 5);
}
