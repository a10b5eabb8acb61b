// What the panels share: the state they show and the wishes they pass on. The app fills it; no panel knows who carries a wish out.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { ConnectionState } from "../world/connection";
import type { Group } from "../world/group";
import type { People } from "../world/people";
import type { HallPlan, PlanBooth } from "../world/plan";
import type { Presence } from "../world/presence";
import type { Self } from "../world/self";
import type { Language, Words } from "./words";

export type PanelName = "chat" | "map" | "booths" | "people" | "settings" | "help";
export type ThemeChoice = "auto" | "light" | "dark";
export type QualityChoice = "auto" | "low" | "medium" | "high" | "ultra";
export type Loading =
	| { kind: "loading"; done: number; total: number }
	| { kind: "ready" }
	| { kind: "failed" }
	| { kind: "lost" };

export interface Talk {
	words: Words;
	language: Language;
	connection: ReadonlySignal<ConnectionState>;
	presence: Presence;
	group: Group;
	/** The hall's name, for titles. */
	hall: { slug: string; number: string; name: string };
	urls: Partial<Record<"list" | "walk" | "enter" | "signIn" | "home", string>>;
	say(text: string): void;
	retry(nonce: number): void;
	browse(): void;
	reconnect(): void;
}
export interface Desk extends Talk {
	plan: ReadonlySignal<HallPlan | null>;
	loading: ReadonlySignal<Loading>;
	panel: Signal<PanelName | null>;
	booth: Signal<PlanBooth | null>;
	/** Said by screen readers. */
	announcement: ReadonlySignal<string>;
	/** A passing message for everybody: from the organiser or about the server. */
	notice: Signal<string>;
	quality: ReadonlySignal<QualityChoice>;
	lessMotion: Signal<boolean>;
	/** Names over heads. */
	names: Signal<boolean>;
	/** Single letters as shortcuts. */
	letters: Signal<boolean>;
	theme: ReadonlySignal<ThemeChoice>;
	/** This page in each language, in the languages' own names. */
	languages: readonly { code: Language; lang: string; name: string; url: string }[];
	/** Grows a few times a second: the map and the list of neighbours look at people and self again. */
	beat: ReadonlySignal<number>;
	people: People;
	self: Self;
	/** -1..1 from the joystick. */
	stick: { forward: number; right: number };
	setQuality(choice: QualityChoice): void;
	setTheme(choice: ThemeChoice): void;
	walkTo(booth: PlanBooth): void;
	jumpTo(booth: PlanBooth): void;
	/** Exhibitors' slugs the website's search finds, in either script. */
	search(letters: string): Promise<ReadonlySet<string>>;
	/** The address of an exhibitor's page. */
	pageOf(booth: PlanBooth): string;
}
