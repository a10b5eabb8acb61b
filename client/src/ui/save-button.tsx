// The bookmark beside a booth or a product in the hall: the same as on the pages.
import type { Desk } from "./desk";

export function SaveButton({ desk, thing, name }: { desk: Desk; thing: string; name: string }) {
	const { words } = desk;
	const isSaved = desk.saved.has(thing);
	return (
		<button
			type="button"
			class="save__button save__button--small"
			aria-pressed={isSaved}
			aria-label={words("saved.save", { name })}
			title={words(isSaved ? "saved.is" : "saved.saveIt")}
			onClick={() => desk.keep(thing, name, !isSaved)}
		>
			<svg viewBox="0 0 24 24" aria-hidden="true">
				<path d="M6 3h12v18l-6-5-6 5z" />
			</svg>
		</button>
	);
}
