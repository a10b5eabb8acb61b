// The state of the booth editor: the design with its undo, what the server has of it, and saving by itself. No screen is known here.
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals";
import type { Time } from "../../net/link";
import { WebsiteRefused } from "../../net/website";
import { type Design, designOf, isSame, type KeptDesign, keptOf } from "../../world/design";
import { UndoStack } from "../../world/undo";
import type { BoothServer, Budget, EditorData, Head, SavedDesign } from "./server";

const SAVE_AFTER_MS = 900;
const RETRY_AFTER_MS = 5000;

export type Saving =
	| { readonly kind: "kept"; readonly at: Date | null }
	| { readonly kind: "changed" }
	| { readonly kind: "saving" }
	| { readonly kind: "offline" }
	/** Something is not as it may be: see `refusal`. */
	| { readonly kind: "refused" }
	/** Somebody else saved meanwhile. */
	| { readonly kind: "conflict" };

/** What the server said no to, in the reader's language; `field` as the server names it, "" for the whole. */
export interface Complaint {
	readonly field: string;
	readonly message: string;
}

/** Where an unsaved design outlives the page. */
export interface Drawer {
	take(): string | null;
	put(text: string | null): void;
}

interface Unsaved {
	seen: string;
	design: KeptDesign;
}

export class EditorDesk {
	readonly design: Signal<Design>;
	readonly newest: Signal<Head | null>;
	readonly budget: Signal<Budget>;
	readonly saving: Signal<Saving>;
	readonly complaint = signal<Complaint | null>(null);
	readonly canUndo = signal(false);
	readonly canRedo = signal(false);
	/** What was last undone or done again, for who cannot see it; empty at first. */
	readonly lastStep = signal<{ readonly way: "undo" | "redo"; readonly what: string } | null>(null);
	readonly isLocked: ReadonlySignal<boolean>;
	private history: UndoStack<Design>;
	private saved: Design;
	private cancelSave: () => void = () => undefined;
	private running: Promise<void> | null = null;

	constructor(
		readonly data: EditorData,
		private readonly server: BoothServer,
		private readonly time: Time,
		private readonly drawer: Drawer,
		private readonly clock: () => Date = () => new Date(),
	) {
		const design = designOf(data.look, data.limits.places);
		this.saved = design;
		this.history = new UndoStack(design);
		this.design = signal(design);
		this.newest = signal(data.newest);
		this.budget = signal(data.budget);
		this.saving = signal<Saving>({ kind: "kept", at: data.newest ? new Date(data.newest.changed_at) : null });
		this.isLocked = computed(() => this.newest.value?.state === "submitted");
		this.takeUpUnsaved();
	}

	private get seen(): string {
		return this.newest.peek()?.stamp ?? "";
	}

	/** What was typed when the connection or the page went away, unless the server has gone on since. */
	private takeUpUnsaved(): void {
		const text = this.drawer.take();
		if (text === null || this.isLocked.peek()) return;
		try {
			const left = JSON.parse(text) as Unsaved;
			if (left.seen === this.seen) this.change(designOf(left.design, this.data.limits.places), "draft");
			else this.drawer.put(null);
		} catch {
			this.drawer.put(null);
		}
	}

	/** `what` names the thing that was changed; changes of the same thing close together are one step of undo. */
	change(design: Design, what: string): void {
		if (this.isLocked.peek()) return;
		this.history.change(design, what, this.time.now());
		this.shows(design);
	}

	undo(): void {
		this.step("undo", this.isLocked.peek() ? null : this.history.undo());
	}

	redo(): void {
		this.step("redo", this.isLocked.peek() ? null : this.history.redo());
	}

	private step(way: "undo" | "redo", what: string | null): void {
		if (what === null) return;
		this.shows(this.history.now);
		this.lastStep.value = { way, what };
	}

