import { readdirSync, readFileSync } from "node:fs";
import { beforeEach, expect, test } from "vitest";
import { MemoryTime } from "../../src/net/link";
import { WebsiteRefused } from "../../src/net/website";
import { EditorDesk } from "../../src/pages/booth-editor/desk";
import { Files } from "../../src/pages/booth-editor/files";
import { BoothServer, type EditorData, type Upload } from "../../src/pages/booth-editor/server";
import { bytesSaid } from "../../src/pages/booth-editor/words";
import en from "../../src/pages/booth-editor/words/en.json";
import hans from "../../src/pages/booth-editor/words/zh-Hans.json";
import hant from "../../src/pages/booth-editor/words/zh-Hant.json";
import { type KeptDesign, withText } from "../../src/world/design";

const LOOK: KeptDesign = {
	template: "shell",
	accent: "#224466",
	fascia: { zh_hans: "", zh_hant: "", en: "" },
	products: [],
	files: { logo: [], poster: [], video: [], brochure: [] },
};
const share = { used: 1, limit: 10 };
const BUDGET = { bytes: share, triangles: share, textures: share };
const TEXTS = { name: "", short_name: "", tagline: "", industry: "" };

/** The website's side: keeps one design as the server does, and says no when told to. */
class ScriptedWebsite {
	asked: string[] = [];
	design = LOOK;
	saves = 0;
	state = "";
	refusal: Error | null = null;
	/** States of the upload that is asked after, in turn. */
	uploads: Partial<Upload>[] = [];

	private head() {
		const stamp = this.state ? `1.${this.saves}.${this.state}` : "";
		return { version: 1, state: this.state, stamp, remark: "", changed_at: "2026-11-26T10:00:00Z", budget: BUDGET };
	}
	data(): EditorData {
		return {
			site: {
				number: "1A01",
				width: 3,
				depth: 3,
				character: "daylight",
				products: [],
				texts: { zh_hans: TEXTS, zh_hant: TEXTS, en: TEXTS },
			},
			templates: [],
			newest: this.state ? (this.head() as EditorData["newest"]) : null,
			look: this.design,
			budget: BUDGET,
			limits: {
				fascia: {},
				places: 4,
				contrast: 3,
				files: { logo: 1, poster: 3, video: 1, brochure: 3 },
				kinds: { logo: [], poster: [], video: [], brochure: [] },
			},
		};
	}
	ask = async (method: string, url: string, body?: object): Promise<never> => {
		this.asked.push(`${method} ${url.replace(/^.*exhibitors\/e1\//, "")}`);
		if (url.includes("booth-editor")) return this.data() as never;
		if (url.includes("uploads")) return { levels: [], ...this.uploads.shift() } as never;
		if (this.refusal) throw this.refusal;
		const { seen, ...design } = body as KeptDesign & { seen: string };
		if (seen !== this.head().stamp) throw refused("DesignChangedMeanwhile", 409);
		if (url.endsWith("submit")) this.state = "submitted";
		else if (url.endsWith("withdraw")) this.state = "draft";
		else {
			this.design = design;
			this.state = "draft";
		}
		this.saves++;
		return this.head() as never;
	};
	server() {
		const send = async (_url: string, _file: File, told: (share: number) => void) => {
			told(0.5);
			return { levels: [], ...this.uploads.shift() } as unknown as Upload;
		};
		return new BoothServer(this.ask, send, "/api/", "f", "e1");
	}
}

const refused = (error: string, status = 422, field?: string) =>
	new WebsiteRefused(status, { error, message: `${error}!`, field });
const settle = async () => {
	for (let turn = 0; turn < 30; turn++) await Promise.resolve();
};

let site: ScriptedWebsite;
let time: MemoryTime;
let kept: string | null;
const drawer = {
	take: () => kept,
	put: (text: string | null) => {
		kept = text;
	},
};
const opened = () => new EditorDesk(site.data(), site.server(), time, drawer, () => new Date(0));
const typed = (desk: EditorDesk, text: string) => desk.change(withText(desk.design.peek(), "en", text), "fascia");

beforeEach(() => {
	site = new ScriptedWebsite();
	time = new MemoryTime();
	kept = null;
});

test("saves by itself when typing rests, once, and says so", async () => {
	const desk = opened();
	expect(desk.saving.value).toEqual({ kind: "kept", at: null });
	for (const text of ["S", "Se", "Sea"]) {
		typed(desk, text);
		time.pass(300);
	}
	expect([desk.saving.value.kind, site.asked]).toEqual(["changed", []]);
	time.pass(900);
	await settle();
	expect([site.asked, site.design.fascia.en]).toEqual([["PUT booth-designs"], "Sea"]);
	expect([desk.saving.value, kept, desk.newest.value?.stamp]).toEqual([
		{ kind: "kept", at: new Date(0) },
		null,
		"1.1.draft",
	]);
});

test("undo and redo are saved like anything else; undone to what is kept there is nothing to save", async () => {
	const desk = opened();
	typed(desk, "Sea");
	desk.undo();
	expect([desk.design.value.fascia.en, desk.saving.value.kind, desk.canRedo.value, kept]).toEqual([
		"",
		"kept",
		true,
		null,
	]);
	time.pass(5000);
	expect(site.asked).toEqual([]);
	desk.redo();
	time.pass(900);
	await settle();
	expect([site.design.fascia.en, desk.lastStep.value]).toEqual(["Sea", { way: "redo", what: "fascia" }]);
});

