// The slots of a booth: files are dropped or chosen, sent, checked, put in order and taken out again.
import { useSignal } from "@preact/signals";
import { SLOTS, type SlotName, withFile, withoutFile } from "../../world/design";
import { Complaint } from "./controls";
import type { Errand } from "./files";
import type { Editor } from "./parts";

const ACCEPT: Record<string, string> = {
	picture: "image/png,image/jpeg,image/webp",
	drawing: "image/svg+xml",
	video: "video/mp4",
	brochure: "application/pdf",
};

/** Puts a ready file into the first free position of a slot; into the last when it is full. */
function put(editor: Editor, slot: SlotName, key: string): void {
	const { desk, files, words } = editor;
	const design = desk.design.peek();
	const at = Math.min(design.files[slot].length, desk.data.limits.files[slot] - 1);
	desk.change(withFile(design, slot, at, key), slot);
	const name = files.uploads.peek().get(key)?.name ?? "";
	editor.say(words("slot.added", { name, slot: words(`slot.${slot}`) }));
}

async function bring(editor: Editor, slot: SlotName, brought: FileList | null | undefined): Promise<void> {
	for (const file of brought ?? []) {
		const key = await editor.files.bring(slot, file);
		if (key !== null) put(editor, slot, key);
	}
}

function ErrandLine({ editor, errand }: { editor: Editor; errand: Errand }) {
	const { files, words } = editor;
	const isOver = errand.phase === "refused" || errand.phase === "offline";
	return (
		<li class="editor-errand">
			<span class="editor-errand__name">{errand.name}</span>
			{isOver ? (
				<>
					<p class="field__error" role="alert">
						{errand.phase === "refused" ? words("errand.refused", { reason: errand.reason }) : words("errand.offline")}
					</p>
					<button type="button" class="button button--small button--quiet" onClick={() => files.forget(errand.number)}>
						{words("errand.forget")}
					</button>
				</>
			) : (
				<>
					<span class="soft small">{words(`errand.${errand.phase as "sending" | "checking"}`)}</span>
					<progress max={1} value={errand.share} aria-label={errand.name} />
				</>
			)}
		</li>
	);
}

function Slot({ editor, slot }: { editor: Editor; slot: SlotName }) {
	const { desk, files, words } = editor;
	const isOver = useSignal(false);
	const design = desk.design.value;
	const uploads = files.uploads.value;
	const keys = design.files[slot];
	const most = desk.data.limits.files[slot];
	const kinds = desk.data.limits.kinds[slot];
	const title = words(`slot.${slot}`);
	const others = [...uploads.values()].filter(
		(upload) => upload.state === "ready" && kinds.includes(upload.kind) && !keys.includes(upload.id),
	);
	const isFull = keys.length >= most && most > 1;
	const id = `slot-${slot}`;
	return (
		<fieldset
			class={isOver.value ? "editor-group editor-slot editor-slot--over" : "editor-group editor-slot"}
			onDragOver={(event) => {
				if (desk.isLocked.peek() || !event.dataTransfer?.types.includes("Files")) return;
				event.preventDefault();
				isOver.value = true;
			}}
			onDragLeave={() => {
				isOver.value = false;
			}}
			onDrop={(event) => {
				event.preventDefault();
				isOver.value = false;
				if (!desk.isLocked.peek()) void bring(editor, slot, event.dataTransfer?.files);
			}}
		>
			<legend>{title}</legend>
			<p class="field__hint">{words(`slot.hint.${slot}`)}</p>
			{keys.length > 0 && (
				<ul class="editor-files">
					{keys.map((key, at) => {
						const name = uploads.get(key)?.name ?? "";
						const picture = files.pictureOf(key);
						return (
							<li key={key} class="editor-file">
								{picture && <img src={picture} alt="" />}
								<span class="editor-file__name">{name}</span>
								{at > 0 && (
									<button
										type="button"
										class="button button--small button--quiet"
										aria-label={words("slot.earlier", { name })}
										onClick={() => {
											const moved = [...keys];
											moved.splice(at - 1, 2, keys[at], keys[at - 1]);
											desk.change({ ...design, files: { ...design.files, [slot]: moved } }, slot);
										}}
									>
										<span aria-hidden="true">↑</span>
									</button>
								)}
								<button
									type="button"
									class="button button--small button--quiet"
									aria-label={words("slot.remove", { name })}
									onClick={() => desk.change(withoutFile(design, slot, key), slot)}
								>
									<span aria-hidden="true">×</span>
								</button>
							</li>
						);
					})}
				</ul>
			)}
			<ul class="editor-errands">
				{files.errands.value
					.filter((errand) => errand.slot === slot)
					.map((errand) => (
						<ErrandLine key={errand.number} editor={editor} errand={errand} />
					))}
			</ul>
			{isFull ? (
				<p class="soft small">{words("slot.full", { most })}</p>
			) : (
				<div class="editor-slot__ways">
					<span class="soft small editor-slot__drop">{words("slot.drop")}</span>
					<label class="button button--small editor-slot__choose" for={id}>
						{words("slot.choose")}
					</label>
					<input
						id={id}
						class="editor-slot__input"
						type="file"
						multiple={most > 1}
						accept={kinds.flatMap((kind) => ACCEPT[kind] ?? []).join(",")}
						aria-label={words("slot.choose.for", { slot: title })}
						onChange={(event) => {
							const input = event.currentTarget;
							void bring(editor, slot, input.files).then(() => {
								input.value = "";
							});
						}}
					/>
					{others.length > 0 && (
						<select
							class="input editor-slot__library"
							aria-label={`${title}: ${words("slot.library")}`}
							value=""
							onChange={(event) => {
								if (event.currentTarget.value) put(editor, slot, event.currentTarget.value);
								event.currentTarget.value = "";
							}}
						>
							<option value="">{words("slot.library")}</option>
							{others.map((upload) => (
								<option key={upload.id} value={upload.id}>
									{upload.name}
								</option>
							))}
						</select>
					)}
				</div>
			)}
			<Complaint editor={editor} field={slot} />
		</fieldset>
	);
}

export function Slots({ editor }: { editor: Editor }) {
	return (
		<>
			{SLOTS.map((slot) => (
				<Slot key={slot} editor={editor} slot={slot} />
			))}
		</>
	);
}
