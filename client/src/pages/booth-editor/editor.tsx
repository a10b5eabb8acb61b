// The booth editor put together: choices on the left, the booth in 3D, on a phone and as a page on the right; one at a time where
// there is no room. It takes the place of the form, which does the same without script.
import { signal } from "@preact/signals";
import { render } from "preact";
import { useEffect } from "preact/hooks";
import { BROWSER_TIME } from "../../net/link";
import { EditorBar, EditorNotices } from "./bar";
import { Controls } from "./controls";
import { type Drawer, EditorDesk } from "./desk";
import { Files } from "./files";
import { PageView } from "./page-view";
import { type Editor, spoken } from "./parts";
import { SceneView } from "./scene-view";
import { serverFor } from "./server";
import { Slots } from "./slots";
import { type Key, wordsOf } from "./words";

const TABS = ["design", "scene", "phone", "page"] as const;
const PHONE = { width: 390, height: 760 };
const COMPUTER = { width: 1280, height: 860 };
const tab = signal<(typeof TABS)[number]>("design");

function Tabs({ editor: { words } }: { editor: Editor }) {
	const move = (by: number) => {
		const next = TABS[(TABS.indexOf(tab.peek()) + by + TABS.length) % TABS.length];
		tab.value = next;
		document.getElementById(`editor-tab-${next}`)?.focus();
	};
	return (
		<div class="editor-tabs" role="tablist" aria-label={words("tabs.label")}>
			{TABS.map((name) => (
				<button
					key={name}
					id={`editor-tab-${name}`}
					type="button"
					role="tab"
					aria-selected={tab.value === name}
					aria-controls={`editor-part-${name}`}
					tabIndex={tab.value === name ? 0 : -1}
					onClick={() => {
						tab.value = name;
					}}
					onKeyDown={(event) => {
						if (event.key === "ArrowRight") move(1);
						else if (event.key === "ArrowLeft") move(-1);
					}}
				>
					{words(`tab.${name}`)}
				</button>
			))}
		</div>
	);
}

function isTyping(target: EventTarget | null): boolean {
	return target instanceof HTMLInputElement && !["radio", "color", "file"].includes(target.type);
}

function BoothEditor({ editor }: { editor: Editor }) {
	const { desk, words } = editor;
	useEffect(() => {
		const press = (event: KeyboardEvent) => {
			if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== "z") return;
			event.preventDefault();
			if (event.shiftKey) desk.redo();
			else desk.undo();
		};
		const redo = (event: KeyboardEvent) => {
			if (!event.ctrlKey || event.key.toLowerCase() !== "y" || isTyping(event.target)) return;
			event.preventDefault();
			desk.redo();
		};
		const online = () => void desk.save();
		const hide = () => {
			if (document.visibilityState === "hidden") void desk.save();
		};
		addEventListener("keydown", press);
		addEventListener("keydown", redo);
		addEventListener("online", online);
		document.addEventListener("visibilitychange", hide);
		return () => {
			removeEventListener("keydown", press);
			removeEventListener("keydown", redo);
			removeEventListener("online", online);
			document.removeEventListener("visibilitychange", hide);
		};
	}, []);
	const step = desk.lastStep.value;
	useEffect(() => {
		if (!step) return;
		const what = words(`what.${step.what}` as Key);
		editor.say(words(step.way === "undo" ? "bar.undone" : "bar.redone", { what }));
	}, [step]);
	// The forms of older versions below say what they have seen: what is saved here is seen.
	const stamp = desk.newest.value?.stamp ?? "";
	useEffect(() => {
		for (const input of document.querySelectorAll<HTMLInputElement>("input[name=seen]")) input.value = stamp;
	}, [stamp]);
	return (
		<div class="editor" data-tab={tab.value}>
			<EditorNotices editor={editor} />
			<EditorBar editor={editor} />
			<Tabs editor={editor} />
			<div class="editor__parts">
				<section id="editor-part-design" class="editor__part editor__part--design" aria-label={words("tab.design")}>
					<fieldset class="editor__lock" disabled={desk.isLocked.value}>
						<Controls editor={editor} />
						<Slots editor={editor} />
					</fieldset>
				</section>
				<div class="editor__views">
					<section id="editor-part-scene" class="editor__part editor__part--scene" aria-label={words("tab.scene")}>
						<SceneView editor={editor} />
					</section>
					<section id="editor-part-phone" class="editor__part editor__part--phone" aria-label={words("tab.phone")}>
						<PageView editor={editor} title={words("preview.phone")} {...PHONE} />
					</section>
					<section id="editor-part-page" class="editor__part editor__part--page" aria-label={words("tab.page")}>
						<PageView editor={editor} title={words("preview.page")} {...COMPUTER} />
					</section>
				</div>
			</div>
			<p class="hidden-visually" role="status">
				{spoken.value}
			</p>
		</div>
	);
}

/** In this browser, one for each exhibitor. A browser that keeps nothing loses only what it could not save. */
function drawerOf(key: string): Drawer {
	return {
		take: () => {
			try {
				return localStorage.getItem(key);
			} catch {
				return null;
			}
		},
		put: (text) => {
			try {
				if (text === null) localStorage.removeItem(key);
				else localStorage.setItem(key, text);
			} catch {
				// Full, or not allowed here.
			}
		},
	};
}

/** What the page says of itself, and what the app gives. */
export type Given = Pick<Editor, "language" | "preview" | "pictures" | "openStage"> &
	Record<"api" | "csrf" | "fair" | "exhibitor", string>;

/** Puts the editor into `place`. Rejects when the design cannot be had; the form stays then. */
export async function startEditor(place: HTMLElement, given: Given): Promise<void> {
	const { fair, exhibitor, language, preview, pictures, openStage } = given;
	const server = serverFor(given);
	const files = new Files(server, BROWSER_TIME);
	const [data] = await Promise.all([server.begin(), files.load()]);
	const desk = new EditorDesk(data, server, BROWSER_TIME, drawerOf(`yunzhan.booth.${fair}/${exhibitor}`));
	const say = (text: string) => {
		spoken.value = text;
	};
	const editor: Editor = { desk, files, words: wordsOf(language), language, preview, pictures, openStage, say };
	place.replaceChildren();
	render(<BoothEditor editor={editor} />, place);
}
