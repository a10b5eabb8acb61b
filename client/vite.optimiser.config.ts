// The optimiser of uploaded models as one file for node, beside the check that starts it; nothing of it reaches a browser.
import { defineConfig } from "vite";

export default defineConfig({
	publicDir: false,
	build: {
		ssr: "tools/optimise.mjs",
		outDir: "../src/yunzhan/website/uploads/checks/made",
		emptyOutDir: true,
		target: "node20",
		minify: true,
		rolldownOptions: { output: { entryFileNames: "optimise.mjs" } },
	},
	ssr: { noExternal: true },
});