test("without a connection it keeps the design, tries again, and a new page takes it up", async () => {
	const desk = opened();
	site.refusal = new TypeError("offline");
	typed(desk, "Sea");
	time.pass(900);
	await settle();
	expect(desk.saving.value.kind).toBe("offline");
	const later = new EditorDesk(site.data(), site.server(), new MemoryTime(), drawer);
	expect([later.design.value.fascia.en, later.saving.value.kind]).toEqual(["Sea", "changed"]);
	site.refusal = null;
	time.pass(5000);
	await settle();
	expect([site.design.fascia.en, desk.saving.value.kind]).toEqual(["Sea", "kept"]);
});

test("what the server has gone on from is not taken up", () => {
	kept = JSON.stringify({ seen: "9.9.draft", design: LOOK });
	expect([opened().saving.value.kind, kept]).toEqual(["kept", null]);
	kept = "no JSON";
	expect(opened().saving.value.kind).toBe("kept");
});

test("a refusal stands at its field and keeps what was typed; mended, it is gone", async () => {
	const desk = opened();
	site.refusal = refused("FasciaTooLong", 422, "fascia_en");
	typed(desk, "too long");
	await desk.save();
	expect([desk.saving.value.kind, desk.complaint.value]).toEqual([
		"refused",
		{ field: "fascia_en", message: "FasciaTooLong!" },
	]);
	expect(desk.design.value.fascia.en).toBe("too long");
	site.refusal = null;
	typed(desk, "short");
	await desk.save();
	expect([desk.saving.value.kind, desk.complaint.value]).toEqual(["kept", null]);
});

test("of two writers the later one chooses: keep one's own, or take theirs and have one's own by undo", async () => {
	for (const way of ["ours", "theirs"]) {
		site = new ScriptedWebsite();
		const [first, second] = [opened(), opened()];
		typed(first, "theirs");
		await first.save();
		typed(second, "ours");
		await second.save();
		expect(second.saving.value.kind).toBe("conflict");
		await (way === "ours" ? second.keepOurs() : second.takeTheirs());
		await settle();
		expect([site.design.fascia.en, second.design.value.fascia.en, second.saving.value.kind]).toEqual([
			way,
			way,
			"kept",
		]);
		if (way === "theirs") {
			second.undo();
			expect(second.design.value.fascia.en).toBe("ours");
		}
	}
});

test("handing in saves first and locks; taking back unlocks", async () => {
	const desk = opened();
	typed(desk, "Sea");
	await desk.submit();
	expect(site.asked).toEqual(["PUT booth-designs", "POST booth-designs/submit"]);
	expect(desk.isLocked.value).toBe(true);
	typed(desk, "more");
	desk.undo();
	expect(desk.design.value.fascia.en).toBe("Sea");
	await desk.withdraw();
	expect([desk.isLocked.value, desk.newest.value?.state]).toEqual([false, "draft"]);
});

test("an untouched booth is handed in as it stands", async () => {
	const desk = opened();
	await desk.submit();
	expect([site.asked, desk.newest.value?.state]).toEqual([
		["PUT booth-designs", "POST booth-designs/submit"],
		"submitted",
	]);
});

test("a file is sent and waited for; a refusal keeps its reason until it is read", async () => {
	const files = new Files(site.server(), time);
	site.uploads = [
		{ id: "u", state: "waiting", progress: 0 },
		{ id: "u", state: "checking", progress: 40 },
		{
			id: "u",
			state: "ready",
			name: "logo.png",
			levels: [
				{ url: "/l.webp", bytes: 1 },
				{ url: "/s.webp", bytes: 1 },
			],
		},
	];
	const brought = files.bring("logo", new File([""], "logo.png"));
	await settle();
	expect(files.errands.value.map((errand) => errand.phase)).toEqual(["checking"]);
	time.pass(700);
	await settle();
	expect(files.errands.value[0].share).toBeCloseTo(0.4);
	time.pass(700);
	expect([await brought, files.errands.value, files.pictureOf("u")]).toEqual(["u", [], "/s.webp"]);
	site.uploads = [{ id: "v", state: "refused", refusal: { text: "damaged" } }];
	expect(await files.bring("logo", new File([""], "x.png"))).toBe(null);
	expect(files.errands.value.map((errand) => [errand.phase, errand.reason])).toEqual([["refused", "damaged"]]);
	files.forget(files.errands.value[0].number);
	expect(files.errands.value).toEqual([]);
});

test("words exist in all three languages with the same gaps, and are all used", () => {
	const gaps = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();
	for (const table of [hant, en] as Record<string, string>[]) {
		expect(Object.keys(table)).toEqual(Object.keys(hans));
		for (const [key, text] of Object.entries(hans)) expect([key, gaps(table[key])]).toEqual([key, gaps(text)]);
	}
	const folder = new URL("../../src/pages/booth-editor/", import.meta.url);
	const code = readdirSync(folder)
		.filter((name) => /tsx?$/.test(name))
		.map((name) => readFileSync(new URL(name, folder), "utf8"))
		.join("\n");
	const built = /^(saving|state|budget|tab|fascia|slot|slot\.hint|errand|scene|what)\.\w+$/;
	expect(Object.keys(hans).filter((key) => !built.test(key) && !code.includes(`"${key}"`))).toEqual([]);
	expect([bytesSaid(44_100, "en"), bytesSaid(1_398_101, "en")]).toEqual(["45 kB", "1.4 MB"]);
});
