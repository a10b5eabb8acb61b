// What opens over the whole hall, each loaded when it is first opened: a product's model, a booth's brochures.
import type { Language } from "../ui/words";
import type { PlanBooth, PlanProduct } from "../world/plan";

export class OverHall {
	/** Then nothing of the hall is drawn. */
	isCovered = false;

	constructor(
		/** Of the fair in the API. */
		private readonly api: string,
		private readonly language: Language,
	) {}

	readonly view = async (product: PlanProduct): Promise<void> => {
		const { showInDialog } = await import("./hall-viewer");
		const address = `${this.api}/products/${product.id}/model?lang=${this.language}`;
		await this.under(showInDialog(product, address, this.language));
	};

	readonly readBrochures = async (booth: PlanBooth): Promise<void> => {
		const { readBrochures } = await import("./brochure-reader");
		await this.under(readBrochures(`${this.api}/exhibitors/${booth.exhibitor}/brochures`, this.language));
	};

	private async under(closed: Promise<void>): Promise<void> {
		this.isCovered = true;
		await closed;
		this.isCovered = false;
	}
}
