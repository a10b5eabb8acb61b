// The hall put together: conversation, world, scene and panels, wired for one page. Each part's own work is in its folder.
import { effect, signal } from "@preact/signals";
import { render } from "preact";
import { createHallScene } from "../scene";
import type { HallScene } from "../scene/hall-scene";
import { NEAR_METRES, tellAround } from "../ui/around";
import type { Desk, Loading, PanelName, QualityChoice, ThemeChoice } from "../ui/desk";
import { HallPanels } from "../ui/hall-panels";
import { APPLAUD, CLAP, WAVE } from "../world/gestures";
import { nearest } from "../world/people";
import { boothNear, type HallPlan, metresTo, type PlanBooth, placeBefore } from "../world/plan";
import { findRoute } from "../world/route";
import { savedAddress } from "../world/saved";
import { nextBooth } from "../world/surroundings";
import { Walkable } from "../world/walkable";
import { rememberedChoices } from "./choices";
import { Company } from "./company";
import { prepareDressing } from "./dressing";
import { findExhibitors } from "./exhibitor-search";
import { runFrames } from "./frame";
import { hallShows } from "./hall-shows";
import { HallTour } from "./hall-tour";
import { HeadsetDoor } from "./headset";
import { Input } from "./input";
import { recallPlace, recallQuality, rememberPlace, rememberQuality } from "./memory";
import { OverHall } from "./over-hall";
import type { PageData } from "./page-data";
import { givePicture, pictureName } from "./photo";
import { showReadout } from "./readout";
import { Saving } from "./saving";
import { Sound } from "./sound";
import { prepareTalk } from "./talk";
import { chooseTheme, themeOf } from "./theme";
import { walkSteps } from "./walk-steps";

export { createHallScene };

/** So near a booth one is at it. */
const AT_METRES = 2;
const REMEMBER_MS = 2000;
const MOST_NEAR = 100;
const PANEL_OF_KEY: Record<string, PanelName> = {
	Enter: "chat",
	KeyM: "map",
	KeyB: "booths",
	KeyP: "people",
	KeyG: "tours",
	KeyO: "settings",
	KeyH: "help",
};

const GIVEN = { saved: "picture.saved", shared: "picture.shared", kept: null } as const;

/** The address without the booth one came for: who walks on and comes back is where they were, not there again. */
function withoutBooth(address: string): string {
	const url = new URL(address, location.href);
	url.searchParams.delete("booth");
	return url.pathname + url.search;
}

