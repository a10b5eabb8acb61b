// Which key does what in the hall.
import type { Key, Words } from "./words";

export function Help({ words }: { words: Words }) {
	const rows: [Key, string][] = [
		["help.move", "W A S D · ← ↑ → ↓"],
		["help.run", "Shift"],
		["help.look", words("help.lookHow")],
		["help.floor", words("help.floorHow")],
		["help.card", "E"],
		["help.map", "M"],
		["help.chat", "Enter"],
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
