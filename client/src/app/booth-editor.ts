// The entry of the desk's booth page: the editor in place of the form. Where it cannot be loaded, the form stays and does the same.
import "../styles/booth-editor-views.css";
import "../styles/booth-editor.css";
import type { StageOpener } from "../pages/booth-editor/parts";
import { readPageData } from "./page-data";

const page = readPageData(document);
const place = document.getElementById("booth-editor");

const openStage: StageOpener = async (canvas, size, told) => {
	const { BoothStage } = await import("../scene/booths/booth-stage");
	return new BoothStage(canvas, size, { assets: "/static/client/assets/", ...told });
};

if (page?.fair && place) {
	const { exhibitor = "", preview = "", pictures = "" } = place.dataset;
	const { api, csrf, lang: language, fair } = page;
	import("../pages/booth-editor/editor")
		.then(({ startEditor }) =>
			startEditor(place, { api, csrf, language, fair: fair.slug, exhibitor, preview, pictures, openStage }),
		)
		.catch((error: unknown) => console.error(error));
}
