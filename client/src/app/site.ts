// The entry of every page: styles, theme, the count of people, saving, on the list page chat and tour, on a product's the
// button for its model. It loads three.js only when somebody presses that.
import "../styles/main.css";
import { offerBrochures } from "./brochure-offer";
import { offerModel } from "./model-offer";
import { readPageData } from "./page-data";
import { keepPresenceFresh } from "./presence-counter";
import { easeSaving } from "./save-buttons";
import { easeTheme } from "./theme";

const page = readPageData(document);
easeTheme(document);
if (page?.fair) keepPresenceFresh(document, `${page.api}live/presence?fair=${encodeURIComponent(page.fair.slug)}`);
if (page?.fair && page.person) easeSaving(document, `${page.api}fairs/${page.fair.slug}/saved`, page.csrf);
const tourPlace = document.getElementById("tour");
if (page?.view === "list" && page.person && tourPlace) {
	void import("./list-tour").then(({ startListTour }) => startListTour(tourPlace, page));
}
if (page) offerModel(document, page);
if (page) offerBrochures(document, page);
const place = document.getElementById("chat");
if (page?.view === "list" && page.person && place) {
	void import("./list-chat").then(({ startListChat }) => startListChat(place, page));
}