	private shows(design: Design): void {
		this.design.value = design;
		this.canUndo.value = this.history.canUndo;
		this.canRedo.value = this.history.canRedo;
		if (isSame(design, this.saved) && this.running === null) {
			this.cancelSave();
			this.drawer.put(null);
			this.complaint.value = null;
			this.saving.value = { kind: "kept", at: this.keptAt() };
			return;
		}
		this.drawer.put(JSON.stringify({ seen: this.seen, design: keptOf(design) } satisfies Unsaved));
		if (this.saving.peek().kind !== "conflict") this.saving.value = { kind: "changed" };
		this.saveAfter(SAVE_AFTER_MS);
	}

	private keptAt(): Date | null {
		const newest = this.newest.peek();
		return newest ? new Date(newest.changed_at) : null;
	}

	private saveAfter(ms: number): void {
		this.cancelSave();
		this.cancelSave = this.time.after(ms, () => void this.save());
	}

	/** Saves what is not saved, now. Resolves when that was tried. */
	async save(): Promise<void> {
		this.cancelSave();
		while (this.running) await this.running;
		if (this.saving.peek().kind === "conflict" || this.isLocked.peek()) return;
		const design = this.design.peek();
		if (isSame(design, this.saved)) return;
		this.saving.value = { kind: "saving" };
		this.running = this.put(design).finally(() => {
			this.running = null;
		});
		await this.running;
	}

	private async put(design: Design): Promise<void> {
		try {
			const answer = await this.server.save(keptOf(design), this.seen);
			this.saved = design;
			this.heard(answer);
			this.complaint.value = null;
			if (isSame(this.design.peek(), design)) {
				this.drawer.put(null);
				this.saving.value = { kind: "kept", at: this.clock() };
			} else {
				this.saving.value = { kind: "changed" };
				this.saveAfter(SAVE_AFTER_MS);
			}
		} catch (error) {
			this.failed(error);
		}
	}

	private heard(answer: SavedDesign): void {
		this.newest.value = answer;
		this.budget.value = answer.budget;
	}

	private failed(error: unknown): void {
		if (!(error instanceof WebsiteRefused)) {
			this.saving.value = { kind: "offline" };
			this.saveAfter(RETRY_AFTER_MS);
			return;
		}
		const { refusal } = error;
		this.complaint.value = { field: refusal.field ?? "", message: refusal.message };
		const isConflict = refusal.error === "DesignChangedMeanwhile" || refusal.error === "DesignInReview";
		this.saving.value = { kind: isConflict ? "conflict" : "refused" };
	}

	/** Somebody else saved: theirs is taken, ours is one undo away. */
	async takeTheirs(): Promise<void> {
		const data = await this.server.begin();
		this.goOnFrom(data);
		this.history.change(this.saved, "theirs", this.time.now());
		this.shows(this.saved);
	}

	/** Somebody else saved: ours replaces theirs. */
	async keepOurs(): Promise<void> {
		this.goOnFrom(await this.server.begin());
		// Handed in by the other: theirs is what stands until the answer.
		if (this.isLocked.peek()) this.shows(this.saved);
		else await this.save();
	}

	private goOnFrom(data: EditorData): void {
		this.newest.value = data.newest;
		this.budget.value = data.budget;
		this.saved = designOf(data.look, this.data.limits.places);
		this.complaint.value = null;
		this.saving.value = { kind: "changed" };
	}

	/** Hands in what is shown, saved first. An unchanged booth that was never saved is saved as it stands. */
	async submit(): Promise<void> {
		await this.save();
		if (this.saving.peek().kind !== "kept") return;
		try {
			if (this.newest.peek()?.state !== "draft") {
				this.heard(await this.server.save(keptOf(this.design.peek()), this.seen));
			}
			this.heard(await this.server.submit(this.seen));
			this.complaint.value = null;
		} catch (error) {
			this.failed(error);
		}
	}

	async withdraw(): Promise<void> {
		try {
			this.heard(await this.server.withdraw(this.seen));
			this.complaint.value = null;
			this.saving.value = { kind: "kept", at: this.keptAt() };
		} catch (error) {
			this.failed(error);
			if (error instanceof WebsiteRefused) this.goOnFrom(await this.server.begin());
		}
	}
}
