// Where booths' graphics are painted: by a worker, away from the frames; by the page itself where there are no workers.
// What is painted is painter.ts, in which order is studio.ts, and where it goes to is graphics.ts.
import type { PlanBooth } from "../../world/plan";
import type { Studio } from "./studio";
import type { Sheet } from "./wishes";

export interface Easel {
	/** A number of wishes.ts. */
	wish(code: number): void;
	/** Gives the bytes back to be painted on again. */
	giveBack(sheet: Sheet): void;
	destroy(): void;
}

/** The worker is told numbers and given its own bytes back: the page makes nothing for a booth that is painted. */
class WorkerEasel implements Easel {
	private readonly given: Transferable[] = [];

	constructor(private readonly worker: Worker) {}

	wish(code: number): void {
		this.worker.postMessage(code);
	}

	giveBack(sheet: Sheet): void {
		this.given[0] = sheet.buffer;
		this.worker.postMessage(sheet, this.given);
	}

	destroy(): void {
		this.worker.terminate();
	}
}

/** The same by the page, between two frames. */
export class PageEasel implements Easel {
	private readonly studio: Promise<Studio>;

	constructor(booths: readonly PlanBooth[], onPainted: (sheet: Sheet) => void) {
		this.studio = import("./studio").then(({ Studio }) => {
			const pen = (size: number) => {
				const canvas = document.createElement("canvas");
				canvas.width = canvas.height = size;
				// Painted by the CPU, where the upload reads it: a canvas on the card would have to be fetched back first.
				return canvas.getContext("2d", { willReadFrequently: true });
			};
			return new Studio(booths, pen, onPainted);
		});
	}

	wish(code: number): void {
		void this.studio.then((studio) => studio.wish(code));
	}

	giveBack(sheet: Sheet): void {
		void this.studio.then((studio) => studio.takeBack(sheet));
	}

	destroy(): void {
		void this.studio.then((studio) => studio.close());
	}
}

/** A worker that paints these booths, null where there can be none; `onBroken` when it cannot start or fell over. */
export function setUpWorker(
	booths: readonly PlanBooth[],
	onPainted: (sheet: Sheet) => void,
	onBroken: () => void,
): Easel | null {
	if (typeof Worker === "undefined" || typeof OffscreenCanvas === "undefined") return null;
	try {
		const worker = new Worker(new URL("./studio-worker.ts", import.meta.url), { type: "module" });
		worker.onmessage = (event: MessageEvent<Sheet>) => onPainted(event.data);
		worker.onerror = () => {
			worker.terminate();
			onBroken();
		};
		worker.postMessage(booths);
		return new WorkerEasel(worker);
	} catch {
		return null; // Scripts come from another host, from where no worker may start.
	}
}
