// What the browser remembers: the place in a hall for this tab, and choices about the picture.
import type { QualityChoice } from "../ui/desk";
import type { PutAway } from "../world/news";

export interface Place {
	x: number;
	z: number;
	yaw: number;
}
const QUALITY = "yunzhan.quality";
const MOTION = "yunzhan.less-motion";
const NAMES = "yunzhan.names";
const LETTERS = "yunzhan.letters";
const CHOICES: readonly string[] = ["low", "medium", "high", "ultra"];

function isPlace(value: unknown): value is Place {
	if (typeof value !== "object" || value === null) return false;
	return ["x", "z", "yaw"].every((key) => Number.isFinite(Reflect.get(value, key)));
}

export function rememberPlace(hallKey: string, place: Place): void {
	const { x, z, yaw } = place;
	sessionStorage.setItem(`yunzhan.place.${hallKey}`, JSON.stringify({ x, z, yaw }));
}

export function recallPlace(hallKey: string): Place | null {
	try {
		const place: unknown = JSON.parse(sessionStorage.getItem(`yunzhan.place.${hallKey}`) ?? "null");
		return isPlace(place) ? place : null;
	} catch {
		return null;
	}
}

export function recallQuality(): QualityChoice {
	const choice = localStorage.getItem(QUALITY) ?? "auto";
	return CHOICES.includes(choice) ? (choice as QualityChoice) : "auto";
}

export function rememberQuality(choice: QualityChoice): void {
	if (choice === "auto") localStorage.removeItem(QUALITY);
	else localStorage.setItem(QUALITY, choice);
}

function recallFlag(key: string, otherwise: boolean): boolean {
	const choice = localStorage.getItem(key);
	return choice === null ? otherwise : choice === "yes";
}

function rememberFlag(key: string, value: boolean): void {
	localStorage.setItem(key, value ? "yes" : "no");
}

/** The person's own choice, else what the system asks for. */
export const recallLessMotion = () => recallFlag(MOTION, matchMedia("(prefers-reduced-motion: reduce)").matches);
export const rememberLessMotion = (isLess: boolean) => rememberFlag(MOTION, isLess);
/** Names over heads. */
export const recallNames = () => recallFlag(NAMES, true);
export const rememberNames = (areShown: boolean) => rememberFlag(NAMES, areShown);
/** Single letters as shortcuts. */
export const recallLetters = () => recallFlag(LETTERS, true);
export const rememberLetters = (areUsed: boolean) => rememberFlag(LETTERS, areUsed);

const READ = "yunzhan.read.";

/** The number one has read a group up to, null when one has never been there. */
export function recallRead(group: string): number | null {
	const read = Number(localStorage.getItem(READ + group) ?? Number.NaN);
	return Number.isSafeInteger(read) && read >= 0 ? read : null;
}

export function rememberRead(group: string, seq: number): void {
	localStorage.setItem(READ + group, String(seq));
}

const PUT_AWAY = "yunzhan.put-away.";

/** The announcements of a fair that were put away. */
export function recallPutAway(fair: string): PutAway {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(PUT_AWAY + fair) ?? "{}");
		const times = Object.entries(typeof kept === "object" && kept !== null ? kept : {});
		return Object.fromEntries(times.filter(([, at]) => Number.isFinite(at)));
	} catch {
		return {};
	}
}

export function rememberPutAway(fair: string, gone: PutAway): void {
	localStorage.setItem(PUT_AWAY + fair, JSON.stringify(gone));
}

const TOUR = "yunzhan.tour.";

/** The tour of this tab: whether it is on, and the exhibitors one has been at. */
export function recallTour(fair: string): { isOn: boolean; been: string[] } {
	try {
		const kept: unknown = JSON.parse(sessionStorage.getItem(TOUR + fair) ?? "{}");
		const { isOn, been } = Object(kept);
		return {
			isOn: isOn === true,
			been: Array.isArray(been) ? been.filter((one): one is string => typeof one === "string") : [],
		};
	} catch {
		return { isOn: false, been: [] };
	}
}

export function rememberTour(fair: string, isOn: boolean, been: ReadonlySet<string>): void {
	sessionStorage.setItem(TOUR + fair, JSON.stringify({ isOn, been: [...been] }));
}

const SOUND = "yunzhan.sound";
export interface SoundKept {
	isOn: boolean;
	volume: number;
	hasCaptions: boolean;
}

/** Off, and no captions, until somebody chooses otherwise. */
export function recallSound(): SoundKept {
	try {
		const kept = JSON.parse(localStorage.getItem(SOUND) ?? "{}") as Partial<SoundKept> | null;
		const volume = Number(kept?.volume ?? 0.6);
		return {
			isOn: kept?.isOn === true,
			volume: volume >= 0 && volume <= 1 ? volume : 0.6,
			hasCaptions: kept?.hasCaptions === true,
		};
	} catch {
		return { isOn: false, volume: 0.6, hasCaptions: false };
	}
}

export function rememberSound(kept: SoundKept): void {
	localStorage.setItem(SOUND, JSON.stringify(kept));
}

const BENCHES = "yunzhan.benches";

/** What was measured on this device and kept because its owner asked for it: newest first, as the page of measuring wrote it. */
export function recallBenches(): unknown[] {
	try {
		const kept: unknown = JSON.parse(localStorage.getItem(BENCHES) ?? "[]");
		return Array.isArray(kept) ? kept : [];
	} catch {
		return [];
	}
}

export function rememberBenches(benches: readonly unknown[]): void {
	if (benches.length > 0) localStorage.setItem(BENCHES, JSON.stringify(benches));
	else localStorage.removeItem(BENCHES);
}
