// Where a message is written: text with people called by @, stickers, product pictures, an answer or another text for an old one.
// What a group holds is world/group.ts; who is offered after an @ is mentions.ts.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import { LIMITS } from "../wire/tables";
import type { Message } from "../world/group";
import type { Talk } from "./desk";
import { mentionAt, mentionsIn, type Named, offered } from "./mentions";
import { Pictures } from "./pictures";
import { STICKER_NAMES, StickerPicture } from "./stickers";
import type { Key } from "./words";

const COUNT_MS = 500;
const TRAYS: readonly ["stickers" | "pictures", Key][] = [
	["stickers", "chat.stickers"],
	["pictures", "chat.pictures"],
];

/** The message that is answered, or that gets another text. */
export interface About {
	kind: "reply" | "edit";
	message: Message;
}
export interface ComposerProps {
	talk: Talk;
	isFocused: boolean;
	about: About | null;
	leave: () => void;
	/** Something was said: the newest line is to be seen. */
	onSaid: () => void;
}

/** Seconds until one may say the next thing in a slow group, counted down. */
function useWait(talk: Talk): number {
	const { waitsUntil } = talk.room.value.group;
	const until = waitsUntil.value;
	const left = useSignal(0);
	useLayoutEffect(() => {
		const look = () => {
			left.value = Math.max(0, Math.ceil((until - talk.clock()) / 1000));
		};
		look();
		if (left.value === 0) return;
		const timer = setInterval(look, COUNT_MS);
		return () => clearInterval(timer);
	}, [until, talk, left]);
	return left.value;
}

