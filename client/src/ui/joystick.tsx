// A joystick under the left thumb, shown where there is no fine pointer.
import { useSignal } from "@preact/signals";
import type { Desk } from "./desk";

const REACH_PIXELS = 44;

export function Joystick({ desk }: { desk: Desk }) {
	const knob = useSignal({ x: 0, y: 0 });
	const move = (event: PointerEvent & { currentTarget: HTMLElement }) => {
		if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
		const box = event.currentTarget.getBoundingClientRect();
		const x = event.clientX - box.left - box.width / 2;
		const y = event.clientY - box.top - box.height / 2;
		const shrink = Math.min(1, REACH_PIXELS / Math.max(1, Math.hypot(x, y)));
		knob.value = { x: x * shrink, y: y * shrink };
		desk.stick.right = knob.value.x / REACH_PIXELS;
		desk.stick.forward = -knob.value.y / REACH_PIXELS;
	};
	const release = () => {
		knob.value = { x: 0, y: 0 };
		desk.stick.right = 0;
		desk.stick.forward = 0;
	};
	return (
		<div
			class="joystick"
			aria-hidden="true"
			onPointerDown={(event) => {
				event.currentTarget.setPointerCapture(event.pointerId);
				move(event);
			}}
			onPointerMove={move}
			onPointerUp={release}
			onPointerCancel={release}
		>
			<svg viewBox="-60 -60 120 120" aria-hidden="true">
				<circle r="56" class="joystick__ring" />
				<circle r="22" cx={knob.value.x} cy={knob.value.y} class="joystick__knob" />
			</svg>
		</div>
	);
}
