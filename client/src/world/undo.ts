// What can be undone and done again: states of one thing, oldest first. Typing in one field is one step.

const MOST_STEPS = 200;

interface Step<State> {
	/** What was changed, for people: "colour". */
	readonly what: string;
	readonly before: State;
}

export class UndoStack<State> {
	private done: Step<State>[] = [];
	private undone: Step<State>[] = [];
	private lastChangeMs = Number.NEGATIVE_INFINITY;

	constructor(
		private state: State,
		/** Changes of the same thing within this time are one step. */
		private readonly togetherMs = 1500,
	) {}

	get now(): State {
		return this.state;
	}
	get canUndo(): boolean {
		return this.done.length > 0;
	}
	get canRedo(): boolean {
		return this.undone.length > 0;
	}

	/** `what` names the change; nowMs is a monotonic clock. */
	change(state: State, what: string, nowMs: number): void {
		const last = this.done.at(-1);
		const goesOn = last?.what === what && this.undone.length === 0 && nowMs - this.lastChangeMs < this.togetherMs;
		if (!goesOn) this.done.push({ what, before: this.state });
		if (this.done.length > MOST_STEPS) this.done.shift();
		this.undone = [];
		this.state = state;
		this.lastChangeMs = nowMs;
	}

	/** Goes one step back; answers what was undone, null when there was nothing. */
	undo(): string | null {
		return this.move(this.done, this.undone);
	}

	redo(): string | null {
		return this.move(this.undone, this.done);
	}

	private move(from: Step<State>[], to: Step<State>[]): string | null {
		const step = from.pop();
		if (!step) return null;
		to.push({ what: step.what, before: this.state });
		this.state = step.before;
		this.lastChangeMs = Number.NEGATIVE_INFINITY;
		return step.what;
	}
}