/** Starts the hall in `place`. The page must name a fair and a hall and have somebody signed in. */
export async function startHall(place: HTMLElement, page: PageData): Promise<void> {
	if (!page.fair || !page.hall) return;
	const fair = page.fair.slug;
	const hall = page.hall;
	const hallKey = `${fair}/${hall.slug}`;
	const { talk, session, connection, world } = prepareTalk(page, fair, hall);
	const { people, self, lines } = world;
	const canvas = document.createElement("canvas");
	canvas.className = "hall-canvas";
	canvas.setAttribute("aria-hidden", "true");
	const layer = document.createElement("div");
	layer.className = "hall-layer";
	place.replaceChildren(canvas, layer);

	const plan = signal<HallPlan | null>(null);
	const loading = signal<Loading>({ kind: "loading", done: 0, total: 1 });
	const announcement = signal("");
	const quality = signal<QualityChoice>(recallQuality());
	const theme = signal<ThemeChoice>(themeOf(document));
	const beat = signal(0);
	let scene: HallScene | null = null;
	let walkable: Walkable | null = null;

	const announce = (text: string) => {
		announcement.value = text;
	};
	const company = new Company(session, world, talk.words, announce, () => performance.now());
	const saving = new Saving(page, fair, talk.words, announce);
	const tours = new HallTour(fair, hall.slug, saving.saved, talk.words, announce);
	const choices = rememberedChoices();
	const sound = new Sound(people, self, choices.lessMotion);
	talk.news.onTold = () => sound.chime();
	company.onGesture = (gesture, id) => sound.gestured(gesture, id);
	const savedList = saving.load();
	const close = () => {
		desk.booth.value = null;
		if (matchMedia("(max-width: 48rem)").matches) desk.panel.value = null;
	};
	const shows = hallShows({
		page,
		fair,
		session,
		world,
		company,
		words: talk.words,
		plan,
		scene: () => scene,
		announce,
		walkTo: (booth) => desk.walkTo(booth),
	});
	const stick = { forward: 0, right: 0 };
	const headset = new HeadsetDoor(navigator.xr, {
		stick,
		choose: (picked) => {
			const booth = picked.kind === "booth" && plan.value?.booths.find(({ number }) => number === picked.number);
			if (booth) desk.jumpTo(booth);
			else if (picked.kind === "floor") jump(picked.x, picked.z, self.yaw);
			else if (picked.kind === "person") company.gesture(WAVE, picked.id);
		},
	});
	const jump = (x: number, z: number, yaw: number) => {
		const free = walkable?.nearest(x, z) ?? { x, z };
		session.jump(free.x, free.z, yaw);
	};
	const over = new OverHall(`${page.api}fairs/${fair}`, page.lang);
	const desk: Desk = {
		...talk,
		...shows.wishes,
		plan,
		loading,
		panel: signal(null),
		booth: signal(null),
		announcement,
		lines,
		offer: company.gestures.offer,
		following: company.following,
		picked: signal(""),
		askLines: () => session.askLines(),
		changeLine: (line) => session.changeLine(line),
		gesture: (gesture, id) => company.gesture(gesture, id),
		shakeHands: (id) => company.shakeHands(id),
		sit: () => company.gestures.sit(),
		follow: (person, name) => company.follow(person, name),
		goTo: (person, name) => company.follow(person, name),
		leave: () => company.leave(),
		quality,
		...choices,
		theme,
		languages: page.languages.map((link) => ({ ...link, url: withoutBooth(link.url) })),
		beat,
		people,
		self,
		saved: saving.saved,
		tour: tours.tour,
		sound,
		...prepareDressing(page, talk.words, self, connection),
		stick,
		headset,
		setQuality: (choice) => {
			quality.value = choice;
			rememberQuality(choice);
			if (choice === "auto") scene?.quality.measure();
			else scene?.quality.set(choice);
		},
		setTheme: (choice) => {
			theme.value = choice;
			chooseTheme(document, choice, page.urls.theme ?? "", page.csrf);
		},
		walkTo: (booth) => walkTo(placeBefore(booth), booth),
		jumpTo: (booth) => {
			const { x, z, yaw } = placeBefore(booth);
			jump(x, z, yaw);
			if (scene) scene.camera.yaw = yaw;
			announcement.value = talk.words("booth.arrived", { number: booth.number, name: booth.name });
			close();
		},
		walkOn: () => {
			const next = plan.value && nextBooth(plan.value, self, seen);
			if (next) {
				// Where no way leads is not offered again.
				seen.add(next.number);
				desk.walkTo(next);
			} else announcement.value = talk.words("booth.seen");
		},
		surroundings: () => {
			const near = nearest(people, self, MOST_NEAR, NEAR_METRES).length;
			return tellAround(talk.words, plan.value, self, near);
		},
		keep: (thing, name, isKept) => void saving.keep(thing, name, isKept),
		startTour: () => void tours.start(),
		endTour: () => tours.end(),
		hallOf: (slug) => (page.urls.walk ?? "").replace(/halls\/[^/]+\/.*$/, `halls/${slug}/walk/?tour=saved`),
		takePicture: () => void takePicture(),
		view: over.view,
		readBrochures: over.readBrochures,
		search: (letters) => findExhibitors(`${page.api}fairs/${fair}/exhibitors`, letters, hall.slug),
		pageOf: (booth) => (page.urls.list ?? "").replace(/halls\/[^/]+\/.*$/, `exhibitors/${booth.exhibitor}/`),
	};
	/** Booths one has been at since one came in. */
	const seen = new Set<string>();
	const takePicture = async () => {
		if (!scene) return; // nothing is drawn yet, as the loading screen says
		const picture = await scene.picture();
		const said = picture ? GIVEN[await givePicture(picture, pictureName(hall.slug, new Date()))] : "picture.failed";
		if (said) announcement.value = talk.words(said);
	};
	/** The booth whose card is open, else the one that is near. */
	const atHand = () => desk.booth.value ?? (plan.value && boothNear(plan.value, self.x, self.z, 6));
	const readNear = () => {
		const near = atHand();
		if (near?.brochures) void over.readBrochures(near);
		else announce(talk.words("brochures.none"));
	};
	/** Saves the booth whose card is open, else the one that is near, or takes it off the list. */
	const keepNear = () => {
		const near = atHand();
		if (!near?.exhibitor) return announce(talk.words("saved.nothing"));
		const thing = savedAddress("exhibitors", near.exhibitor);
		desk.keep(thing, near.name, !saving.saved.has(thing));
	};
	const deeds = new Map<string, () => void>([
		["KeyN", () => desk.walkOn()],
		["KeyL", () => announce(desk.surroundings())],
		["KeyC", () => desk.takePicture()],
		["KeyK", () => keepNear()],
		["KeyR", () => readNear()],
		["KeyT", () => tours.next()],
		["Digit1", () => company.gesture(WAVE)],
		["Digit2", () => company.gesture(CLAP)],
		["Digit3", () => company.shakeHands()],
		["Digit4", () => company.gestures.sit()],
		["Digit5", () => company.gesture(APPLAUD)],
	]);
	let goal: PlanBooth | null = null;
	const walkTo = (to: { x: number; z: number; yaw?: number }, booth: PlanBooth | null) => {
		const way = walkable ? findRoute(walkable, self, to) : null;
		if (!way) {
			announcement.value = talk.words("booth.noway");
			return;
		}
		goal = booth;
		company.leave();
		self.follow(way, to.yaw ?? null);
		scene?.route(way);
		scene?.highlight(booth?.number ?? null);
		close();
	};

	render(<HallPanels desk={desk} />, layer);
	sound.start(document);
	const input = new Input(canvas, desk.stick, {
		look: (dx, dy) => scene?.camera.look(dx, dy),
		zoom: (metres) => scene?.camera.zoom(metres),
		click: (x, y) => {
			const picked = scene?.pick(x, y);
			if (picked?.kind === "booth") {
				const booth = plan.value?.booths.find(({ number }) => number === picked.number) ?? null;
				if (booth && picked.isBrochure) void over.readBrochures(booth);
				else desk.booth.value = booth;
			} else if (picked?.kind === "floor") walkTo(picked, null);
			else if (picked?.kind === "person") {
				desk.picked.value = people.person[people.slotOf(picked.id)] ?? "";
				desk.panel.value = "people";
			}
		},
		key: (code) => {
			if (code === "Escape") {
				if (desk.booth.value) desk.booth.value = null;
				else desk.panel.value = null;
				return true;
			}
			if (code === "KeyF" && plan.value) {
				desk.booth.value = boothNear(plan.value, self.x, self.z, 6);
				return true;
			}
			const deed = deeds.get(code);
			if (deed) {
				deed();
				return true;
			}
			const panel = PANEL_OF_KEY[code];
			if (panel) desk.panel.value = desk.panel.value === panel && panel !== "chat" ? null : panel;
			return panel !== undefined;
		},
		usesLetters: () => desk.letters.peek(),
	});
	session.conversations.onSaid = (_group, person, text) => company.hear(person, (id) => scene?.say(id, text));
	session.onPlaced = () => {
		if (scene) scene.camera.yaw = self.yaw;
	};
	showReadout({ people, self, connection: talk.connection, scene: () => scene, loading });

	try {
		const address = `${page.api}fairs/${fair}/halls/${hall.slug}/scene?lang=${page.lang}`;
		const answer = await fetch(address);
		if (!answer.ok) throw new Error(`the hall's plan answered ${answer.status}`);
		const loaded = (await answer.json()) as HallPlan;
		plan.value = loaded;
		walkable = new Walkable(loaded);
		sound.enter(loaded);
		company.walkable = walkable;
		const start = loaded.booths.find((booth) => booth.number === page.booth);
		const from = start ? placeBefore(start) : recallPlace(hallKey);
		const { x, z, yaw } = from ?? loaded.entrance;
		const free = walkable.nearest(x, z);
		self.put(free.x, free.z, yaw);
		desk.booth.value = start ?? null;
		if (start) history.replaceState(null, "", withoutBooth(location.href));
		session.enter(hallKey, from !== null);
		void connection.start();
		const choice = quality.peek();
		const made = createHallScene(canvas, {
			language: page.lang,
			reducedMotion: desk.lessMotion.peek(),
			scriptedMark: talk.words("chat.scripted"),
			assets: "/static/client/assets/",
			onContextLost: () => {
				loading.value = { kind: "lost" };
			},
			...(choice === "auto" ? {} : { quality: choice }),
		});
		await made.load(loaded, (done, total) => {
			loading.value = { kind: "loading", done, total };
		});
		made.attach(people, self);
		made.camera.yaw = self.yaw;
		made.resize();
		effect(() => made.showNames(desk.names.value));
		scene = made;
		loading.value = { kind: "ready" };
		tours.ground = { plan: loaded, walkable, from: () => self, walkTo: (booth) => desk.walkTo(booth) };
		const isTourAsked = new URLSearchParams(location.search).get("tour") === "saved";
		if (isTourAsked) desk.panel.value = "tours";
		void savedList.then(() => tours.resume(isTourAsked));
	} catch (error) {
		console.error(error);
		loading.value = { kind: "failed" };
		return;
	}

	const drawn = scene;
	const walls = walkable;
	let rememberAt = 0;
	let beside = "";
	const frames = runFrames(
		walkSteps({
			input,
			self,
			walls,
			session,
			people,
			scene: drawn,
			isCovered: () => over.isCovered,
			walked: () => sound.walked(),
			beat: (nowMs) => {
				if (desk.panel.peek() === "map" || desk.panel.peek() === "people") beat.value++;
				company.beat(input.isWalking);
				shows.stand(plan.value && boothNear(plan.value, self.x, self.z));
				sound.beat();
				if (nowMs - rememberAt > REMEMBER_MS) {
					rememberAt = nowMs;
					rememberPlace(hallKey, self);
				}
				if (self.route.length > 0) return;
				const arrived = goal;
				if (goal) {
					announcement.value = talk.words("booth.arrived", { number: goal.number, name: goal.name });
					drawn.route(null);
					drawn.highlight(null);
					goal = null;
				}
				const near = plan.value ? boothNear(plan.value, self.x, self.z, AT_METRES) : null;
				if (near) seen.add(near.number);
				if (near && near.number !== beside) {
					announcement.value = talk.words("booth.near", { number: near.number, name: near.name });
				}
				if (arrived && metresTo(arrived, self.x, self.z) < AT_METRES) tours.at(arrived);
				else if (near && near.number !== beside) tours.at(near);
				beside = near?.number ?? "";
			},
		}),
		document,
		new URLSearchParams(location.search).has("still"),
	);
	void headset.open({ scene: drawn, walls, frames });
	const fit = new ResizeObserver(() => drawn.resize());
	fit.observe(canvas);
	addEventListener("pagehide", (event) => {
		rememberPlace(hallKey, self);
		if (event.persisted) return;
		frames.end();
		fit.disconnect();
		input.destroy();
		connection.stop();
		sound.stop();
		drawn.destroy();
	});
}
