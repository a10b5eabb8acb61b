// Asks a visitor without an account for a name. What was typed stays when the website refuses it.
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { Words } from "./words";

export interface GuestEntryProps {
	words: Words;
	signIn: string | undefined;
	/** Makes the guest; answers what is wrong, in the reader's language, or null when all is well. */
	enter(name: string): Promise<string | null>;
}

export function GuestEntry({ words, signIn, enter }: GuestEntryProps) {
	const name = useSignal("");
	const wrong = useSignal<string | null>(null);
	const isBusy = useSignal(false);
	const input = useRef<HTMLInputElement>(null);
	useEffect(() => input.current?.focus(), []);
	const submit = async (event: Event) => {
		event.preventDefault();
		isBusy.value = true;
		wrong.value = await enter(name.value.trim());
		isBusy.value = false;
		if (wrong.value !== null) input.current?.focus();
	};
	return (
		<div class="guest" role="dialog" aria-modal="true" aria-labelledby="guest-title">
			<form class="guest__card" onSubmit={submit}>
				<h2 id="guest-title">{words("guest.title")}</h2>
				<p class="soft">{words("guest.text")}</p>
				<label class={`field ${wrong.value ? "field--wrong" : ""}`}>
					<span class="field__label">{words("guest.name")}</span>
					<input
						class="input"
						name="name"
						autoComplete="nickname"
						required
						ref={input}
						value={name.value}
						aria-invalid={wrong.value !== null}
						aria-describedby="guest-wrong"
						onInput={(event) => {
							name.value = event.currentTarget.value;
						}}
					/>
				</label>
				<p class="field__error" id="guest-wrong" role="alert">
					{wrong.value}
				</p>
				<div class="actions">
					<button type="submit" class="button button--signal" disabled={isBusy.value}>
						{words("guest.enter")}
					</button>
					{signIn && (
						<a class="button button--quiet" href={signIn}>
							{words("guest.signIn")}
						</a>
					)}
				</div>
			</form>
		</div>
	);
}
