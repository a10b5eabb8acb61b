// How the client is built: three entries, three.js in a chunk of its own, output where Django's static files are found.
// What the result may weigh is in tools/budget.mjs.
import { defineConfig } from "vitest/config";

export default defineConfig({
	base: "/static/client/",
	publicDir: "public",
	build: {
		outDir: "../src/yunzhan/website/static/client",
		emptyOutDir: true,
		manifest: "manifest.json",
		target: "es2022",
		rolldownOptions: {
			input: { site: "src/app/site.ts", walk: "src/app/walk.ts", "booth-editor": "src/app/booth-editor.ts" },
			output: {
				codeSplitting: { groups: [{ name: "three", test: /node_modules[\\/]three[\\/]/ }] },
			},
		},
	},
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	test: { include: ["tests/**/*.test.{ts,tsx}"], environment: "node" },
});
