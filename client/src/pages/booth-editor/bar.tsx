// Over the editor: how far saving is, undo and redo, the budget, handing in; and what became of it.
import type { Editor } from "./parts";
import type { Budget } from "./server";
import { bytesSaid } from "./words";

function SavingState({ editor: { desk, words, language } }: { editor: Editor }) {
	const saving = desk.saving.value;
	if (saving.kind !== "kept") return <>{words(`saving.${saving.kind}`)}</>;
	if (!saving.at) return <>{words("saving.new")}</>;
	const time = new Intl.DateTimeFormat(language, { hour: "2-digit", minute: "2-digit", hour12: false });
	return <>{words("saving.kept", { time: time.format(saving.at) })}</>;
}

const PARTS = ["bytes", "triangles", "textures"] as const satisfies readonly (keyof Budget)[];

function BudgetMeter({ editor: { desk, words, language } }: { editor: Editor }) {
	const number = new Intl.NumberFormat(language);
	return (
		<ul class="editor-budget" aria-label={words("budget.label")}>
			{PARTS.map((part) => {
				const { used, limit } = desk.budget.value[part];
				const said = (value: number) => (part === "triangles" ? number.format(value) : bytesSaid(value, language));
				const what = words(`budget.${part}`);
				return (
					<li key={part} class={used > limit ? "editor-budget__part editor-budget__part--over" : "editor-budget__part"}>
						<span>{words("budget.share", { what, used: said(used), limit: said(limit) })}</span>
						<meter min={0} max={limit} high={limit * 0.8} value={Math.min(used, limit)} aria-hidden="true" />
					</li>
				);
			})}
		</ul>
	);
}

export function EditorBar({ editor }: { editor: Editor }) {
	const { desk, words } = editor;
	const isLocked = desk.isLocked.value;
	const saving = desk.saving.value.kind;
	const isDone = desk.newest.value?.state === "published" && saving === "kept";
	const isOver = PARTS.some((part) => desk.budget.value[part].used > desk.budget.value[part].limit);
	return (
		<div class="editor-bar">
			<p class={`editor-bar__saving editor-bar__saving--${saving}`} role="status">
				<SavingState editor={editor} />
			</p>
			<div class="editor-bar__tools" role="toolbar" aria-label={words("bar.label")}>
				<button
					type="button"
					class="button button--small"
					disabled={!desk.canUndo.value || isLocked}
					aria-keyshortcuts="Control+Z"
					onClick={() => desk.undo()}
				>
					{words("bar.undo")}
				</button>
				<button
					type="button"
					class="button button--small"
					disabled={!desk.canRedo.value || isLocked}
					aria-keyshortcuts="Control+Shift+Z"
					onClick={() => desk.redo()}
				>
					{words("bar.redo")}
				</button>
			</div>
			<BudgetMeter editor={editor} />
			{isLocked ? (
				<button type="button" class="button" onClick={() => void desk.withdraw()}>
					{words("bar.withdraw")}
				</button>
			) : (
				<button
					type="button"
					class="button button--signal"
					disabled={isDone || isOver || saving === "conflict" || saving === "refused"}
					onClick={() => void desk.submit()}
				>
					{words("bar.submit")}
				</button>
			)}
		</div>
	);
}

/** Where the design stands, and what is asked of its exhibitor. */
export function EditorNotices({ editor: { desk, words } }: { editor: Editor }) {
	const newest = desk.newest.value;
	const complaint = desk.complaint.value;
	const isConflict = desk.saving.value.kind === "conflict";
	const state = newest ? words(`state.${newest.state}`, { remark: newest.remark }) : words("state.none");
	return (
		<>
			<div class={newest?.state === "returned" ? "notice notice--bad" : "notice"} role="status">
				<p>{state}</p>
			</div>
			{complaint && (complaint.field === "" || isConflict) && (
				<div class="notice notice--bad" role="alert">
					<p>{complaint.message}</p>
					{isConflict && (
						<div class="actions">
							<button type="button" class="button button--small" onClick={() => void desk.keepOurs()}>
								{words("conflict.ours")}
							</button>
							<button type="button" class="button button--small" onClick={() => void desk.takeTheirs()}>
								{words("conflict.theirs")}
							</button>
						</div>
					)}
				</div>
			)}
		</>
	);
}
