// The frame of a panel over the scene: title, close button, Esc, focus on opening and back on closing.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";

export interface PanelProps {
	name: string;
	title: string;
	close: string;
	onClose: () => void;
	children: ComponentChildren;
}

export function Panel({ name, title, close, onClose, children }: PanelProps) {
	const frame = useRef<HTMLElement>(null);
	useEffect(() => {
		const before = document.activeElement;
		frame.current?.focus();
		return () => {
			if (before instanceof HTMLElement && before.isConnected) before.focus();
		};
	}, []);
	return (
		<section
			class={`panel panel--${name}`}
			aria-label={title}
			tabIndex={-1}
			ref={frame}
			onKeyDown={(event) => {
				if (event.key === "Escape") {
					event.stopPropagation();
					onClose();
				}
			}}
		>
			<header class="panel__head">
				<h2 class="panel__title">{title}</h2>
				<button type="button" class="panel__close" aria-label={close} onClick={onClose}>
					<span aria-hidden="true">×</span>
				</button>
			</header>
			{/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls is reached by keyboard, also where it holds only text */}
			<div class="panel__body" tabIndex={0}>
				{children}
			</div>
		</section>
	);
}
