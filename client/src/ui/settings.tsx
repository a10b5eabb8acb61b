// Choices about language, looks and help; keeping them is the app's work.
import type { Signal } from "@preact/signals";
import type { Desk, QualityChoice, ThemeChoice } from "./desk";
import { OpenWardrobe } from "./open-wardrobe";
import type { Key, Words } from "./words";

const QUALITIES: readonly QualityChoice[] = ["auto", "low", "medium", "high", "ultra"];
const THEMES: readonly ThemeChoice[] = ["auto", "light", "dark"];

function Check({ desk, value, label, hint }: { desk: Desk; value: Signal<boolean>; label: Key; hint?: Key }) {
	return (
		<label class="settings__choice">
			<input
				type="checkbox"
				checked={value.value}
				onChange={(event) => {
					value.value = event.currentTarget.checked;
				}}
			/>
			<span>
				{desk.words(label)}
				{hint && <span class="settings__hint">{desk.words(hint)}</span>}
			</span>
		</label>
	);
}

export function Settings({ words, desk }: { words: Words; desk: Desk }) {
	return (
		<div class="settings">
			<OpenWardrobe desk={desk} />
			<nav class="settings__group" aria-labelledby="settings-language">
				<p class="settings__legend" id="settings-language">
					{words("settings.language")}
				</p>
				<div class="settings__row">
					{desk.languages.map(({ code, lang, name, url }) => (
						<a
							key={code}
							class="settings__link"
							href={url}
							lang={lang}
							hreflang={lang}
							aria-current={code === desk.language ? "true" : undefined}
						>
							{name}
						</a>
					))}
				</div>
			</nav>
			<fieldset class="settings__group">
				<legend class="settings__legend">{words("settings.theme")}</legend>
				<div class="settings__row">
					{THEMES.map((choice) => (
						<label key={choice} class="settings__choice">
							<input
								type="radio"
								name="theme"
								checked={desk.theme.value === choice}
								onChange={() => desk.setTheme(choice)}
							/>
							<span>{words(choice === "auto" ? "settings.device" : `settings.${choice}`)}</span>
						</label>
					))}
				</div>
			</fieldset>
			<fieldset class="settings__group">
				<legend class="settings__legend">{words("settings.quality")}</legend>
				<div class="settings__row">
					{QUALITIES.map((choice) => (
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
				</div>
			</fieldset>
			<fieldset class="settings__group">
				<legend class="settings__legend">{words("settings.sound")}</legend>
				<Check desk={desk} value={desk.sound.isOn} label="settings.hear" hint="settings.hearHint" />
				<label class="settings__volume">
					<span>{words("settings.volume")}</span>
					<input
						type="range"
						min={0}
						max={1}
						step={0.05}
						value={desk.sound.volume.value}
						disabled={!desk.sound.isOn.value}
						onInput={(event) => {
							desk.sound.volume.value = Number(event.currentTarget.value);
						}}
					/>
				</label>
				<Check desk={desk} value={desk.sound.hasCaptions} label="settings.captions" hint="settings.captionsHint" />
			</fieldset>
			<Check desk={desk} value={desk.names} label="settings.names" />
			<Check desk={desk} value={desk.lessMotion} label="settings.motion" hint="settings.motionHint" />
			<Check desk={desk} value={desk.letters} label="settings.letters" hint="settings.lettersHint" />
		</div>
	);
}
