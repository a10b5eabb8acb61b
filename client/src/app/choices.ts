// What a person chose about motion, names and keys, as signals that remember themselves in this browser.
import { effect, type Signal, signal } from "@preact/signals";
import {
	recallLessMotion,
	recallLetters,
	recallNames,
	rememberLessMotion,
	rememberLetters,
	rememberNames,
} from "./memory";

export interface Choices {
	lessMotion: Signal<boolean>;
	/** Names over heads. */
	names: Signal<boolean>;
	/** Single letters as shortcuts. */
	letters: Signal<boolean>;
}

export function rememberedChoices(): Choices {
	const lessMotion = signal(recallLessMotion());
	const names = signal(recallNames());
	const letters = signal(recallLetters());
	effect(() => rememberLessMotion(lessMotion.value));
	effect(() => rememberNames(names.value));
	effect(() => rememberLetters(letters.value));
	return { lessMotion, names, letters };
}
