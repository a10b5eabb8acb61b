// One page of a brochure: its small picture until the large one is here; when that does not come, it says so.
import { useSignal } from "@preact/signals";
import type { BrochurePage } from "../../world/brochures";
import type { ReaderWords } from "./reader-words";

export interface PageProps {
	words: ReaderWords;
	page: BrochurePage;
	number: number;
	/** How many pages lie beside each other. */
	beside: number;
}

export function Page({ words, page, number, beside }: PageProps) {
	const state = useSignal<"loading" | "ready" | "failed">("loading");
	const turn = useSignal(0);
	const { url, small, width, height } = page;
	return (
		<div
			class="reader__page"
			data-page={number}
			data-state={state.value}
			style={{ "--shape": `${width / height}`, "--beside": `${beside}` }}
		>
			{state.value === "failed" ? (
				<div class="reader__note" role="alert">
					<p>{words("nopage")}</p>
					<button
						type="button"
						class="button button--small"
						onClick={() => {
							turn.value++;
							state.value = "loading";
						}}
					>
						{words("again")}
					</button>
				</div>
			) : (
				<>
					{state.value === "loading" && <img class="reader__small" src={small} alt="" draggable={false} />}
					<img
						key={turn.value}
						src={url}
						width={width}
						height={height}
						alt={words("picture", { number })}
						decoding="async"
						draggable={false}
						onLoad={() => {
							state.value = "ready";
						}}
						onError={() => {
							state.value = "failed";
						}}
					/>
				</>
			)}
		</div>
	);
}
