// A booth's brochures, read page by page: one page on a phone, two beside each other on a wide screen. Who opens it gives the
// dialog around it.
import { type Signal, useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { type Brochure, loadedAt, openAt, type Turn, turned, turnOfKey, turnOfSwipe } from "../../world/brochures";
import { Page } from "./page";
import type { ReaderWords } from "./reader-words";

export interface ReaderProps {
	words: ReaderWords;
	/** "loading" and "failed" until they are here. */
	brochures: Signal<readonly Brochure[] | "loading" | "failed">;
	/** Which of them is read. */
	chosen: Signal<number>;
	/** Whether two pages have room beside each other. */
	isWide: Signal<boolean>;
	retry(): void;
	close(): void;
}

const ICONS = {
	previous: "M15 4l-8 8 8 8",
	next: "M9 4l8 8-8 8",
	larger: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.5L20 20M10.5 8v5M8 10.5h5",
} as const;

/** As the website's pages write it. */
function sizeOf(bytes: number): string {
	const kb = bytes / 1024;
	return kb < 1024 ? `${kb.toFixed(1)} KB` : `${(kb / 1024).toFixed(1)} MB`;
}

export function Reader({ words, brochures, chosen, isWide, retry, close }: ReaderProps) {
	const found = brochures.value;
	const list = typeof found === "string" ? [] : found;
	const brochure = list[chosen.value] ?? list[0];
	const isLarger = useSignal(false);
	return (
		<>
			<header class="reader__head">
				{list.length > 1 ? (
					<select
						class="reader__choice"
						aria-label={words("brochure")}
						value={chosen.value}
						onChange={(event) => {
							chosen.value = Number(event.currentTarget.value);
						}}
					>
						{list.map(({ name, url }, at) => (
							<option key={url} value={at}>
								{name}
							</option>
						))}
					</select>
				) : (
					<h2 class="reader__title">{brochure?.name ?? words("brochure")}</h2>
				)}
				{brochure && (
					<a
						class="button button--small reader__download"
						href={brochure.url}
						download
						aria-label={words("download.of", { name: brochure.name, size: sizeOf(brochure.bytes) })}
					>
						{words("download")}
						<span class="reader__size">{sizeOf(brochure.bytes)}</span>
					</a>
				)}
				{brochure && brochure.pictures.length > 0 && (
					<Tool
						icon="larger"
						label={words("larger")}
						isPressed={isLarger.value}
						onClick={() => {
							isLarger.value = !isLarger.value;
						}}
					/>
				)}
				<button type="button" class="reader__tool reader__close" aria-label={words("close")} onClick={close}>
					<span aria-hidden="true">×</span>
				</button>
			</header>
			{found === "loading" && (
				<p class="reader__note" role="status">
					{words("loading")}
				</p>
			)}
			{found === "failed" && (
				<div class="reader__note" role="alert">
					<p>{words("failed")}</p>
					<button type="button" class="button button--small" onClick={retry}>
						{words("again")}
					</button>
				</div>
			)}
			{typeof found !== "string" && !brochure && (
				<p class="reader__note" role="status">
					{words("none")}
				</p>
			)}
			{brochure?.pictures.length === 0 && (
				<p class="reader__note" role="status">
					{words("nopages")}
				</p>
			)}
			{brochure && brochure.pictures.length > 0 && (
				<Pages key={brochure.url} words={words} brochure={brochure} isWide={isWide} isLarger={isLarger} />
			)}
		</>
	);
}

interface PagesProps {
	words: ReaderWords;
	brochure: Brochure;
	isWide: Signal<boolean>;
	/** Pages are twice as large as the screen has room for, and moved. */
	isLarger: Signal<boolean>;
}

function Pages({ words, brochure, isWide, isLarger }: PagesProps) {
	const at = useSignal(0);
	const way = useSignal<"next" | "previous">("next");
	const stage = useRef<HTMLDivElement>(null);
	const { pictures, pages } = brochure;
	const count = pictures.length;
	const isDouble = isWide.value && pictures[0].height > pictures[0].width;
	const open = openAt(at.value, count, isDouble);
	const turn = (wish: Turn) => {
		const next = turned(at.peek(), count, wish, isDouble);
		if (next === at.peek()) return;
		way.value = next > at.peek() ? "next" : "previous";
		at.value = next;
		stage.current?.scrollTo(0, 0);
	};
	const loaded = loadedAt(at.value, count, isDouble).join();
	useEffect(() => {
		for (const near of loaded.split(",")) new Image().src = pictures[Number(near)].url;
	}, [loaded, pictures]);
	useEffect(() => {
		const isChoosing = document.activeElement instanceof HTMLSelectElement;
		if (!isChoosing) stage.current?.focus({ preventScroll: true });
	}, []);
	const turnNow = useRef(turn);
	turnNow.current = turn;
	useEffect(() => {
		const dialog = stage.current?.closest("dialog");
		const press = (event: KeyboardEvent) => {
			if (event.ctrlKey || event.metaKey || event.altKey || event.target instanceof HTMLSelectElement) return;
			const wish = turnOfKey(event.key);
			if (!wish || (isLarger.peek() && event.key.startsWith("Arrow"))) return; // arrows move a larger page
			event.preventDefault();
			turnNow.current(wish);
		};
		dialog?.addEventListener("keydown", press);
		return () => dialog?.removeEventListener("keydown", press);
	}, [isLarger]);
	const finger = useRef<{ x: number; y: number } | null>(null);
	const isFirst = open[0] === 0;
	const isLast = open[open.length - 1] === count - 1;
	const told =
		open.length > 1
			? words("pages", { first: open[0] + 1, last: open[1] + 1, pages })
			: words("page", { number: open[0] + 1, pages });
	return (
		<>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields */}
			<div
				ref={stage}
				class={`reader__stage ${isLarger.value ? "reader__stage--larger" : ""}`}
				role="group"
				aria-label={words("keys")}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a larger page is moved by keyboard
				tabIndex={0}
				onPointerDown={(event) => {
					finger.current = event.isPrimary ? { x: event.clientX, y: event.clientY } : null;
				}}
				onPointerUp={(event) => {
					const from = finger.current;
					finger.current = null;
					const isZoomed = isLarger.peek() || (window.visualViewport?.scale ?? 1) > 1.05;
					if (!from || isZoomed || event.pointerType === "mouse") return;
					const wish = turnOfSwipe(event.clientX - from.x, event.clientY - from.y);
					if (wish) turn(wish);
				}}
			>
				<div key={open[0]} class={`reader__open reader__open--${way.value}`}>
					{open.map((number) => (
						<Page key={number} words={words} page={pictures[number]} number={number + 1} beside={open.length} />
					))}
				</div>
			</div>
			<footer class="reader__foot">
				<Tool icon="previous" label={words("previous")} isOff={isFirst} onClick={() => turn("previous")} />
				<div class="reader__told">
					<p class="reader__number" aria-live="polite" aria-atomic="true">
						{told}
					</p>
					{count < pages && isLast && <p class="reader__fewer">{words("fewer", { shown: count, pages })}</p>}
				</div>
				<Tool icon="next" label={words("next")} isOff={isLast} onClick={() => turn("next")} />
			</footer>
		</>
	);
}

interface ToolProps {
	icon: keyof typeof ICONS;
	label: string;
	/** It stays where it is and keeps the focus. */
	isOff?: boolean;
	isPressed?: boolean;
	onClick: () => void;
}

function Tool({ icon, label, isOff, isPressed, onClick }: ToolProps) {
	return (
		<button
			type="button"
			class="reader__tool"
			title={label}
			aria-label={label}
			aria-disabled={isOff || undefined}
			aria-pressed={isPressed}
			onClick={onClick}
		>
			<svg viewBox="0 0 24 24" aria-hidden="true" focusable="false">
				<path d={ICONS[icon]} />
			</svg>
		</button>
	);
}
