// The choices of a booth's design: template, colour, the board's text, products in their places. Files are slots.tsx.
import { useSignal } from "@preact/signals";
import { contrastWithWhite, type Design, lengthOf, TEXT_LANGUAGES, withProduct, withText } from "../../world/design";
import { plinthsOf } from "../../world/plinths";
import { type Editor, textLanguage } from "./parts";

const SWATCHES = ["#1f5f8b", "#0f6f5c", "#a5232f", "#b4531a", "#4d3b86", "#24323f"];
const HTML_LANGUAGES = { zh_hans: "zh-Hans", zh_hant: "zh-Hant", en: "en" } as const;
/** What a dragged product is called between windows' parts. */
export const PRODUCT_TYPE = "application/x-booth-product";

/** The server's refusal of a field, beside it. */
export function Complaint({ editor, field }: { editor: Editor; field: string }) {
	const complaint = editor.desk.complaint.value;
	if (complaint?.field !== field) return null;
	return (
		<p class="field__error" role="alert">
			{complaint.message}
		</p>
	);
}

function TemplateChoice({ editor }: { editor: Editor }) {
	const { desk, words, pictures } = editor;
	const design = desk.design.value;
	return (
		<fieldset class="editor-group">
			<legend>{words("template.title")}</legend>
			<div class="editor-templates">
				{desk.data.templates.map((template) => (
					<label key={template.slug} class="editor-template">
						<input
							type="radio"
							name="template"
							value={template.slug}
							checked={design.template === template.slug}
							onChange={() => desk.change({ ...design, template: template.slug }, "template")}
						/>
						<img src={`${pictures}${template.slug}.webp`} alt="" width={480} height={320} loading="lazy" />
						<span>
							{template.name} <small>{words("template.size", { side: template.smallest_side })}</small>
						</span>
					</label>
				))}
			</div>
			<Complaint editor={editor} field="template" />
		</fieldset>
	);
}

function ColourChoice({ editor }: { editor: Editor }) {
	const { desk, words } = editor;
	const design = desk.design.value;
	const choose = (accent: string) => desk.change({ ...design, accent: accent.toLowerCase() }, "colour");
	const contrast = contrastWithWhite(design.accent);
	const least = desk.data.limits.contrast;
	const isGood = contrast >= least;
	const ratio = (Math.floor(contrast * 10) / 10).toFixed(1);
	return (
		<fieldset class="editor-group">
			<legend>{words("colour.title")}</legend>
			<div class="editor-colours">
				{SWATCHES.map((colour) => (
					<button
						key={colour}
						type="button"
						class="editor-colour"
						style={{ backgroundColor: colour }}
						aria-pressed={design.accent === colour}
						aria-label={words("colour.swatch", { colour })}
						onClick={() => choose(colour)}
					/>
				))}
				<label class="editor-colours__own">
					<input type="color" value={design.accent} onInput={(event) => choose(event.currentTarget.value)} />
					<span>{words("colour.own")}</span>
				</label>
			</div>
			<p class={isGood ? "soft small" : "field__error"} aria-live="polite">
				{isGood ? words("colour.good", { ratio }) : words("colour.bad", { ratio, least })}
			</p>
			<Complaint editor={editor} field="accent" />
		</fieldset>
	);
}

function BoardText({ editor }: { editor: Editor }) {
	const { desk, words } = editor;
	const design = desk.design.value;
	return (
		<fieldset class="editor-group">
			<legend>{words("fascia.title")}</legend>
			{TEXT_LANGUAGES.map((language) => {
				const most = desk.data.limits.fascia[language];
				const text = design.fascia[language];
				const length = lengthOf(text);
				const id = `fascia-${language}`;
				return (
					<div key={language} class={length > most ? "field field--wrong" : "field"}>
						<label class="field__label" for={id}>
							{words(`fascia.${language}`)}
						</label>
						<input
							id={id}
							class="input"
							lang={HTML_LANGUAGES[language]}
							value={text}
							aria-describedby={`${id}-count`}
							onInput={(event) => desk.change(withText(design, language, event.currentTarget.value), "fascia")}
						/>
						<p id={`${id}-count`} class={length > most ? "field__error" : "field__hint"}>
							{words("fascia.count", { length, most })}
						</p>
						<Complaint editor={editor} field={`fascia_${language}`} />
					</div>
				);
			})}
			<p class="field__hint">{words("fascia.empty")}</p>
		</fieldset>
	);
}

