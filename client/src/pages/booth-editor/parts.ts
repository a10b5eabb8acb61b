// What every part of the booth editor is given.
import { signal } from "@preact/signals";
import type { Language } from "../../ui/words";
import type { TextLanguage } from "../../world/design";
import type { PlanBooth } from "../../world/plan";
import type { EditorDesk } from "./desk";
import type { Files } from "./files";
import type { Words } from "./words";

/** A plinth on the picture: CSS pixels from the canvas's left and top. */
export interface Mark {
	readonly x: number;
	readonly y: number;
}

/** The booth in 3D, as the app gives it. */
export interface Stage {
	/** Told after each picture where the plinths are on it. */
	onDrawn: (marks: readonly Mark[]) => void;
	/** Angles by pixels of a pointer, distance by metres; a picture follows with `draw`. */
	readonly orbit: { look(dx: number, dy: number): void; zoom(metres: number): void; home(): void };
	/** Rejects when the kit cannot be had. */
	show(booth: PlanBooth): Promise<void>;
	draw(): void;
	resize(): void;
	destroy(): void;
}

/** Rejects where nothing can be drawn. `size`: of the booth's front, metres. */
export type StageOpener = (
	canvas: HTMLCanvasElement,
	size: { width: number; depth: number },
	told: { character: string; onContextLost: () => void },
) => Promise<Stage>;

export interface Editor {
	readonly desk: EditorDesk;
	readonly files: Files;
	readonly words: Words;
	readonly language: Language;
	/** Address of the exhibitor's page as it would be. */
	readonly preview: string;
	/** Address of the templates' pictures, with a slash at its end. */
	readonly pictures: string;
	readonly openStage: StageOpener;
	/** Says something to who cannot see it. */
	readonly say: (text: string) => void;
}

/** What is said to who cannot see it. */
export const spoken = signal("");

export const textLanguage = (language: Language): TextLanguage =>
	language === "en" ? "en" : language === "zh-hant" ? "zh_hant" : "zh_hans";
