// The panel of tours in the hall: what is on now, guided tours, and the tour of one's own saved list.
import "../styles/shows.css";
import "../styles/tour.css";
import type { Desk } from "./desk";
import { OnNow } from "./on-now";
import { SavedTour } from "./tour";

export function Tours({ desk }: { desk: Desk }) {
	return (
		<>
			<OnNow {...desk} />
			<h3 class="panel__subtitle">{desk.words("tour.title")}</h3>
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
		</>
	);
}
