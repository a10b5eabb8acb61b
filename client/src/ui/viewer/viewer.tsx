// What lies over the picture of a product: how far it is loaded, its places as buttons, the tools, the measured line.
import { distanceBetween, lengthIn } from "../../world/product-model";
import { Spots } from "./spots";
import type { ViewerDesk } from "./viewer-desk";

const NEARER = 0.8;
const FARTHER = 1.25;
const ICONS = {
	nearer: "M10 4v12M4 10h12",
	farther: "M4 10h12",
	reset: "M4 10a6 6 0 1 0 2-4.5M4 3v4h4",
	room: "M3 7V3h4M13 3h4v4M17 13v4h-4M7 17H3v-4M10 6l4 2v4l-4 2-4-2V8zM6 8l4 2 4-2M10 10v4",
	measure: "M3 13 13 3l4 4L7 17zM6 10l2 2M8.5 7.5l1.5 1.5M11 5l2 2",
	spots: "M10 17s5-5 5-9a5 5 0 0 0-10 0c0 4 5 9 5 9zM10 9.5a1.5 1.5 0 1 0 0-3 1.5 1.5 0 0 0 0 3z",
} as const;

interface ToolProps {
	icon: keyof typeof ICONS;
	label: string;
	isPressed?: boolean;
	onClick: () => void;
}

function Tool({ icon, label, isPressed, onClick }: ToolProps) {
	return (
		<button
			type="button"
			class="viewer__tool"
			title={label}
			aria-label={label}
			aria-pressed={isPressed}
			onClick={onClick}
		>
			<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
				<path d={ICONS[icon]} />
			</svg>
		</button>
	);
}

export function Viewer({ desk }: { desk: ViewerDesk }) {
	const state = desk.state.value;
	if (state.kind === "loading") return <Loading desk={desk} done={state.done} total={state.total} />;
	if (state.kind !== "ready") return <Trouble desk={desk} kind={state.kind} />;
	return (
		<>
			<Spots desk={desk} />
			<Measured desk={desk} />
			<Tools desk={desk} />
		</>
	);
}

function Loading({ desk, done, total }: { desk: ViewerDesk; done: number; total: number }) {
	const all = total || desk.model.levels[0].bytes;
	return (
		<div class="viewer__note">
			<label>
				<span>{desk.words("loading")}</span>
				<progress max={all} value={Math.min(done, all)} />
			</label>
		</div>
	);
}

function Trouble({ desk, kind }: { desk: ViewerDesk; kind: "failed" | "lost" }) {
	return (
		<div class="viewer__note" role="alert">
			<p>{desk.words(kind)}</p>
			<button type="button" class="button button--small" onClick={desk.retry}>
				{desk.words("retry")}
			</button>
		</div>
	);
}

function Tools({ desk }: { desk: ViewerDesk }) {
	const { words, unit, model } = desk;
	const { width, height, depth } = desk.size.value;
	const isMeasuring = desk.measuring.value !== null;
	const areShown = desk.areSpotsShown.value;
	const told = [width, height, depth].map((metres) => lengthIn(metres, unit.value).toLocaleString()).join(" × ");
	return (
		<div class="viewer__foot">
			<p class="viewer__size">
				<span class="hidden-visually">{words("size")} </span>
				{told}{" "}
				<button
					type="button"
					class="viewer__unit"
					aria-label={`${words("unit")}: ${unit.value}`}
					onClick={() => {
						unit.value = unit.value === "mm" ? "cm" : "mm";
					}}
				>
					{unit.value}
				</button>
			</p>
			{/* biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields */}
			<div class="viewer__tools" role="group" aria-label={words("tools")}>
				{model.hotspots.length > 0 && (
					<Tool
						icon="spots"
						label={words(areShown ? "spots.hide" : "spots.show")}
						isPressed={areShown}
						onClick={() => {
							desk.areSpotsShown.value = !areShown;
							desk.open.value = null;
						}}
					/>
				)}
				<Room desk={desk} />
				<Tool
					icon="measure"
					label={words("measure")}
					isPressed={isMeasuring}
					onClick={() => desk.measure(!isMeasuring)}
				/>
				<Tool icon="farther" label={words("farther")} onClick={() => desk.zoom(FARTHER)} />
				<Tool icon="nearer" label={words("nearer")} onClick={() => desk.zoom(NEARER)} />
				<Tool icon="reset" label={words("reset")} onClick={desk.reset} />
			</div>
		</div>
	);
}

function Room({ desk }: { desk: ViewerDesk }) {
	const { words, room } = desk;
	if (room === true) return <Tool icon="room" label={words("room")} onClick={desk.openRoom} />;
	if (!room) return null;
	return (
		<a class="viewer__tool" href={room} title={words("room")}>
			<span class="hidden-visually">{words("room")}</span>
			<svg viewBox="0 0 20 20" aria-hidden="true" focusable="false">
				<path d={ICONS.room} />
			</svg>
		</a>
	);
}

/** The line between two points with its length, and what to do next. */
function Measured({ desk }: { desk: ViewerDesk }) {
	const { words, unit } = desk;
	const measuring = desk.measuring.value;
	desk.drawn.value;
	if (!measuring) return null;
	const { points, hasMissed } = measuring;
	const [one, two] = desk.ends;
	const length = points.length === 2 ? lengthIn(distanceBetween(points[0], points[1]), unit.value) : 0;
	const told = { length, unit: unit.value };
	const said =
		points.length === 2
			? words("measure.is", told)
			: words(hasMissed ? "measure.miss" : points.length ? "measure.second" : "measure.first");
	return (
		<>
			<svg class="viewer__lines" aria-hidden="true" focusable="false">
				{points.length === 2 && <line x1={one.x} y1={one.y} x2={two.x} y2={two.y} />}
				{points.map((point, i) => (
					<circle key={point.join()} cx={desk.ends[i].x} cy={desk.ends[i].y} r="5" />
				))}
			</svg>
			{points.length < 2 && <span class="viewer__cross" aria-hidden="true" />}
			{points.length === 2 && (
				<span
					class="viewer__length"
					aria-hidden="true"
					style={{ left: `${(one.x + two.x) / 2}px`, top: `${(one.y + two.y) / 2}px` }}
				>
					{length.toLocaleString()} {unit.value}
				</span>
			)}
			<p class="viewer__said" role="status">
				{said}
				{points.length === 2 && (
					<button type="button" class="viewer__unit" onClick={() => desk.measure(true)}>
						{words("measure.again")}
					</button>
				)}
			</p>
		</>
	);
}
