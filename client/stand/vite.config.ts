// Serves the stand: npx vite --config stand/vite.config.ts stand
import { resolve } from "node:path";
import { defineConfig } from "vite";

export default defineConfig({
	root: import.meta.dirname,
	base: "/static/client/",
	publicDir: resolve(import.meta.dirname, "../public"),
	server: {
		fs: { allow: [".."] },
		hmr: false,
		// Only an isolated page gets a clock finer than a tenth of a millisecond.
		headers: { "Cross-Origin-Opener-Policy": "same-origin", "Cross-Origin-Embedder-Policy": "require-corp" },
	},
});
