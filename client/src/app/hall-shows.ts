// Shows in the hall: which booth one stands at, presenting at one's own, going along with a tour and leaving it again.
// What is on is world/shows.ts; how it looks is ui, loaded when something is.
import { effect, type ReadonlySignal, signal } from "@preact/signals";
import type { Session, World } from "../net/session";
import { fetchSlides } from "../net/slides";
import type { HallScene } from "../scene/hall-scene";
import type { Desk } from "../ui/desk";
import type { Words } from "../ui/words";
import { BoothScreens } from "../world/booth-screens";
import type { HallPlan, PlanBooth } from "../world/plan";
import { isTour, type Show, tourOf } from "../world/shows";
import type { Company } from "./company";
import type { PageData } from "./page-data";

type Wishes = Pick<
	Desk,
	"atBooth" | "presenting" | "slidesOf" | "present" | "startGuiding" | "goToShow" | "joinTour" | "placeOf"
>;

export interface ShowGround {
	page: PageData;
	fair: string;
	session: Session;
	world: World;
	company: Company;
	words: Words;
	plan: ReadonlySignal<HallPlan | null>;
	scene(): HallScene | null;
	announce(text: string): void;
	walkTo(booth: PlanBooth): void;
}

/** Who stands so near looks at who presents or guides; told anew before it is over. */
const AUDIENCE_METRES = 9;
const AUDIENCE_MS = 1500;

/** The wishes of the panels about shows; `stand` is told the booth one stands at. */
export function hallShows(ground: ShowGround): { wishes: Wishes; stand(booth: PlanBooth | null): void } {
	const { page, fair, session, world, company, words, plan, announce } = ground;
	const { showing } = session;
	const atBooth = signal("");
	/** The tour one goes along with. */
	let along = "";
	const boothOf = (show: Show) => plan.peek()?.booths.find(({ number }) => number === show.show) ?? null;
	const placeOf = (show: Show) => {
		const booth = boothOf(show);
		return booth ? `${booth.number} ${booth.name}` : show.show;
	};
	const leaveTour = (said: "guide.left" | "guide.ended") => {
		const left = along;
		along = "";
		if (said === "guide.left") showing.raise(left, false);
		announce(words(said));
	};
	// Walking by hand, or following somebody else, leaves the tour.
	effect(() => {
		const followed = company.following.value;
		if (along !== "" && (!followed || tourOf(followed.person) !== along)) leaveTour("guide.left");
	});
	const known = new Set<string>();
	effect(() => {
		const list = world.shows.list.value;
		for (const show of list) {
			if (known.has(show.show) || show.title === "" || show.person === session.me.id) continue;
			announce(words(isTour(show) ? "now.tourBegun" : "now.begun", { title: show.title, place: placeOf(show) }));
		}
		known.clear();
		for (const show of list) if (show.title !== "") known.add(show.show);
	});
	world.shows.onEnded = (show) => {
		if (show.show === along) {
			leaveTour("guide.ended");
			company.leave();
		} else if (show.show === atBooth.peek()) announce(words("screen.ended"));
	};
	let screens: BoothScreens | null = null;
	/** What is on near by is on the booths' own screens in the hall, too. */
	const light = () => {
		const scene = ground.scene();
		if (!scene || !plan.peek()) return;
		for (const show of world.shows.list.peek()) company.listen(show.person, AUDIENCE_METRES, AUDIENCE_MS);
		screens ??= new BoothScreens(plan.peek()?.booths ?? [], () => session.now());
		if (screens.choose(world.shows.list.peek(), world.self.x, world.self.z)) scene.present(screens.near);
	};
	return {
		stand: (booth) => {
			atBooth.value = booth?.number ?? "";
			light();
		},
		wishes: {
			atBooth,
			presenting: signal(null),
			slidesOf: (booth) => fetchSlides(page.api, fair, booth.exhibitor, page.lang),
			present: (booth, title, pages) => showing.show(booth.number, title, pages),
			startGuiding: (title) => showing.show(tourOf(session.me.id), title, []),
			goToShow: (show) => {
				const booth = boothOf(show);
				if (booth) ground.walkTo(booth);
			},
			joinTour: (show, isIn) => {
				if (!isIn) {
					company.leave();
					return;
				}
				showing.raise(show.show, true);
				company.follow(show.person, show.name);
				along = show.show;
				announce(words("guide.joined", { name: show.name }));
			},
			placeOf,
		},
	};
}
