// Weighs the built client and fails when it is over budget; what may be loaded where is decided by the entries.
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUILT = new URL("../../src/yunzhan/website/static/client/", import.meta.url).pathname;
const WALK_SCRIPT_BYTES = 240_000;
const LATER_SCRIPT_BYTES = 60_000;
const PAGE_SCRIPT_BYTES = 60_000;
const EDITOR_SCRIPT_BYTES = 240_000;
const VIEWER_SCRIPT_BYTES = 230_000; // with what every page has loaded already
// The goal is 1.6 MB in a browser, which counts pages, styles, answers and heads too; these scripts and files leave room for them.
const FIRST_PICTURE_BYTES = 1_500_000;

const manifest = JSON.parse(readFileSync(join(BUILT, "manifest.json"), "utf8"));

/** What comes later: what a person asks for (panels, tours, talks and their screens, the mirror, a headset), and products of 3D on
 * plinths. The hall is there without. */
const isAskedFor = (key) =>
	/^src\/(ui|app|scene\/(people|immersion|booths\/(screens|products)))[/.]/.test(key) && key !== "src/app/hall-app.tsx";

/** Brings what reads models, when there is one. */
const isModel = (key) => key === "src/scene/booths/products.ts";

/** The product viewer has a budget of its own: it brings three.js to pages that have none. */
const isViewer = (key) => ["src/app/product-viewer.tsx", "src/app/hall-viewer.ts"].includes(key);

/** On a page it comes with a press only; in the hall it counts to what is asked for later. */
const isReader = (key) => key === "src/app/brochure-reader.tsx";

/** Every script that an entry brings, with what it loads later when `later` says so of its key. */
function scriptsOf(key, later, found = new Set()) {
	const chunk = manifest[key];
	if (found.has(chunk.file)) return found;
	found.add(chunk.file);
	for (const next of [...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []).filter(later)]) {
		scriptsOf(next, later, found);
	}
	return found;
}
const gzipped = (files) => [...files].reduce((sum, file) => sum + gzipSync(readFileSync(join(BUILT, file))).length, 0);

/** What goes over the wire: the packed file where there is one. */
function bytesUnder(folder) {
	if (!existsSync(folder)) return 0;
	return readdirSync(folder, { withFileTypes: true }).reduce((sum, entry) => {
		const path = join(folder, entry.name);
		if (entry.isDirectory()) return sum + bytesUnder(path);
		return entry.name.endsWith(".gz") ? sum : sum + statSync(existsSync(`${path}.gz`) ? `${path}.gz` : path).size;
	}, 0);
}

/** The scene's files: every folder beside the built scripts. */
function foldersUnder(folder) {
	const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
	return folders.reduce((sum, entry) => sum + bytesUnder(join(folder, entry.name)), 0);
}

const walk = gzipped(scriptsOf("src/app/walk.ts", (key) => !isAskedFor(key)));
const everything = gzipped(scriptsOf("src/app/walk.ts", (key) => !isViewer(key)));
const rows = [
	["walk script, gz", walk, WALK_SCRIPT_BYTES],
	["asked for later, gz", everything - walk, LATER_SCRIPT_BYTES],
	[
		"page script, gz",
		gzipped(scriptsOf("src/app/site.ts", (key) => !isViewer(key) && !isReader(key))),
		PAGE_SCRIPT_BYTES,
	],
	["editor script, gz", gzipped(scriptsOf("src/app/booth-editor.ts", (key) => !isModel(key))), EDITOR_SCRIPT_BYTES],
	["product viewer, gz", gzipped(scriptsOf("src/app/product-viewer.tsx", () => false)), VIEWER_SCRIPT_BYTES],
	["first 3D picture", walk + foldersUnder(join(BUILT, "assets")), FIRST_PICTURE_BYTES],
];
let over = false;
for (const [what, bytes, budget] of rows) {
	over ||= bytes > budget;
	console.log(`${bytes > budget ? "OVER" : "ok  "}  ${what.padEnd(20)} ${bytes} of ${budget} bytes`);
}
process.exit(over ? 1 : 0);
