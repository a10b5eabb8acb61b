// One message of a group: who, when, what it answers, and what one may do with it. The list of them is chat.tsx.
import { useSignal } from "@preact/signals";
import { HOST, SCRIPTED, STAFF } from "../wire/messages";
import { REASONS } from "../wire/tables";
import type { Message } from "../world/group";
import type { Talk } from "./desk";
import { partsOf } from "./mentions";
import { pictureAddress } from "./pictures";
import { StickerPicture } from "./stickers";
import type { Key, Words } from "./words";

const SPOKEN: Partial<Record<number, Key>> = {
	[REASONS.muted]: "reason.muted",
	[REASONS.tooFast]: "reason.fast",
	[REASONS.slowMode]: "reason.slow",
	[REASONS.textTooLong]: "reason.long",
	[REASONS.emptyText]: "reason.blank",
	[REASONS.controlCharacters]: "reason.letters",
	[REASONS.notStored]: "reason.stored",
	[REASONS.mayNotSay]: "reason.right",
	[REASONS.groupNotInPass]: "reason.right",
	[REASONS.notInGroup]: "reason.right",
	[REASONS.notYours]: "reason.yours",
	[REASONS.noSuchMessage]: "reason.gone",
	[REASONS.badAttachment]: "reason.picture",
};
/** A refusal's code in the reader's words. */
export function reasonWords(words: Words, reason: number): string {
	return words(SPOKEN[reason] ?? "reason.other");
}

export interface LineProps {
	message: Message;
	talk: Talk;
	time: Intl.DateTimeFormat;
	/** The message it answers, when that is held. */
	answered: Message | undefined;
	/** Names of the people it calls. */
	names: readonly string[];
	/** Whether Tab stops at its actions: one line of all does. */
	isCurrent: boolean;
	reply: () => void;
	edit: () => void;
	/** Shows the message it answers. */
	show: () => void;
}

function Attachment({ message, words }: { message: Message; words: Words }) {
	const [kind, rest] = [
		message.attachment.slice(0, message.attachment.indexOf(":")),
		message.attachment.replace(/^\w+:/, ""),
	];
	if (kind === "sticker") return <StickerPicture name={rest} words={words} />;
	const address = kind === "picture" ? pictureAddress(rest) : null;
	if (address === null) return null;
	return (
		<img class="chat__picture" src={address} alt={words("picture.alt")} width="240" height="180" decoding="sync" />
	);
}

function markOf(flags: number): Key | null {
	if (flags & SCRIPTED) return "chat.scripted";
	return flags & HOST ? "chat.host" : flags & STAFF ? "chat.staff" : null;
}

export function Line({ message, talk, time, answered, names, isCurrent, reply, edit, show }: LineProps) {
	const { words } = talk;
	const isOpen = useSignal(false);
	const { group } = talk.room.value;
	const mark = markOf(message.flags);
	const isMine = message.person === talk.me.id;
	const isToMe = message.mentions.includes(talk.me.id);
	const mayRemove = isMine || group.mayModerate.value;
	const isDone = message.state === "accepted" && message.seq > 0;
	const act = (run: () => void) => () => {
		isOpen.value = false;
		run();
	};
	return (
		<li class={`chat__line chat__line--${message.state} ${isToMe ? "chat__line--to-me" : ""}`} data-seq={message.seq}>
			<div class="chat__head">
				<span class="chat__name">{message.name}</span>
				{mark && <span class="mark">{words(mark)}</span>}
				{message.seq > 0 && <time class="chat__time">{time.format(message.at)}</time>}
				{message.isEdited && message.state !== "removed" && <span class="chat__edited">{words("chat.edited")}</span>}
				{isDone && (
					<button
						type="button"
						class="chat__more"
						tabIndex={isCurrent ? 0 : -1}
						aria-expanded={isOpen.value}
						aria-label={words("chat.more", { name: message.name })}
						onClick={() => {
							isOpen.value = !isOpen.value;
						}}
					>
						<span aria-hidden="true">⋯</span>
					</button>
				)}
			</div>
			{message.reply > 0 && message.state !== "removed" && (
				<button type="button" class="chat__answered" tabIndex={isCurrent ? 0 : -1} onClick={show}>
					{answered
						? words("chat.answers", { name: answered.name, text: answered.text || words("chat.noText") })
						: words("chat.answersOld")}
				</button>
			)}
			<p class="chat__text">
				{message.state === "removed"
					? words("chat.removed")
					: partsOf(message.text, names).map((part, at) =>
							part.isName ? (
								<b key={at} class="chat__mention">
									{part.text}
								</b>
							) : (
								part.text
							),
						)}
			</p>
			<Attachment message={message} words={words} />
			{isOpen.value && (
				<div class="chat__actions">
					<button type="button" class="button button--small" onClick={act(reply)}>
						{words("chat.reply")}
					</button>
					{isMine && message.text !== "" && (
						<button type="button" class="button button--small" onClick={act(edit)}>
							{words("chat.edit")}
						</button>
					)}
					{mayRemove && (
						<button
							type="button"
							class="button button--small"
							onClick={act(() => talk.change({ type: "Remove", target: message.seq }))}
						>
							{words("chat.remove")}
						</button>
					)}
					{!isMine && talk.goTo && (
						<button
							type="button"
							class="button button--small"
							onClick={act(() => talk.goTo?.(message.person, message.name))}
						>
							{words("chat.goTo")}
						</button>
					)}
				</div>
			)}
			{(message.state === "pending" || message.isChanging) && <span class="chat__state">{words("chat.pending")}</span>}
			{isDone && message.reason !== 0 && (
				<span class="chat__state chat__state--failed">
					{words("chat.unchanged", { reason: reasonWords(words, message.reason) })}
				</span>
			)}
			{message.state === "failed" && (
				<span class="chat__state chat__state--failed">
					{words("chat.failed", { reason: reasonWords(words, message.reason) })}{" "}
					<button type="button" class="button button--quiet button--small" onClick={() => talk.retry(message.nonce)}>
						{words("chat.retry")}
					</button>
					<button type="button" class="button button--quiet button--small" onClick={() => group.drop(message.nonce)}>
						{words("chat.drop")}
					</button>
				</span>
			)}
		</li>
	);
}
