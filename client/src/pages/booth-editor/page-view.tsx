// The exhibitor's page as it would be, in a frame as wide as a phone or a computer, made smaller to fit. The server draws it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Editor } from "./parts";

export interface PageViewProps {
	editor: Editor;
	title: string;
	/** Pixels of the screen it is for. */
	width: number;
	height: number;
}

export function PageView({ editor: { desk, preview, words }, title, width, height }: PageViewProps) {
	const place = useRef<HTMLDivElement>(null);
	const share = useSignal(1);
	useEffect(() => {
		const target = place.current;
		if (!target) return undefined;
		const fit = new ResizeObserver(() => {
			share.value = Math.min(1, target.clientWidth / width);
		});
		fit.observe(target);
		return () => fit.disconnect();
	}, [width]);
	const stamp = desk.newest.value?.stamp ?? "";
	const isOld = desk.saving.value.kind !== "kept";
	return (
		<figure class="editor-page">
			<figcaption>
				{title} {isOld && <span class="soft small">{words("preview.unsaved")}</span>}
			</figcaption>
			<div class="editor-page__place" ref={place} style={{ height: `${height * share.value}px` }}>
				<iframe
					// A saved design has another stamp: the page is asked for anew.
					key={stamp}
					src={`${preview}?${new URLSearchParams({ stamp })}`}
					title={title}
					// No script: it counts nobody, sends nothing and leads nowhere else.
					sandbox="allow-same-origin"
					style={{ width: `${width}px`, height: `${height}px`, transform: `scale(${share.value})` }}
				/>
			</div>
		</figure>
	);
}
