// Serves the stand: npx vite --config stand/vite.config.ts stand
import { existsSync } from "node:fs";
import { resolve } from "node:path";
import { defineConfig } from "vite";

const people = resolve(import.meta.dirname, "../src/scene/people/index.ts");
export default defineConfig({
	root: import.meta.dirname,
	base: "/static/client/",
	publicDir: resolve(import.meta.dirname, "../public"),
	server: { fs: { allow: [".."] }, hmr: false },
	plugins: [
		{
			name: "nobody",
			enforce: "pre",
			resolveId: (id, importer) =>
				id === "./people" && importer?.endsWith("scene/index.ts") && !existsSync(people)
					? resolve(import.meta.dirname, "nobody.ts")
					: null,
		},
	],
});
