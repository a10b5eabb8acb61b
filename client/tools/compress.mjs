// Writes a .gz beside every built file that gets smaller by it: WhiteNoise sends that one to browsers that take it.
import { readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

const BUILT = new URL("../../src/yunzhan/website/static/client/", import.meta.url).pathname;
const WORTH_BYTES = 600;

for (const name of readdirSync(BUILT, { recursive: true })) {
	const path = join(BUILT, name);
	if (name.endsWith(".gz") || statSync(path).isDirectory() || statSync(path).size < WORTH_BYTES) continue;
	const packed = gzipSync(readFileSync(path), { level: 9 });
	if (packed.length < statSync(path).size * 0.95) writeFileSync(`${path}.gz`, packed);
}
