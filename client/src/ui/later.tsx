// A panel that is loaded when it is first opened: its script is no part of the first picture.
import { useSignal } from "@preact/signals";
import type { ComponentType } from "preact";
import { useEffect } from "preact/hooks";
import type { Words } from "./words";

/** A component that shows what `load` brings; when it does not come, it says so and offers to try again. */
export function later<Props extends { words: Words }>(load: () => Promise<ComponentType<Props>>): ComponentType<Props> {
	let loaded: ComponentType<Props> | null = null;
	return function Later(props: Props) {
		const turn = useSignal(0);
		const state = useSignal<"loading" | "ready" | "failed">(loaded ? "ready" : "loading");
		const tries = turn.value;
		useEffect(() => {
			if (loaded) return;
			load().then(
				(part) => {
					loaded = part;
					state.value = "ready";
				},
				() => {
					state.value = "failed";
				},
			);
		}, [tries, state]);
		const Part = loaded;
		if (Part && state.value === "ready") return <Part {...props} />;
		if (state.value === "loading")
			return (
				<p class="soft" role="status">
					{props.words("later.wait")}
				</p>
			);
		return (
			<p role="alert">
				{props.words("later.failed")}{" "}
				<button
					type="button"
					class="button button--small"
					onClick={() => {
						state.value = "loading";
						turn.value++;
					}}
				>
					{props.words("loading.again")}
				</button>
			</p>
		);
	};
}
