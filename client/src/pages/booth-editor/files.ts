// The exhibitor's files in the booth editor: which there are, and those on their way: sent, then checked by the server.
import { type Signal, signal } from "@preact/signals";
import type { Time } from "../../net/link";
import { WebsiteRefused } from "../../net/website";
import type { SlotName } from "../../world/design";
import type { BoothServer, Upload } from "./server";

const ASK_EVERY_MS = 700;

/** A file on its way into a slot. */
export interface Errand {
	readonly number: number;
	readonly slot: SlotName;
	readonly name: string;
	/** 0 to 1 of what is done now. */
	readonly share: number;
	readonly phase: "sending" | "checking" | "refused" | "offline";
	/** Why it was refused, in the reader's language. */
	readonly reason: string;
}

export class Files {
	readonly uploads: Signal<ReadonlyMap<string, Upload>> = signal(new Map());
	readonly errands: Signal<readonly Errand[]> = signal([]);
	private last = 0;

	constructor(
		private readonly server: BoothServer,
		private readonly time: Time,
	) {}

	async load(): Promise<void> {
		const found = await this.server.uploads();
		this.uploads.value = new Map(found.map((upload) => [upload.id, upload]));
	}

	/** Where the hall's picture of a file is read, null while there is none. */
	readonly pictureOf = (key: string): string | null => {
		const upload = this.uploads.peek().get(key);
		const pictures = upload?.levels.filter((level) => level.url.endsWith(".webp")) ?? [];
		return pictures.at(-1)?.url ?? upload?.thumbnail ?? null;
	};

	/** Sends a file and waits for its check; answers its key, null when it was refused or could not be sent. */
	async bring(slot: SlotName, file: File): Promise<string | null> {
		this.last += 1;
		const number = this.last;
		const errand: Errand = { number, slot, name: file.name, share: 0, phase: "sending", reason: "" };
		this.errands.value = [...this.errands.peek(), errand];
		try {
			let upload = await this.server.bring(file, (share) => this.told(number, { share }));
			this.told(number, { phase: "checking", share: 0 });
			while (upload.state !== "ready" && upload.state !== "refused") {
				await new Promise<void>((done) => this.time.after(ASK_EVERY_MS, done));
				upload = await this.server.upload(upload.id);
				this.told(number, { share: upload.progress / 100 });
			}
			if (upload.state === "refused") {
				this.told(number, { phase: "refused", reason: upload.refusal?.text ?? "" });
				return null;
			}
			this.uploads.value = new Map(this.uploads.peek()).set(upload.id, upload);
			this.forget(number);
			return upload.id;
		} catch (error) {
			if (error instanceof WebsiteRefused) this.told(number, { phase: "refused", reason: error.refusal.message });
			else this.told(number, { phase: "offline" });
			return null;
		}
	}

	/** Takes the note of a refusal away. */
	forget(number: number): void {
		this.errands.value = this.errands.peek().filter((errand) => errand.number !== number);
	}

	private told(number: number, change: Partial<Errand>): void {
		this.errands.value = this.errands
			.peek()
			.map((errand) => (errand.number === number ? { ...errand, ...change } : errand));
	}
}
