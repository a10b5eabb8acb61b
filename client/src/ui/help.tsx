// Which key does what in the hall.
import type { Key, Words } from "./words";

export function Help({ words }: { words: Words }) {
	const rows: [Key, string][] = [
		["help.move", "W A S D · ← ↑ → ↓"],
		["help.run", "Shift"],
		["help.turn", "Q · E"],
		["help.zoom", "+ · −"],
		["help.look", words("help.lookHow")],
		["help.touch", words("help.touchHow")],
		["help.floor", words("help.floorHow")],
		["help.card", "F"],
		["booth.brochures", "R"],
		["saved.help", "K"],
		["booth.next", "N"],
		["tour.go", "T"],
		["around.tell", "L"],
		["picture.take", "C"],
		["help.gestures", "1 · 2 · 3 · 4 · 5"],
		["panel.chat", "Enter"],
		["panel.map", "M"],
		["panel.booths", "B"],
		["panel.people", "P"],
		["panel.tours", "G"],
		["panel.settings", "O"],
		["panel.help", "H"],
		["help.close", "Esc"],
	];
	return (
		<dl class="help">
			{rows.map(([what, how]) => (
				<div key={what}>
					<dt>{words(what)}</dt>
					<dd>{how}</dd>
				</div>
			))}
		</dl>
	);
}
