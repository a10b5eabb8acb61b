// The booth in 3D beside the choices: turned by pointer and keys, with a dot on each plinth where a product can be dropped.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { boothOf } from "../../world/design";
import { nameOf, PRODUCT_TYPE, place, productDropped } from "./controls";
import { type Editor, type Mark, type Stage, textLanguage } from "./parts";

/** Typing is let go on for so long before the booth is built anew. */
const BUILD_AFTER_MS = 250;
const TURN_PIXELS = 24;
const ZOOM_METRES = 0.6;
const METRES_PER_WHEEL = 0.004;

const KEYS: Record<string, (stage: Stage) => void> = {
	ArrowLeft: (stage) => stage.orbit.look(-TURN_PIXELS, 0),
	ArrowRight: (stage) => stage.orbit.look(TURN_PIXELS, 0),
	ArrowUp: (stage) => stage.orbit.look(0, TURN_PIXELS),
	ArrowDown: (stage) => stage.orbit.look(0, -TURN_PIXELS),
	"+": (stage) => stage.orbit.zoom(-ZOOM_METRES),
	"=": (stage) => stage.orbit.zoom(-ZOOM_METRES),
	"-": (stage) => stage.orbit.zoom(ZOOM_METRES),
	Home: (stage) => stage.orbit.home(),
};

type State = "loading" | "ready" | "none" | "failed";

export function SceneView({ editor }: { editor: Editor }) {
	const { desk, files, words, language, openStage } = editor;
	const canvas = useRef<HTMLCanvasElement>(null);
	const stage = useRef<Stage | null>(null);
	const state = useSignal<State>("loading");
	const marks = useSignal<readonly Mark[]>([]);
	const over = useSignal(-1);
	const grip = useRef<{ x: number; y: number } | null>(null);

	useEffect(() => {
		const target = canvas.current;
		if (!target) return undefined;
		let made: Stage | null = null;
		let isGone = false;
		const fit = new ResizeObserver(() => made?.resize());
		const { site } = desk.data;
		const onContextLost = () => {
			state.value = "failed";
		};
		void openStage(target, site, { character: site.character, onContextLost })
			.then((opened) => {
				if (isGone) {
					opened.destroy();
					return undefined;
				}
				made = opened;
				made.onDrawn = (where) => {
					marks.value = where;
					state.value = "ready";
				};
				stage.current = made;
				fit.observe(target);
				return made.show(boothNow());
			})
			.catch((error: unknown) => {
				console.error(error);
				state.value = document.createElement("canvas").getContext("webgl2") ? "failed" : "none";
			});
		return () => {
			isGone = true;
			fit.disconnect();
			made?.destroy();
		};
	}, []);

	const boothNow = () => boothOf(desk.design.peek(), desk.data.site, textLanguage(language), files.pictureOf);
	const shown = JSON.stringify([desk.design.value, files.uploads.value.size]);
	useEffect(() => {
		const timer = setTimeout(() => {
			stage.current?.show(boothNow()).catch((error: unknown) => {
				console.error(error);
				state.value = "failed";
			});
		}, BUILD_AFTER_MS);
		return () => clearTimeout(timer);
	}, [shown]);

	// A wheel that turns the page must not be stopped by a passive listener.
	useEffect(() => {
		const target = canvas.current;
		const zoom = (event: WheelEvent) => {
			event.preventDefault();
			stage.current?.orbit.zoom(event.deltaY * METRES_PER_WHEEL);
			stage.current?.draw();
		};
		target?.addEventListener("wheel", zoom, { passive: false });
		return () => target?.removeEventListener("wheel", zoom);
	}, []);

	const turn = (event: PointerEvent) => {
		if (!grip.current) return;
		stage.current?.orbit.look(event.clientX - grip.current.x, event.clientY - grip.current.y);
		grip.current = { x: event.clientX, y: event.clientY };
		stage.current?.draw();
	};
	const design = desk.design.value;
	return (
		<div class={`editor-scene editor-scene--${state.value}`} data-state={state.value}>
			<canvas
				ref={canvas}
				class="editor-scene__canvas"
				role="img"
				tabIndex={0}
				aria-label={words("scene.label")}
				onPointerDown={(event) => {
					event.currentTarget.setPointerCapture(event.pointerId);
					grip.current = { x: event.clientX, y: event.clientY };
				}}
				onPointerMove={turn}
				onPointerUp={() => {
					grip.current = null;
				}}
				onPointerCancel={() => {
					grip.current = null;
				}}
				onKeyDown={(event) => {
					const move = KEYS[event.key];
					if (!move || !stage.current || event.ctrlKey || event.metaKey || event.altKey) return;
					event.preventDefault();
					move(stage.current);
					stage.current.draw();
				}}
			/>
			{state.value === "ready" &&
				marks.value.slice(0, design.places.length).map((mark, at) => {
					const product = design.places[at];
					const said =
						product === null
							? words("place.empty", { place: at + 1 })
							: words("place.filled", { place: at + 1, name: nameOf(editor, product) });
					return (
						<button
							key={at}
							type="button"
							class={over.value === at ? "editor-mark editor-mark--over" : "editor-mark"}
							style={{ left: `${mark.x}px`, top: `${mark.y}px` }}
							aria-label={said}
							title={said}
							onClick={() => document.getElementById(`place-${at}`)?.focus()}
							onDragOver={(event) => {
								if (!event.dataTransfer?.types.includes(PRODUCT_TYPE)) return;
								event.preventDefault();
								over.value = at;
							}}
							onDragLeave={() => {
								over.value = -1;
							}}
							onDrop={(event) => {
								event.preventDefault();
								over.value = -1;
								const dropped = productDropped(event);
								if (dropped !== null) place(editor, at, dropped);
							}}
						>
							{at + 1}
						</button>
					);
				})}
			{state.value === "ready" ? (
				<p class="editor-scene__hint">{words("scene.hint")}</p>
			) : (
				<p class="editor-scene__wait" role="status">
					{words(state.value === "loading" ? "scene.wait" : `scene.${state.value}`)}
				</p>
			)}
		</div>
	);
}
