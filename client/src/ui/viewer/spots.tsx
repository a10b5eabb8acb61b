// The places on a model as buttons that follow it; one on the far side is dimmed, and can still be chosen: the model turns.
import type { Hotspot } from "../../world/product-model";
import type { ViewerDesk } from "./viewer-desk";

export function Spots({ desk }: { desk: ViewerDesk }) {
	const { words, model, open } = desk;
	desk.drawn.value;
	if (!desk.areSpotsShown.value || model.hotspots.length === 0) return null;
	return (
		<>
			<ul class="viewer__spots" aria-label={words("spots")}>
				{model.hotspots.map((spot, i) => {
					const placed = desk.spots[i];
					const isOpen = open.value?.id === spot.id;
					const told = { number: i + 1, title: spot.title };
					return (
						<li key={spot.id} style={{ transform: `translate(${placed.x}px, ${placed.y}px)` }}>
							<button
								type="button"
								class={`spot ${placed.isCovered ? "spot--covered" : ""} ${placed.isInside ? "" : "spot--outside"}`}
								aria-label={words(placed.isCovered ? "spot.covered" : "spot", told)}
								aria-expanded={isOpen}
								title={spot.title}
								onClick={() => {
									if (isOpen) open.value = null;
									else desk.show(spot);
								}}
							>
								{i + 1}
							</button>
						</li>
					);
				})}
			</ul>
			{open.value && <SpotText desk={desk} spot={open.value} />}
		</>
	);
}

function SpotText({ desk, spot }: { desk: ViewerDesk; spot: Hotspot }) {
	return (
		<div class="viewer__text" role="status">
			<p class="viewer__title">{spot.title}</p>
			{spot.text && <p>{spot.text}</p>}
			<button
				type="button"
				class="panel__close viewer__close"
				aria-label={desk.words("close")}
				onClick={() => {
					desk.open.value = null;
				}}
			>
				<span aria-hidden="true">×</span>
			</button>
		</div>
	);
}
