// What is seen before the hall is: real progress, or why there is no hall and what to do.
import type { Desk } from "./desk";
import type { Key } from "./words";

export function LoadingScreen({ desk }: { desk: Desk }) {
	const { words } = desk;
	const loading = desk.loading.value;
	if (loading.kind === "ready") return null;
	if (loading.kind === "loading") {
		return (
			<div class="loading" role="status">
				<p class="loading__title">{words("loading.title")}</p>
				<progress value={loading.done} max={Math.max(1, loading.total)} aria-label={words("loading.title")} />
				<p class="soft small">{words("loading.part", { done: loading.done, total: loading.total })}</p>
			</div>
		);
	}
	const text: Key = `loading.${loading.kind === "lost" ? "lost" : "failed"}`;
	return (
		<div class="loading" role="alert">
			<p class="loading__title">{words(text)}</p>
			<div class="actions">
				<button type="button" class="button button--signal" onClick={() => location.reload()}>
					{words("loading.again")}
				</button>
				<a class="button" href={desk.urls.list}>
					{words("top.list")}
				</a>
			</div>
		</div>
	);
}
