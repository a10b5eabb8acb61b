// The plan of the hall with the people as dots and a mark where you are. Every booth is also in the list of booths.
import { useEffect, useRef } from "preact/hooks";
import type { HallPlan } from "../world/plan";
import type { Desk } from "./desk";

const DOT_METRES = 0.55;

/** Draws everybody onto the canvas that lies over the plan. */
function drawPeople(canvas: HTMLCanvasElement, plan: HallPlan, desk: Desk): void {
	const scale = canvas.width / plan.hall.width;
	const pen = canvas.getContext("2d");
	if (!pen) return;
	const { people, self } = desk;
	pen.clearRect(0, 0, canvas.width, canvas.height);
	pen.fillStyle = getComputedStyle(canvas).getPropertyValue("--shore");
	for (let at = 0; at < people.count; at++) {
		pen.fillRect(people.x[at] * scale, people.z[at] * scale, DOT_METRES * scale, DOT_METRES * scale);
	}
	pen.save();
	pen.translate(self.x * scale, self.z * scale);
	pen.rotate(self.yaw);
	pen.fillStyle = getComputedStyle(canvas).getPropertyValue("--signal");
	pen.beginPath();
	pen.moveTo(0, -2.6 * scale);
	pen.lineTo(1.6 * scale, 2 * scale);
	pen.lineTo(-1.6 * scale, 2 * scale);
	pen.fill();
	pen.restore();
}

export function HallMap({ desk }: { desk: Desk }) {
	const canvas = useRef<HTMLCanvasElement>(null);
	const plan = desk.plan.value;
	const beat = desk.beat.value;
	useEffect(() => {
		if (beat >= 0 && canvas.current && plan) drawPeople(canvas.current, plan, desk);
	}, [beat, plan, desk]);
	if (!plan) return null;
	const { width, depth } = plan.hall;
	return (
		<div class="hall-map">
			<div class="actions">
				<button type="button" class="button button--small" onClick={() => desk.walkOn()}>
					{desk.words("booth.next")}
				</button>
				<button type="button" class="button button--small" onClick={() => desk.takePicture()}>
					{desk.words("picture.take")}
				</button>
			</div>
			<p class="hall-map__around">{desk.surroundings()}</p>
			<p class="soft small">{desk.words("map.hint")}</p>
			<div class="hall-map__sheet" aria-hidden="true">
				<svg viewBox={`0 0 ${width} ${depth}`} class="hall-map__plan">
					<title>{desk.words("map.label", { name: plan.hall.name })}</title>
					<rect width={width} height={depth} class="hall-map__floor" />
					{plan.aisles.map((aisle) => (
						<rect
							key={`${aisle.x} ${aisle.z}`}
							x={aisle.x - aisle.width / 2}
							y={aisle.z - aisle.depth / 2}
							width={aisle.width}
							height={aisle.depth}
							class="hall-map__aisle"
						/>
					))}
					{plan.booths.map((booth) => (
						// biome-ignore lint/a11y/noStaticElementInteractions: the keyboard's way is the list of booths
						<g key={booth.number} class="hall-map__booth" onClick={() => desk.walkTo(booth)}>
							<title>{`${booth.number} ${booth.name}`}</title>
							<rect
								x={booth.x - booth.width / 2}
								y={booth.z - booth.depth / 2}
								width={booth.width}
								height={booth.depth}
								fill={booth.accent}
							/>
							<text x={booth.x} y={booth.z + 0.5} font-size={Math.min(1.4, booth.width * 0.3)} text-anchor="middle">
								{booth.number}
							</text>
						</g>
					))}
					{desk.tour.stops.value.length > 1 && (
						<polyline
							class="hall-map__stop"
							points={desk.tour.stops.value.map(({ booth }) => `${booth.x},${booth.z}`).join(" ")}
						/>
					)}
				</svg>
				<canvas ref={canvas} class="hall-map__people" width={Math.round(width * 8)} height={Math.round(depth * 8)} />
			</div>
			<p class="hall-map__legend">
				<span class="hall-map__you" aria-hidden="true" /> {desk.words("map.you")}
			</p>
		</div>
	);
}
