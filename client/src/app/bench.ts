// The entry of the page that measures this device. Nothing leaves the browser; what is kept, its owner asked to keep.
import "../styles/bench.css";
import type { HallPlan } from "../world/plan";
import { canDraw } from "./device";
import type { Measured, Task } from "./measuring";
import { recallBenches, rememberBenches } from "./memory";
import { readPageData } from "./page-data";

interface Kept {
	/** Milliseconds since 1970. */
	at: number;
	device: string;
	rows: Measured[];
}
const MOST_KEPT = 10;
const page = readPageData(document);
const place = document.getElementById("bench");
if (page?.fair && page.hall && place)
	prepare(place, page.lang, `${page.api}fairs/${page.fair.slug}/halls/${page.hall.slug}/scene`);

function isKept(value: unknown): value is Kept {
	if (typeof value !== "object" || value === null) return false;
	return Number.isFinite(Reflect.get(value, "at")) && Array.isArray(Reflect.get(value, "rows"));
}

function prepare(root: HTMLElement, lang: string, address: string): void {
	const part = <T extends HTMLElement>(name: string) => root.querySelector(`[data-part="${name}"]`) as T;
	const words = root.dataset;
	const [start, stop, copy] = [
		part<HTMLButtonElement>("start"),
		part<HTMLButtonElement>("stop"),
		part<HTMLButtonElement>("copy"),
	];
	const [keep, forget] = [part<HTMLInputElement>("keep"), part<HTMLButtonElement>("forget")];
	const [status, bar, results] = [part("status"), part<HTMLProgressElement>("bar"), part("results")];
	const query = new URLSearchParams(location.search);
	const seconds = Math.min(20, Math.max(0.1, Number(query.get("seconds")) || 4));
	const number = new Intl.NumberFormat(lang, { maximumFractionDigits: 1 });
	let now: Kept | null = null;
	let isStopped = false;

	const say = (text: string | undefined, put: Record<string, string | number> = {}) => {
		status.textContent = (text ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(put[name] ?? ""));
	};
	const named = (task: Task) => ({ quality: words[task.quality] ?? task.quality, people: number.format(task.people) });
	const cells = (row: Measured) => [
		words[row.quality] ?? row.quality,
		number.format(row.people),
		number.format(row.perSecond),
		`${number.format(row.p50)} / ${number.format(row.p95)}`,
		row.gpu === null ? (words.untold ?? "–") : number.format(row.gpu),
		number.format(row.script),
		number.format(row.drawCalls),
		number.format(row.triangles),
	];
	const heads = [...root.querySelectorAll<HTMLElement>("[data-part=results] th")].map((head) => head.textContent ?? "");
	const addRow = (body: HTMLElement, row: Measured) => {
		const line = document.createElement("tr");
		for (const [at, text] of cells(row).entries()) {
			const cell = document.createElement(at === 0 ? "th" : "td");
			if (at === 0) cell.setAttribute("scope", "row");
			cell.dataset.head = heads[at];
			cell.textContent = text;
			line.append(cell);
		}
		body.append(line);
	};
	const showKept = () => {
		const kept = recallBenches().filter(isKept);
		part("kept").hidden = kept.length === 0;
		part("kept-list").replaceChildren(
			...kept.map((one) => {
				const item = document.createElement("li");
				const best = one.rows.find((row) => row.quality === "high" && row.people === 1000) ?? one.rows.at(-1);
				const at = new Date(one.at).toLocaleString(lang, { dateStyle: "medium", timeStyle: "short" });
				const told = best
					? `${named(best).quality}, ${named(best).people}: ${number.format(best.perSecond)} ${words.persecond}`
					: "";
				item.textContent = [at, one.device, told].filter(Boolean).join(" · ");
				return item;
			}),
		);
	};
	const keepNow = () => {
		const kept = recallBenches().filter(isKept);
		if (now) rememberBenches([now, ...kept.filter((one) => one.at !== now?.at)].slice(0, MOST_KEPT));
		showKept();
	};

	const run = async (): Promise<void> => {
		const [{ measure, TASKS }, scene, { GpuTimer }, answer] = await Promise.all([
			import("./measuring"),
			import("./hall-app"),
			import("../scene/gpu-timer"),
			fetch(`${address}?lang=${lang}`),
		]);
		if (!answer.ok) throw new Error(String(answer.status));
		const plan = (await answer.json()) as HallPlan;
		const tasks = TASKS.slice(0, Number(query.get("rows")) || TASKS.length);
		const canvas = part<HTMLCanvasElement>("canvas");
		part("picture").hidden = false;
		const made = scene.createHallScene(canvas, {
			language: lang,
			reducedMotion: true,
			scriptedMark: "",
			quality: "high",
			assets: "/static/client/assets/",
		});
		const gl = canvas.getContext("webgl2");
		if (!gl) throw new Error("the scene draws without WebGL 2");
		const timer = new GpuTimer(gl);
		try {
			await made.load(plan, (done, total) => {
				bar.max = total;
				bar.value = done;
			});
			made.showNames(false);
			made.resize();
			const body = part("rows");
			body.replaceChildren();
			results.hidden = false;
			const told = gl.getExtension("WEBGL_debug_renderer_info");
			const device = String(gl.getParameter(told ? told.UNMASKED_RENDERER_WEBGL : gl.RENDERER) ?? "");
			now = { at: Date.now(), device, rows: [] };
			part("device").textContent =
				`${device} · ${canvas.clientWidth} × ${canvas.clientHeight} · ${number.format(devicePixelRatio)}×`;
			bar.max = tasks.length;
			const clock = {
				frame: (then: (ms: number) => void) => void requestAnimationFrame(then),
				now: () => performance.now(),
			};
			for (const [at, task] of tasks.entries()) {
				bar.value = at;
				say(words.now, { ...named(task), number: at + 1, total: tasks.length });
				const row = await measure(made, timer, plan, task, seconds, clock, () => isStopped);
				if (!row) break;
				now.rows.push(row);
				addRow(body, row);
			}
			bar.value = now.rows.length;
			say(isStopped ? words.stopped : words.done);
		} finally {
			timer.destroy();
			made.destroy();
		}
	};

	start.addEventListener("click", async () => {
		isStopped = false;
		[start.hidden, stop.hidden, bar.hidden, copy.hidden] = [true, false, false, true];
		stop.focus();
		say(words.loading);
		try {
			await run();
			copy.hidden = !now?.rows.length;
			if (keep.checked) keepNow();
		} catch {
			say(words.failed);
		}
		[start.hidden, stop.hidden, bar.hidden, part("picture").hidden] = [false, true, true, true];
		start.textContent = words.again ?? "";
		start.focus();
	});
	stop.addEventListener("click", () => {
		isStopped = true;
	});
	copy.addEventListener("click", async () => {
		if (!now) return;
		const lines = [
			`${now.device} · ${navigator.userAgent}`,
			heads.join("\t"),
			...now.rows.map((row) => cells(row).join("\t")),
		];
		try {
			await navigator.clipboard.writeText(lines.join("\n"));
			say(words.copied);
		} catch {
			say(words.uncopied);
		}
	});
	keep.checked = recallBenches().length > 0;
	keep.addEventListener("change", () => {
		if (keep.checked && now?.rows.length) keepNow();
	});
	forget.addEventListener("click", () => {
		rememberBenches([]);
		keep.checked = false;
		showKept();
		say(words.forgotten);
		keep.focus();
	});
	showKept();
	document.addEventListener("visibilitychange", () => {
		if (document.hidden && !stop.hidden) isStopped = true;
	});
	if (canDraw()) start.disabled = false;
	else say(words.cannot);
}
