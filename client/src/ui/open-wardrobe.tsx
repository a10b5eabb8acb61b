// The way to the wardrobe, where one looks for it: among the people and in the settings.
import type { Desk } from "./desk";

export function OpenWardrobe({ desk }: { desk: Desk }) {
	return (
		<button
			type="button"
			class="button button--small"
			onClick={() => {
				desk.panel.value = "wardrobe";
			}}
		>
			{desk.words("wardrobe.open")}
		</button>
	);
}
