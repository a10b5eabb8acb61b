// The wardrobe: body, skin, hair, glasses, clothes and colours, with oneself in a mirror. What the bits mean is world/look.ts.
import "../styles/wardrobe.css";
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import {
	BODIES,
	bodyOf,
	coloursOf,
	HEIGHT_STEPS,
	heightStep,
	type Look,
	OWN_TROUSERS,
	pack,
	SKINS,
	unpack,
} from "../world/look";
import type { Words } from "./words";

/** A person on a canvas; scene/people/preview.ts. */
export interface Mirror {
	show(look: number): void;
	turn(radians: number): void;
	showFace(isNear: boolean): void;
	destroy(): void;
}
export interface WardrobeProps {
	words: Words;
	look: number;
	/** Null when it is kept, else the sentence that says why not. */
	save(look: number): Promise<string | null>;
	mirror(canvas: HTMLCanvasElement): Promise<Mirror>;
}

const TURN = Math.PI / 6;
/** Colours of hair that differ to the eye, of the sixteen there are. */
const HAIRS = [7, 0, 2, 3, 4, 13, 6, 10, 15];

interface Swatch {
	value: number;
	colour: string;
}
function Swatches(props: {
	name: string;
	label: string;
	words: Words;
	all: readonly Swatch[];
	now: number;
	choose(value: number): void;
}) {
	const { name, label, words, all, now, choose } = props;
	return (
		<fieldset class="settings__group">
			<legend class="settings__legend">{label}</legend>
			<div class="wardrobe__swatches">
				{all.map(({ value, colour }, at) => (
					<input
						key={value}
						type="radio"
						class="wardrobe__swatch"
						name={name}
						// The browser's own rule for styles forbids style attributes in markup, not properties.
						ref={(one) => one?.style.setProperty("--swatch", colour)}
						checked={now === value}
						aria-label={words("wardrobe.colour", { number: at + 1 })}
						onChange={() => choose(value)}
					/>
				))}
			</div>
		</fieldset>
	);
}

const numbered = (colours: string[]) => colours.map((colour, value) => ({ value, colour }));

/** A stranger's look as one could have chosen it. */
function chosen(worn: number): Look {
	const look = { ...unpack(worn), body: bodyOf(worn) };
	return { ...look, height: heightBits(look, heightStep(worn)) };
}
/** The height's bits that make somebody with this body and hair so tall. */
const heightBits = ({ body, hair }: Look, tall: number) => (tall - body * 7 - hair * 5) & (HEIGHT_STEPS - 1);

