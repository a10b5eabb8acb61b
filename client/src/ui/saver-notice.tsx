// Offers the list view to a device that saves data, before anything large is loaded.
import type { Words } from "./words";

export function SaverNotice({ words, list, enter }: { words: Words; list: string | undefined; enter: () => void }) {
	return (
		<div class="loading" role="status">
			<p class="loading__title">{words("saver.title")}</p>
			<p>{words("saver.text")}</p>
			<div class="actions">
				<a class="button button--signal" href={list}>
					{words("top.list")}
				</a>
				<button type="button" class="button" onClick={enter}>
					{words("saver.go")}
				</button>
			</div>
		</div>
	);
}
