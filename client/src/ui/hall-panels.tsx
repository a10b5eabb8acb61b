// Everything over the scene, put together: counts, the bar of tools, the open panel, the booth's card.
import { BoothCard } from "./booth-card";
import { Chat } from "./chat";
import { ConnectionNotice } from "./connection-state";
import type { Desk, PanelName } from "./desk";
import { HallNews } from "./hall-news";
import { Joystick } from "./joystick";
import { later } from "./later";
import { LoadingScreen } from "./loading-screen";
import { Panel } from "./panel";
import { PeopleNear } from "./people-near";
import type { WardrobeProps } from "./wardrobe";
import type { Words } from "./words";

const TOOLS = ["chat", "map", "booths", "people", "tours", "settings", "help"] as const;
const SIGNS: Record<(typeof TOOLS)[number], string> = {
	chat: "M4 5h16v11H9l-5 4z",
	map: "M3 6l6-2 6 2 6-2v14l-6 2-6-2-6 2zM9 4v14M15 6v14",
	booths: "M4 6h16M4 12h16M4 18h16",
	people: "M8 11a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM2 20c0-4 3-6 6-6s6 2 6 6M16 11a3 3 0 1 0 0-6M17 14c3 0 5 2 5 6",
	tours: "M6 21a3 3 0 1 0 0-6 3 3 0 0 0 0 6zM9 18h6a3 3 0 0 0 0-6H9a3 3 0 0 1 0-6h5M14 3h6v6h-6z",
	settings: "M4 7h10M18 7h2M16 5v4M4 17h4M12 17h8M10 15v4",
	help: "M9 9a3 3 0 1 1 4 3c-1 .5-1 1-1 2M12 18v.1",
};
const HEADSET = "M3 8h18v8a2 2 0 0 1-2 2h-4l-2-3h-2l-2 3H5a2 2 0 0 1-2-2zM7 12h.1M17 12h.1";

const Wardrobe = later<WardrobeProps>(() => import("./wardrobe").then((part) => part.Wardrobe));
const Help = later<{ words: Words }>(() => import("./help").then((part) => part.Help));
const HallMap = later<{ words: Words; desk: Desk }>(() => import("./map").then((part) => part.HallMap));
const Booths = later<{ words: Words; desk: Desk }>(() => import("./booths").then((part) => part.Booths));
const Settings = later<{ words: Words; desk: Desk }>(() => import("./settings").then((part) => part.Settings));
const Tours = later<{ words: Words; desk: Desk }>(() => import("./tours").then((part) => part.Tours));

const Present = later<{ words: Words; desk: Desk }>(() => import("./present").then((part) => part.Present));
const ShowLayer = later<{ words: Words; desk: Desk }>(() => import("./show-layer").then((part) => part.ShowLayer));

function Content({ desk, panel }: { desk: Desk; panel: PanelName }) {
	switch (panel) {
		case "chat":
			return <Chat talk={desk} isFocused />;
		case "map":
			return <HallMap words={desk.words} desk={desk} />;
		case "booths":
			return <Booths words={desk.words} desk={desk} />;
		case "people":
			return <PeopleNear desk={desk} />;
		case "tours":
			return <Tours words={desk.words} desk={desk} />;
		case "present":
			return <Present words={desk.words} desk={desk} />;
		case "settings":
			return <Settings words={desk.words} desk={desk} />;
		case "help":
			return <Help words={desk.words} />;
		case "wardrobe":
			return (
				<Wardrobe
					words={desk.words}
					look={desk.self.look}
					save={desk.saveLook}
					mirror={(canvas: HTMLCanvasElement) => desk.mirror(canvas, desk.lessMotion.peek())}
				/>
			);
	}
}

function Counts({ desk }: { desk: Desk }) {
	const count = desk.presence.hall.value ?? desk.presence.fair.value;
	if (!count) return null;
	return (
		<p class="hall-counts presence">
			<span class="presence__dot" aria-hidden="true" />
			<span class="presence__people">{desk.words("top.online", { count: count.people })}</span>
			{count.scripted > 0 && (
				<span class="presence__scripted">{desk.words("top.scripted", { count: count.scripted })}</span>
			)}
		</p>
	);
}

/** Only where the browser knows of a headset. */
function HeadsetTool({ desk }: { desk: Desk }) {
	const { words, headset } = desk;
	const state = headset.state.value;
	if (state === "none") return null;
	return (
		<button
			type="button"
			class="hall-tools__tool"
			data-tool="headset"
			aria-pressed={state === "on"}
			disabled={state === "opening"}
			aria-label={words("headset.wear")}
			title={words("headset.wear")}
			onClick={() => void headset.wear()}
		>
			<svg viewBox="0 0 24 24" aria-hidden="true">
				<path d={HEADSET} />
			</svg>
			<span class="hall-tools__word" aria-hidden="true">
				{words("headset.word")}
			</span>
		</button>
	);
}

export function HallPanels({ desk }: { desk: Desk }) {
	const { words } = desk;
	const open = desk.panel.value;
	const booth = desk.booth.value;
	const unread = desk.rooms.reduce((sum, { group }) => sum + group.unread.value, 0);
	const mentioned = desk.rooms.reduce((sum, { group }) => sum + group.mentioned.value, 0);
	return (
		<>
			<LoadingScreen desk={desk} />
			<div class="hall-top">
				<Counts desk={desk} />
				<ConnectionNotice talk={desk} />
				<HallNews desk={desk} />
				{desk.shows.list.value.length > 0 && <ShowLayer words={words} desk={desk} />}
			</div>
			<nav class="hall-tools" aria-label={words("top.panels")}>
				{TOOLS.map((tool) => (
					<button
						key={tool}
						type="button"
						class="hall-tools__tool"
						data-tool={tool}
						aria-pressed={open === tool}
						aria-label={words(`panel.${tool}`)}
						title={words(`panel.${tool}`)}
						onClick={() => {
							desk.panel.value = open === tool ? null : tool;
						}}
					>
						<svg viewBox="0 0 24 24" aria-hidden="true">
							<path d={SIGNS[tool]} />
						</svg>
						<span class="hall-tools__word" aria-hidden="true">
							{words(`panel.${tool}`)}
						</span>
						{tool === "chat" && unread > 0 && open !== "chat" && (
							<span class="hall-tools__unread">
								<span aria-hidden="true">
									{mentioned > 0 && "@"}
									{unread > 99 ? "99+" : unread}
								</span>
								<span class="hidden-visually">
									{words("chat.unread", { count: unread })}
									{mentioned > 0 && words("chat.mentioned", { count: mentioned })}
								</span>
							</span>
						)}
					</button>
				))}
				<HeadsetTool desk={desk} />
			</nav>
			{open && (
				<Panel
					key={open}
					name={open}
					title={open === "chat" ? words("chat.title", { name: desk.hall.name }) : words(`panel.${open}`)}
					close={words("panel.close")}
					onClose={() => {
						desk.panel.value = null;
					}}
				>
					<Content desk={desk} panel={open} />
				</Panel>
			)}
			{booth && <BoothCard key={booth.number} desk={desk} booth={booth} />}
			<Joystick desk={desk} />
			{desk.sound.caption.value !== "" && <p class="hall-caption">{words(desk.sound.caption.value)}</p>}
			{desk.headset.state.value === "failed" && (
				<p class="hall-caption" role="alert">
					{words("headset.failed")}
				</p>
			)}
			<p class="hidden-visually" aria-live="polite">
				{desk.announcement.value}
			</p>
		</>
	);
}
