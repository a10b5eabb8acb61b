// How long the graphics card works on a frame, where the browser tells (EXT_disjoint_timer_query_webgl2).
// Answers come some frames later; those from around a hiccup of the card ("disjoint") are thrown away, as the extension asks.

interface TimerExtension {
	readonly TIME_ELAPSED_EXT: number;
	readonly GPU_DISJOINT_EXT: number;
}
export type TimedContext = Pick<
	WebGL2RenderingContext,
	| "getExtension"
	| "createQuery"
	| "deleteQuery"
	| "beginQuery"
	| "endQuery"
	| "getQueryParameter"
	| "getParameter"
	| "QUERY_RESULT"
	| "QUERY_RESULT_AVAILABLE"
>;
const MOST_WAITING = 8;
const NANOSECONDS = 1e6;

export class GpuTimer {
	private readonly timer: TimerExtension | null;
	private readonly waiting: WebGLQuery[] = [];
	private readonly free: WebGLQuery[] = [];
	private running: WebGLQuery | null = null;

	constructor(private readonly gl: TimedContext) {
		this.timer = gl.getExtension("EXT_disjoint_timer_query_webgl2") as TimerExtension | null;
	}

	/** False where the browser does not tell. */
	get isThere(): boolean {
		return this.timer !== null;
	}

	/** What is drawn from now on is timed, until `end`. */
	begin(): void {
		if (!this.timer || this.waiting.length >= MOST_WAITING) return;
		this.running = this.free.pop() ?? this.gl.createQuery();
		if (this.running) this.gl.beginQuery(this.timer.TIME_ELAPSED_EXT, this.running);
	}

	end(): void {
		if (!this.timer || !this.running) return;
		this.gl.endQuery(this.timer.TIME_ELAPSED_EXT);
		this.waiting.push(this.running);
		this.running = null;
	}

	/** Tells the milliseconds of every frame whose answer has come. */
	collect(tell: (ms: number) => void): void {
		const { gl, timer } = this;
		if (!timer) return;
		const isDisjoint = gl.getParameter(timer.GPU_DISJOINT_EXT) === true;
		while (this.waiting.length > 0) {
			const oldest = this.waiting[0];
			if (!isDisjoint && gl.getQueryParameter(oldest, gl.QUERY_RESULT_AVAILABLE) !== true) return;
			if (!isDisjoint) tell(Number(gl.getQueryParameter(oldest, gl.QUERY_RESULT)) / NANOSECONDS);
			this.waiting.shift();
			this.free.push(oldest);
		}
	}

	destroy(): void {
		this.end();
		for (const query of [...this.waiting.splice(0), ...this.free.splice(0)]) this.gl.deleteQuery(query);
	}
}
