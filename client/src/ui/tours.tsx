// The panel of tours in the hall.
import "../styles/tour.css";
import type { Desk } from "./desk";
import { SavedTour } from "./tour";

export function Tours({ desk }: { desk: Desk }) {
	return (
		<SavedTour
			words={desk.words}
			tour={desk.tour}
			saved={desk.saved}
			pageOf={(booth) => desk.pageOf(booth)}
			hallOf={(other) => desk.hallOf(other.slug)}
			startTour={() => desk.startTour()}
			endTour={() => desk.endTour()}
			walkTo={(booth) => desk.walkTo(booth)}
			showBooths={() => {
				desk.panel.value = "booths";
			}}
		/>
	);
}
