// How the client is built: three entries, three.js in a chunk of its own, output where Django's static files are found.
// What the result may weigh is in tools/budget.mjs.
import { defineConfig } from "vitest/config";

/** Shaders without their comments, as three.js's own build leaves them out: 4 kB of what a visitor loads. Ours without theirs, too. */
const shadersWithoutComments = {
	name: "shaders-without-comments",
	enforce: "pre" as const,
	transform: (code: string, id: string) =>
		/three[\\/]src[\\/].*\.glsl\.js$/.test(id)
			? code.replace(/\/\* glsl \*\/\s*`(.*?)`/gs, (_, text: string) =>
					JSON.stringify(
						text
							.trim()
							.replace(/[ \t]*\/\/.*\n/g, "\n")
							.replace(/[ \t]*\/\*.*?\*\//gs, "")
							.replace(/\n{2,}/g, "\n"),
					),
				)
			: /src[\\/]scene[\\/].*\.ts$/.test(id) && code.includes("/* glsl */")
				? code.replace(
						/\/\* glsl \*\/\s*`(.*?)`/gs,
						(_, text: string) => `\`${text.replace(/[ \t]*\/\/.*\n/g, "\n").replace(/\n\s+/g, "\n")}\``,
					)
				: null,
};

export default defineConfig({
	base: "/static/client/",
	publicDir: "public",
	plugins: [shadersWithoutComments],
	// three.js module by module: what only the product viewer needs of it stays out of the hall's scripts.
	resolve: { alias: [{ find: /^three$/, replacement: "three/src/Three.js" }] },
	build: {
		outDir: "../src/yunzhan/website/static/client",
		emptyOutDir: true,
		manifest: "manifest.json",
		target: "es2022",
		rolldownOptions: {
			input: {
				site: "src/app/site.ts",
				walk: "src/app/walk.ts",
				"booth-editor": "src/app/booth-editor.ts",
				"desk-files": "src/app/desk-files.ts",
				bench: "src/app/bench.ts",
			},
			output: {
				codeSplitting: {
					groups: [
						{ name: "three", test: /node_modules[\\/]three[\\/]src[\\/]/, minShareCount: 3 },
						// What several entries share, in few requests: of the pages, and of the scene, which needs three.js and they do not.
						{
							name: "shared",
							test: /preload-helper|node_modules[\\/]@?preact|src[\\/](net|wire|world)[\\/]|src[\\/]app[\\/](page-data|memory|theme|pointer|device|saving)\.|ui[\\/]words/,
							minShareCount: 2,
							priority: 1,
						},
						{
							name: "scene",
							test: /src[\\/]scene[\\/](?!product[\\/])|three[\\/]src[\\/]core[\\/]Raycaster/,
							minShareCount: 2,
						},
					],
				},
			},
		},
	},
	oxc: { jsx: { runtime: "automatic", importSource: "preact" } },
	test: { include: ["tests/**/*.test.{ts,tsx}"], environment: "node" },
});
