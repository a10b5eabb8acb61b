// Choices about the picture; keeping them is the app's work.
import type { Desk, QualityChoice } from "./desk";

const CHOICES: readonly QualityChoice[] = ["auto", "low", "medium", "high", "ultra"];

export function Settings({ desk }: { desk: Desk }) {
	const { words } = desk;
	return (
		<div class="settings">
			<fieldset class="settings__group">
				<legend>{words("settings.quality")}</legend>
				{CHOICES.map((choice) => (
					<label key={choice} class="settings__choice">
						<input
							type="radio"
							name="quality"
							checked={desk.quality.value === choice}
							onChange={() => desk.setQuality(choice)}
						/>
						<span>{words(`settings.${choice}`)}</span>
					</label>
				))}
			</fieldset>
			<label class="settings__choice">
				<input
					type="checkbox"
					checked={desk.lessMotion.value}
					onChange={(event) => {
						desk.lessMotion.value = event.currentTarget.checked;
					}}
				/>
				<span>{words("settings.motion")}</span>
			</label>
			<p class="soft small">{words("settings.motionHint")}</p>
		</div>
	);
}