/** Puts a product into a place, and says so. */
export function place(editor: Editor, at: number, product: number | null): void {
	const { desk, words } = editor;
	desk.change(withProduct(desk.design.peek(), at, product), "products");
	if (product !== null) editor.say(words("place.put", { name: nameOf(editor, product), place: at + 1 }));
}

export function nameOf({ desk, language }: Editor, product: number): string {
	const names = desk.data.site.products.find((one) => one.id === product)?.names;
	return names?.[textLanguage(language)] || names?.zh_hans || names?.zh_hant || names?.en || "";
}

/** The product that is being dropped, null when something else is. */
export function productDropped(event: DragEvent): number | null {
	const text = event.dataTransfer?.getData(PRODUCT_TYPE);
	return text ? Number(text) : null;
}

function Place({ editor, at, design, isPlinth }: { editor: Editor; at: number; design: Design; isPlinth: boolean }) {
	const { desk, words } = editor;
	const isOver = useSignal(false);
	const product = design.places[at];
	const id = `place-${at}`;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: the list inside does the same by keyboard
		<div
			class={isOver.value ? "field editor-place editor-place--over" : "field editor-place"}
			onDragOver={(event) => {
				if (!event.dataTransfer?.types.includes(PRODUCT_TYPE)) return;
				event.preventDefault();
				isOver.value = true;
			}}
			onDragLeave={() => {
				isOver.value = false;
			}}
			onDrop={(event) => {
				event.preventDefault();
				isOver.value = false;
				const dropped = productDropped(event);
				if (dropped !== null) place(editor, at, dropped);
			}}
		>
			<label class="field__label" for={id}>
				{words(isPlinth ? "place.plinth" : "place.wall", { place: at + 1 })}
			</label>
			<select
				id={id}
				class="input"
				value={product ?? ""}
				onChange={(event) => place(editor, at, event.currentTarget.value ? Number(event.currentTarget.value) : null)}
			>
				<option value="">{words("place.none")}</option>
				{desk.data.site.products.map((one) => (
					<option key={one.id} value={one.id}>
						{nameOf(editor, one.id)}
					</option>
				))}
			</select>
		</div>
	);
}

function Products({ editor }: { editor: Editor }) {
	const { desk, words } = editor;
	const design = desk.design.value;
	const { site } = desk.data;
	const plinths = plinthsOf(design.template, site).length;
	return (
		<fieldset class="editor-group">
			<legend>{words("products.title")}</legend>
			{site.products.length === 0 ? (
				<p class="soft">{words("products.none")}</p>
			) : (
				<>
					<p class="field__hint">{words("products.how")}</p>
					<ul class="editor-products">
						{site.products.map((product) => (
							<li
								key={product.id}
								class="editor-product"
								draggable={!desk.isLocked.value}
								onDragStart={(event) => event.dataTransfer?.setData(PRODUCT_TYPE, String(product.id))}
							>
								{product.picture && <img src={product.picture} alt="" width={40} height={40} draggable={false} />}
								<span>{nameOf(editor, product.id)}</span>
							</li>
						))}
					</ul>
					{design.places.map((_, at) => (
						<Place key={at} editor={editor} at={at} design={design} isPlinth={at < plinths} />
					))}
					<Complaint editor={editor} field="products" />
					<p class="field__hint">{words("products.default")}</p>
				</>
			)}
		</fieldset>
	);
}

export function Controls({ editor }: { editor: Editor }) {
	return (
		<>
			<TemplateChoice editor={editor} />
			<ColourChoice editor={editor} />
			<BoardText editor={editor} />
			<Products editor={editor} />
		</>
	);
}
