// What the panels share: the state they show and the wishes they pass on. The app fills it; no panel knows who carries a wish out.
import type { ReadonlySignal, Signal } from "@preact/signals";
import type { ConnectionState } from "../world/connection";
import type { Offer } from "../world/gestures";
import type { Change, Draft, Group } from "../world/group";
import type { Lines } from "../world/lines";
import type { News } from "../world/news";
import type { People } from "../world/people";
import type { HallPlan, PlanBooth, PlanProduct } from "../world/plan";
import type { Presence } from "../world/presence";
import type { Saved } from "../world/saved";
import type { Self } from "../world/self";
import type { Show, Shows, Slide } from "../world/shows";
import type { Tour } from "../world/tour";
import type { Named } from "./mentions";
import type { Mirror } from "./wardrobe";
import type { Key, Language, Words } from "./words";

export type PanelName = "chat" | "map" | "booths" | "people" | "tours" | "present" | "settings" | "help" | "wardrobe";
export type ThemeChoice = "auto" | "light" | "dark";
export type QualityChoice = "auto" | "low" | "medium" | "high" | "ultra";
/** "none" where the browser has no headset. */
export type HeadsetState = "none" | "ready" | "opening" | "on" | "failed";
export type Loading =
	| { kind: "loading"; done: number; total: number }
	| { kind: "ready" }
	| { kind: "failed" }
	| { kind: "lost" };

/** A group one can choose in the chat, with what is being typed there. */
export interface Room {
	group: Group;
	label: Key;
	typed: Signal<string>;
	/** People called by @ in what is being typed. */
	named: Named[];
}
/** A product's picture that a message can refer to. */
export interface ProductPicture {
	key: string;
	name: string;
}

export interface Talk {
	words: Words;
	language: Language;
	connection: ReadonlySignal<ConnectionState>;
	presence: Presence;
	me: { readonly id: string; readonly name: string };
	rooms: readonly Room[];
	room: ReadonlySignal<Room>;
	/** The hall's name, for titles. */
	hall: { slug: string; number: string; name: string };
	urls: Partial<Record<"list" | "walk" | "enter" | "signIn" | "home", string>>;
	/** Messages for everybody: from the organiser, or about the server. */
	news: News;
	/** What is presented in the hall. */
	shows: Shows;
	/** The numbers of the booths at which I may present. */
	booths: ReadonlySignal<readonly string[]>;
	mayGuide(): boolean;
	/** The gateway's time, ms. */
	gatewayNow(): number;
	turn(key: string, page: number, playing?: boolean, position?: number): void;
	endShow(key: string): void;
	/** Asks to speak, or goes along; or not any more. */
	raise(key: string, isUp: boolean): void;
	answer(key: string, person: string, isGiven: boolean): void;
	choose(room: Room): void;
	/** In the chosen room, like all below. */
	say(draft: Draft): void;
	change(change: Change): void;
	retry(nonce: number): void;
	browse(): void;
	/** All that is there has been seen. */
	read(): void;
	reconnect(): void;
	/** The clock of `Group.waitsUntil`, ms. */
	clock(): number;
	/** Who is near, then who spoke lately. */
	around(): Named[];
	findPictures(letters: string): Promise<readonly ProductPicture[]>;
	/** Walks to where somebody is, in their line of the hall; only where there is a hall. */
	goTo?(person: string, name: string): void;
}
/** What one hears of the hall. */
export interface HallSound {
	isOn: Signal<boolean>;
	/** 0..1. */
	volume: Signal<number>;
	hasCaptions: Signal<boolean>;
	/** What is heard now, in words; "" for nothing that means anything. */
	caption: ReadonlySignal<Key | "">;
}
export interface Desk extends Talk {
	plan: ReadonlySignal<HallPlan | null>;
	loading: ReadonlySignal<Loading>;
	panel: Signal<PanelName | null>;
	booth: Signal<PlanBooth | null>;
	/** Said by screen readers. */
	announcement: ReadonlySignal<string>;
	lines: Lines;
	/** Somebody holds out a hand to me. */
	offer: ReadonlySignal<Offer | null>;
	following: ReadonlySignal<{ person: string; name: string } | null>;
	/** The person one clicked on, "" for nobody. */
	picked: Signal<string>;
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
	headset: { readonly state: ReadonlySignal<HeadsetState>; wear(): Promise<void> };
	people: People;
	self: Self;
	saved: Saved;
	tour: Tour;
	/** -1..1 from the joystick. */
	stick: { forward: number; right: number };
	sound: HallSound;
	/** Keeps how one looks; null, or the sentence that says why not. */
	saveLook(look: number): Promise<string | null>;
	/** Oneself on a canvas; `isStill` draws only when something changes. */
	mirror(canvas: HTMLCanvasElement, isStill: boolean): Promise<Mirror>;
	setQuality(choice: QualityChoice): void;
	askLines(): void;
	changeLine(line: number): void;
	/** For all around, or to avatar `id`. */
	gesture(gesture: number, id?: number): void;
	/** Takes an offered hand, else offers one. */
	shakeHands(id?: number): void;
	sit(): void;
	follow(person: string, name: string): void;
	leave(): void;
	setTheme(choice: ThemeChoice): void;
	walkTo(booth: PlanBooth): void;
	jumpTo(booth: PlanBooth): void;
	/** Walks to the nearest booth that one has not been at. */
	walkOn(): void;
	/** What is around one now, in a sentence. */
	surroundings(): string;
	/** Puts a thing (see savedAddress) on the saved list or takes it off. */
	keep(thing: string, name: string, isKept: boolean): void;
	/** The number of the booth one stands at, "" for none. */
	atBooth: ReadonlySignal<string>;
	/** The booth at which I get ready to present. */
	presenting: Signal<PlanBooth | null>;
	slidesOf(booth: PlanBooth): Promise<readonly Slide[]>;
	present(booth: PlanBooth, title: string, pages: readonly string[]): void;
	startGuiding(title: string): void;
	goToShow(show: Show): void;
	joinTour(show: Show, isIn: boolean): void;
	placeOf(show: Show): string;
	startTour(): void;
	endTour(): void;
	/** The address of another hall, on the tour. */
	hallOf(slug: string): string;
	/** Shares or saves a picture of the view. */
	takePicture(): void;
	/** Opens a product's 3D model. */
	view(product: PlanProduct): void;
	readBrochures(booth: PlanBooth): void;
	/** Exhibitors' slugs the website's search finds, in either script. */
	search(letters: string): Promise<ReadonlySet<string>>;
	/** The address of an exhibitor's page. */
	pageOf(booth: PlanBooth): string;
}
