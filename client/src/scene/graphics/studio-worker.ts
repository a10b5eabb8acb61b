// The studio in a worker of its own: the booths come first, then wishes as numbers and sheets that are given back.
import type { PlanBooth } from "../../world/plan";
import { Studio } from "./studio";
import type { Sheet } from "./wishes";

let studio: Studio | null = null;

addEventListener("message", ({ data }: MessageEvent<number | readonly PlanBooth[] | Sheet>) => {
	if (typeof data === "number") studio?.wish(data);
	else if (data instanceof Uint8Array) studio?.takeBack(data);
	else {
		const pen = (size: number) => new OffscreenCanvas(size, size).getContext("2d", { willReadFrequently: true });
		studio = new Studio(data, pen, (sheet) => postMessage(sheet, { transfer: [sheet.buffer] }));
	}
});