export function Composer({ talk, isFocused, about, leave, onSaid }: ComposerProps) {
	const { words } = talk;
	const { group, typed, named } = talk.room.value;
	const wrong = useSignal<Key | null>(null);
	const tray = useSignal<"stickers" | "pictures" | null>(null);
	const people = useSignal<Named[]>([]);
	const chosen = useSignal(0);
	const input = useRef<HTMLInputElement>(null);
	const wait = useWait(talk);
	useEffect(() => {
		// Where fingers type, a field that takes the focus brings the keyboard up over half the hall.
		if (isFocused && matchMedia("(pointer: fine)").matches) input.current?.focus();
	}, [isFocused]);
	useLayoutEffect(() => {
		if (!about) return;
		if (about.kind === "edit") typed.value = about.message.text;
		input.current?.focus();
	}, [about, typed]);

	const offer = () => {
		const field = input.current;
		const at = field && mentionAt(field.value, field.selectionStart ?? field.value.length);
		people.value = at ? offered(at.letters, talk.around(), talk.me.id) : [];
		chosen.value = 0;
	};
	const call = (person: Named) => {
		const field = input.current;
		const caret = field?.selectionStart ?? typed.value.length;
		const at = mentionAt(typed.value, caret);
		if (!at) return;
		typed.value = `${typed.value.slice(0, at.start)}@${person.name} ${typed.value.slice(caret)}`;
		named.push(person);
		people.value = [];
		field?.focus();
	};
	const say = (text: string, attachment: string) => {
		const reply = about?.kind === "reply" ? about.message.seq : 0;
		const mentions = mentionsIn(text, [...named, ...talk.around()]).slice(0, LIMITS.mentions);
		if (about?.kind === "edit" && attachment === "") {
			if (text !== about.message.text) talk.change({ type: "Edit", target: about.message.seq, text, mentions });
		} else talk.say({ text, reply, attachment, mentions });
		if (attachment === "") typed.value = "";
		tray.value = null;
		leave();
		onSaid();
	};
	const send = (event: Event) => {
		event.preventDefault();
		const said = typed.value.trim();
		wrong.value = said === "" ? "chat.blank" : [...said].length > LIMITS.textLetters ? "chat.long" : null;
		if (wrong.value !== null || (wait > 0 && about?.kind !== "edit")) return;
		people.value = [];
		say(said, "");
	};
	const press = (event: KeyboardEvent) => {
		const count = people.value.length;
		if (count > 0 && (event.key === "ArrowDown" || event.key === "ArrowUp")) {
			event.preventDefault();
			chosen.value = (chosen.value + (event.key === "ArrowDown" ? 1 : count - 1)) % count;
		} else if (count > 0 && (event.key === "Enter" || event.key === "Tab")) {
			event.preventDefault();
			call(people.value[chosen.value]);
		} else if (event.key === "Escape" && (count > 0 || about || tray.value)) {
			// Esc takes back the nearest thing first; the next one closes the panel.
			event.stopPropagation();
			if (count > 0) people.value = [];
			else if (tray.value) tray.value = null;
			else {
				if (about?.kind === "edit") typed.value = "";
				leave();
			}
		}
	};
	const isOpen = people.value.length > 0;
	return (
		// biome-ignore lint/a11y/noStaticElementInteractions: Esc is heard for all that is inside
		<div class="composer" onKeyDown={press}>
			{about && (
				<p class="composer__about">
					<span>
						{words(about.kind === "edit" ? "chat.editing" : "chat.replying", {
							name: about.message.name,
							text: about.message.text,
						})}
					</span>
					<button
						type="button"
						class="composer__leave"
						aria-label={words("chat.cancel")}
						onClick={() => {
							if (about.kind === "edit") typed.value = "";
							leave();
						}}
					>
						<span aria-hidden="true">×</span>
					</button>
				</p>
			)}
			{tray.value === "stickers" && (
				<ul class="tray tray__grid tray--stickers">
					{STICKER_NAMES.map((name) => (
						<li key={name}>
							<button type="button" class="tray__choice" disabled={wait > 0} onClick={() => say("", `sticker:${name}`)}>
								<StickerPicture name={name} words={words} />
							</button>
						</li>
					))}
				</ul>
			)}
			{tray.value === "pictures" && <Pictures talk={talk} choose={(key) => wait === 0 && say("", `picture:${key}`)} />}
			{isOpen && (
				<div class="composer__people" role="listbox" id="chat-people" aria-label={words("chat.people")}>
					{people.value.map((person, at) => (
						// biome-ignore lint/a11y/useKeyWithClickEvents: the field's arrows and Enter choose
						// biome-ignore lint/a11y/useFocusableInteractive: the field keeps the focus
						<div
							key={person.person}
							role="option"
							id={`chat-person-${at}`}
							class="composer__person"
							aria-selected={at === chosen.value}
							onClick={() => call(person)}
						>
							{person.name}
						</div>
					))}
				</div>
			)}
			<form class={`chat__form field ${wrong.value ? "field--wrong" : ""}`} onSubmit={send}>
				<label class="hidden-visually" for="chat-text">
					{words("chat.label")}
				</label>
				<input
					id="chat-text"
					class="input"
					role="combobox"
					aria-expanded={isOpen}
					aria-controls="chat-people"
					aria-autocomplete="list"
					aria-activedescendant={isOpen ? `chat-person-${chosen.value}` : undefined}
					autoComplete="off"
					placeholder={words("chat.placeholder")}
					aria-invalid={wrong.value !== null}
					aria-describedby="chat-wrong"
					ref={input}
					value={typed.value}
					onInput={(event) => {
						typed.value = event.currentTarget.value;
						wrong.value = null;
						offer();
					}}
				/>
				<button type="submit" class="button button--signal" disabled={wait > 0 && about?.kind !== "edit"}>
					{words(about?.kind === "edit" ? "chat.save" : "chat.send")}
				</button>
				<div class="composer__tools">
					{TRAYS.map(([name, word]) => (
						<button
							key={name}
							type="button"
							class="button button--quiet button--small"
							aria-expanded={tray.value === name}
							onClick={() => {
								tray.value = tray.value === name ? null : name;
							}}
						>
							{words(word)}
						</button>
					))}
					{group.slow.value > 0 && (
						<span class="soft small" role={wait > 0 ? undefined : "status"}>
							{wait > 0 ? words("chat.wait", { count: wait }) : words("chat.slow", { count: group.slow.value })}
						</span>
					)}
				</div>
				<p class="field__error" id="chat-wrong">
					{wrong.value && words(wrong.value, { count: LIMITS.textLetters })}
				</p>
			</form>
		</div>
	);
}