export function Wardrobe({ words, look: worn, save, mirror }: WardrobeProps) {
	const look = useSignal<Look>(chosen(worn));
	const kept = useSignal(pack(look.peek()));
	const told = useSignal<{ text: string; isBad: boolean } | null>(null);
	const isBusy = useSignal(false);
	const hasMirror = useSignal(true);
	const isNear = useSignal(false);
	const canvas = useRef<HTMLCanvasElement>(null);
	const seen = useRef<Mirror | null>(null);
	const word = pack(look.value);
	useEffect(() => {
		let isGone = false;
		if (canvas.current) {
			mirror(canvas.current).then(
				(made) => {
					if (isGone) return made.destroy();
					seen.current = made;
					made.show(pack(look.peek()));
				},
				() => {
					hasMirror.value = false;
				},
			);
		}
		return () => {
			isGone = true;
			seen.current?.destroy();
		};
	}, []);
	/** Changes parts and keeps the height, which is counted from body and hair. */
	const wear = (parts: Partial<Look>) => {
		const next = { ...look.peek(), ...parts };
		if (parts.height === undefined) next.height = heightBits(next, heightStep(pack(look.peek())));
		look.value = next;
		told.value = null;
		seen.current?.show(pack(next));
	};
	const keep = async () => {
		isBusy.value = true;
		const refused = await save(word);
		isBusy.value = false;
		if (refused === null) kept.value = word;
		told.value = { text: refused ?? words("wardrobe.kept"), isBad: refused !== null };
	};
	const now = look.value;
	const body = bodyOf(word);
	const { outfit } = BODIES[body];
	const skin = SKINS.findIndex((one) => one.tone === now.tone && one.skin === now.skin);
	const bottoms = numbered(coloursOf("bottom"));
	const ownCloth =
		outfit === "suit" ? [{ value: 0, colour: coloursOf("suit")[now.top] }, ...bottoms.slice(OWN_TROUSERS)] : bottoms;
	const bottom = outfit === "suit" && now.bottom < OWN_TROUSERS ? 0 : now.bottom;
	return (
		<form
			class="wardrobe"
			onSubmit={(event) => {
				event.preventDefault();
				void keep();
			}}
		>
			{hasMirror.value && (
				<div class="wardrobe__mirror">
					<canvas ref={canvas} class="wardrobe__canvas" role="img" aria-label={words("wardrobe.mirror")} />
					<div class="wardrobe__turns">
						{(
							[
								["wardrobe.left", -TURN, "↺"],
								["wardrobe.right", TURN, "↻"],
							] as const
						).map(([label, by, sign]) => (
							<button
								key={label}
								type="button"
								class="button button--small"
								aria-label={words(label)}
								title={words(label)}
								onClick={() => seen.current?.turn(by)}
							>
								<span aria-hidden="true">{sign}</span>
							</button>
						))}
						<button
							type="button"
							class="button button--small"
							aria-pressed={isNear.value}
							onClick={() => {
								isNear.value = !isNear.value;
								seen.current?.showFace(isNear.value);
							}}
						>
							{words("wardrobe.face")}
						</button>
					</div>
				</div>
			)}
			<fieldset class="settings__group">
				<legend class="settings__legend">{words("wardrobe.body")}</legend>
				<div class="wardrobe__bodies">
					{BODIES.map(({ name }, at) => (
						<label key={name} class="settings__choice">
							<input type="radio" name="body" checked={body === at} onChange={() => wear({ body: at })} />
							<span>{words(`body.${name}`)}</span>
						</label>
					))}
				</div>
			</fieldset>
			<label class="settings__choice">
				<input
					type="checkbox"
					checked={now.glasses === 1}
					onChange={(event) => wear({ glasses: event.currentTarget.checked ? 1 : 0 })}
				/>
				<span>{words("wardrobe.glasses")}</span>
			</label>
			<label class="wardrobe__height">
				<span class="settings__legend">{words("wardrobe.height")}</span>
				<input
					type="range"
					min={0}
					max={HEIGHT_STEPS - 1}
					value={heightStep(word)}
					onInput={(event) => wear({ height: heightBits(now, Number(event.currentTarget.value)) })}
				/>
			</label>
			<Swatches
				name="skin"
				label={words("wardrobe.skin")}
				words={words}
				all={SKINS.map(({ colour }, value) => ({ value, colour }))}
				now={skin}
				choose={(at) => wear({ tone: SKINS[at].tone, skin: SKINS[at].skin })}
			/>
			<Swatches
				name="hair"
				label={words("wardrobe.hair")}
				words={words}
				all={HAIRS.map((value) => ({ value, colour: coloursOf("hair")[value] }))}
				now={now.hair}
				choose={(hair) => wear({ hair })}
			/>
			<Swatches
				name="top"
				label={words("wardrobe.top")}
				words={words}
				all={numbered(coloursOf(outfit))}
				now={now.top}
				choose={(top) => wear({ top })}
			/>
			<Swatches
				name="bottom"
				label={words("wardrobe.bottom")}
				words={words}
				all={ownCloth}
				now={bottom}
				choose={(value) => wear({ bottom: value })}
			/>
			<p class="settings__hint">{words("wardrobe.ribbon")}</p>
			<div class="wardrobe__foot">
				<button type="submit" class="button button--signal" disabled={isBusy.value || word === kept.value}>
					{words("wardrobe.save")}
				</button>
				<p role={told.value?.isBad ? "alert" : "status"}>{told.value?.text}</p>
			</div>
		</form>
	);
}
