// The entry of the 3D page: decides whether this device can show the hall before three.js is loaded.
// The frame itself and the scene are not here.
import { readPageData } from "./page-data";

/** True when a WebGL2 context can be made. */
export function canDraw(root: Document): boolean {
	return root.createElement("canvas").getContext("webgl2") !== null;
}

const page = readPageData(document);
if (page && !canDraw(document) && page.urls.list) location.replace(`${page.urls.list}?without=webgl`);
