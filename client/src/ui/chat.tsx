// The chat: rooms to choose from, the lines of the chosen one, and the field to write in. Over the scene and on the list page.
// Ordering is world/group.ts, one line is chat-line.tsx, writing is composer.tsx.
import { useSignal } from "@preact/signals";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";
import type { Message } from "../world/group";
import { Line } from "./chat-line";
import { type About, Composer } from "./composer";
import type { Talk } from "./desk";
import type { Language } from "./words";

/** So many lines are in the page at once; older ones that are held appear before more are asked for. */
const LINES = 200;
const END_PIXELS = 40;

function clockOf(language: Language): Intl.DateTimeFormat {
	const locale = language === "en" ? "en-GB" : language === "zh-hant" ? "zh-TW" : "zh-CN";
	return new Intl.DateTimeFormat(locale, { hour: "2-digit", minute: "2-digit", hour12: false });
}

/** The rooms as tabs; their unread counts stand beside their names. */
function Rooms({ talk }: { talk: Talk }) {
	const { words } = talk;
	return (
		<div class="chat__rooms" role="tablist" aria-label={words("chat.rooms")}>
			{talk.rooms.map((room) => (
				<button
					key={room.group.key}
					type="button"
					role="tab"
					class="chat__room"
					aria-selected={room === talk.room.value}
					aria-controls="chat-log"
					onClick={() => talk.choose(room)}
				>
					{words(room.label, { name: talk.hall.name })}
					{room !== talk.room.value && room.group.unread.value > 0 && (
						<span class="chat__unread">{words("chat.unread", { count: room.group.unread.value })}</span>
					)}
				</button>
			))}
		</div>
	);
}

function Lines({
	talk,
	messages,
	choose,
}: {
	talk: Talk;
	messages: readonly Message[];
	choose: (about: About) => void;
}) {
	const current = useSignal(0);
	const time = clockOf(talk.language);
	const list = useRef<HTMLOListElement>(null);
	const all = talk.room.value.group.messages.value;
	const bySeq = new Map(all.map((message) => [message.seq, message]));
	const nameOf = new Map([...talk.around(), ...all].map(({ person, name }) => [person, name]));
	// One line of all stops Tab, so that the field is not behind two hundred buttons; arrows go from line to line.
	const last = messages.at(-1)?.seq ?? 0;
	const at = bySeq.has(current.value) ? current.value : last;
	const focusLine = (seq: number) => {
		current.value = seq;
		list.current?.querySelector<HTMLElement>(`[data-seq="${seq}"] button`)?.focus();
	};
	const press = (event: KeyboardEvent) => {
		const step = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
		if (step === 0 || !(event.target instanceof HTMLButtonElement)) return;
		const numbered = messages.filter((message) => message.seq > 0 && message.state === "accepted");
		const next = numbered[numbered.findIndex((message) => message.seq === at) + step];
		if (!next) return;
		event.preventDefault();
		focusLine(next.seq);
	};
	const show = (seq: number) => {
		const line = list.current?.querySelector<HTMLElement>(`[data-seq="${seq}"]`);
		line?.scrollIntoView({ block: "center" });
		if (line) focusLine(seq);
	};
	return (
		<ol class="chat__lines" ref={list} onKeyDown={press}>
			{messages.map((message) => (
				<Line
					key={message.nonce || message.seq}
					message={message}
					talk={talk}
					time={time}
					answered={bySeq.get(message.reply)}
					names={message.mentions.flatMap((person) => nameOf.get(person) ?? [])}
					isCurrent={message.seq === at}
					reply={() => choose({ kind: "reply", message })}
					edit={() => choose({ kind: "edit", message })}
					show={() => show(message.reply)}
				/>
			))}
		</ol>
	);
}

export function Chat({ talk, isFocused = false }: { talk: Talk; isFocused?: boolean }) {
	const { words } = talk;
	const { group } = talk.room.value;
	const log = useRef<HTMLDivElement>(null);
	const isAtEnd = useRef(true);
	const about = useSignal<About | null>(null);
	const all = group.messages.value;
	const lines = useSignal(LINES);
	const messages = all.length > lines.value ? all.slice(-lines.value) : all;
	useEffect(() => {
		const look = () => document.visibilityState === "visible" && all.length >= 0 && group.joined.peek() && talk.read();
		look();
		document.addEventListener("visibilitychange", look);
		return () => document.removeEventListener("visibilitychange", look);
	}, [all, group, talk]);
	useLayoutEffect(() => {
		if (log.current && isAtEnd.current) log.current.scrollTop = log.current.scrollHeight;
	}, [all]);
	useLayoutEffect(() => {
		about.value = null;
		lines.value = LINES;
		isAtEnd.current = group.key !== "";
	}, [group, about, lines]);
	const isSilent = group.joined.value && !group.maySay.value;
	return (
		<div class="chat">
			{talk.rooms.length > 1 && <Rooms talk={talk} />}
			<div
				class="chat__log"
				id="chat-log"
				role="log"
				aria-live="polite"
				aria-label={words("panel.chat")}
				// biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling region has to be reachable by keyboard
				tabIndex={0}
				ref={log}
				onScroll={(event) => {
					const { scrollTop, scrollHeight, clientHeight } = event.currentTarget;
					isAtEnd.current = scrollHeight - scrollTop - clientHeight < END_PIXELS;
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
				<Lines
					talk={talk}
					messages={messages}
					choose={(wish) => {
						about.value = wish;
					}}
				/>
			</div>
			{isSilent ? (
				<p class="soft">{words("chat.silent")}</p>
			) : (
				<Composer
					talk={talk}
					isFocused={isFocused}
					about={about.value}
					leave={() => {
						about.value = null;
					}}
					onSaid={() => {
						isAtEnd.current = true;
					}}
				/>
			)}
		</div>
	);
}
