// The chat of a hall's group: the same panel over the scene and on the list page. Ordering is world/group.ts.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { HOST, SCRIPTED, STAFF } from "../wire/messages";
import { LIMITS, REASONS } from "../wire/tables";
import type { Message } from "../world/group";
import type { Talk } from "./desk";
import type { Key, Language, Words } from "./words";

const SPOKEN: Partial<Record<number, Key>> = {
	[REASONS.muted]: "reason.muted",
	[REASONS.tooFast]: "reason.fast",
	[REASONS.textTooLong]: "reason.long",
	[REASONS.emptyText]: "reason.blank",
	[REASONS.controlCharacters]: "reason.letters",
	[REASONS.notStored]: "reason.stored",
	[REASONS.mayNotSay]: "reason.right",
	[REASONS.groupNotInPass]: "reason.right",
	[REASONS.notInGroup]: "reason.right",
};
/** A refusal's code in the reader's words. */
export function reasonWords(words: Words, reason: number): string {
	return words(SPOKEN[reason] ?? "reason.other");
}

function clockOf(language: Language): Intl.DateTimeFormat {
	const locale = language === "en" ? "en-GB" : language === "zh-hant" ? "zh-TW" : "zh-CN";
	return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
}

function Line({ message, talk, time }: { message: Message; talk: Talk; time: Intl.DateTimeFormat }) {
	const { words } = talk;
	const mark: Key | null =
		message.flags & SCRIPTED
			? "chat.scripted"
			: message.flags & HOST
				? "chat.host"
				: message.flags & STAFF
					? "chat.staff"
					: null;
	return (
		<li class={`chat__line chat__line--${message.state}`}>
			<span class="chat__name">{message.name}</span>
			{mark && <span class="mark">{words(mark)}</span>}
			{message.seq > 0 && <time class="chat__time">{time.format(message.at)}</time>}
			<p class="chat__text">{message.state === "removed" ? words("chat.removed") : message.text}</p>
			{message.state === "pending" && <span class="chat__state">{words("chat.pending")}</span>}
			{message.state === "failed" && (
				<span class="chat__state chat__state--failed">
					{words("chat.failed", { reason: reasonWords(words, message.reason) })}{" "}
					<button type="button" class="button button--quiet button--small" onClick={() => talk.retry(message.nonce)}>
						{words("chat.retry")}
					</button>
					<button
						type="button"
						class="button button--quiet button--small"
						onClick={() => talk.group.drop(message.nonce)}
					>
						{words("chat.drop")}
					</button>
				</span>
			)}
		</li>
	);
}

/** So many lines are in the page at once; older ones that are held appear before more are asked for. */
const LINES = 200;

export function Chat({ talk, isFocused }: { talk: Talk; isFocused?: boolean }) {
	const { words, group } = talk;
	const text = useSignal("");
	const wrong = useSignal<Key | null>(null);
	const log = useRef<HTMLDivElement>(null);
	const input = useRef<HTMLInputElement>(null);
	const isAtEnd = useRef(true);
	const time = clockOf(talk.language);
	const all = group.messages.value;
	const lines = useSignal(LINES);
	const messages = all.length > lines.value ? all.slice(-lines.value) : all;
	useEffect(() => {
		// Where fingers type, a field that takes the focus brings the keyboard up over half the hall.
		if (isFocused && matchMedia("(pointer: fine)").matches) input.current?.focus();
	}, [isFocused]);
	useEffect(() => {
		group.unread.value = 0;
	}, [all, group]);
	useLayoutEffect(() => {
		if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight;
	}, [all]);
	const send = (event: Event) => {
		event.preventDefault();
		const said = text.value.trim();
		wrong.value = said === "" ? "chat.blank" : [...said].length > LIMITS.textLetters ? "chat.long" : null;
		if (wrong.value !== null) return;
		isAtEnd.current = true;
		talk.say(said);
		text.value = "";
	};
	const isSilent = group.joined.value && !group.maySay.value;
	return (
		<div class="chat">
			<div
				class="chat__log"
				role="log"
				aria-live="polite"
				aria-label={words("panel.chat")}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
				tabIndex={0}
				ref={log}
				onScroll={(event) => {
					const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
					isAtEnd.current = scrollHeight - scrollTop - clientHeight < 40;
				}}
			>
				{(group.hasOlder.value || all.length > messages.length) && (
					<button
						type="button"
						class="button button--quiet button--small"
						onClick={() => {
							isAtEnd.current = false;
							if (all.length === messages.length) talk.browse();
							lines.value += LINES;
						}}
					>
						{words("chat.older")}
					</button>
				)}
				{group.refused.value !== 0 && <p class="soft">{words("chat.refused")}</p>}
				{group.joined.value && all.length === 0 && <p class="soft">{words("chat.empty")}</p>}
				<ol class="chat__lines">
					{messages.map((message) => (
						<Line key={message.nonce || message.seq} message={message} talk={talk} time={time} />
					))}
				</ol>
			</div>
			{isSilent ? (
				<p class="soft">{words("chat.silent")}</p>
			) : (
				<form class={`chat__form field ${wrong.value ? "field--wrong" : ""}`} onSubmit={send}>
					<label class="hidden-visually" for="chat-text">
						{words("chat.label")}
					</label>
					<input
						id="chat-text"
						class="input"
						autoComplete="off"
						placeholder={words("chat.placeholder")}
						aria-invalid={wrong.value !== null}
						aria-describedby="chat-wrong"
						ref={input}
						value={text.value}
						onInput={(event) => {
							text.value = event.currentTarget.value;
							wrong.value = null;
						}}
					/>
					<button type="submit" class="button button--signal">
						{words("chat.send")}
					</button>
					<p class="field__error" id="chat-wrong">
						{wrong.value && words(wrong.value, { count: LIMITS.textLetters })}
					</p>
				</form>
			)}
		</div>
	);
}
