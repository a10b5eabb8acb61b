// Pictures in a message are references: product pictures of this fair, chosen by search. Nothing is uploaded here.
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { ProductPicture, Talk } from "./desk";

const PAUSE_MS = 250;
const KEY = /^products\/(?:(?:large|small)\/)?[a-z0-9][a-z0-9_-]*\.(webp|png|jpg)$/;

/** The address of a picture's key, or null when it is not one of a product: nothing else is ever fetched. */
export function pictureAddress(key: string): string | null {
	return KEY.test(key) ? `/media/${key}` : null;
}

/** The key of a product picture's address, or null. */
export function pictureKey(address: string): string | null {
	const key = address.replace(/^.*\/media\//, "");
	return pictureAddress(key) === null ? null : key;
}

export function Pictures({ talk, choose }: { talk: Talk; choose: (key: string) => void }) {
	const { words } = talk;
	const letters = useSignal("");
	const found = useSignal<readonly ProductPicture[] | null>(null);
	const query = letters.value.trim();
	useEffect(() => {
		let isCurrent = true;
		const timer = setTimeout(async () => {
			const pictures = await talk.findPictures(query);
			if (isCurrent) found.value = pictures;
		}, PAUSE_MS);
		return () => {
			isCurrent = false;
			clearTimeout(timer);
		};
	}, [query, talk, found]);
	return (
		<div class="tray tray--pictures">
			<label class="field">
				<span class="field__label">{words("picture.search")}</span>
				<input
					type="search"
					class="input"
					value={letters.value}
					onInput={(event) => {
						letters.value = event.currentTarget.value;
					}}
				/>
			</label>
			<p class="soft small" role="status">
				{found.value?.length === 0 && words("picture.none")}
			</p>
			<ul class="tray__grid">
				{found.value?.map(({ key, name }) => (
					<li key={key}>
						<button
							type="button"
							class="tray__choice"
							aria-label={words("picture.send", { name })}
							onClick={() => choose(key)}
						>
							<img src={pictureAddress(key) ?? ""} alt="" width="96" height="72" decoding="sync" />
							<span aria-hidden="true">{name}</span>
						</button>
					</li>
				))}
			</ul>
		</div>
	);
}
