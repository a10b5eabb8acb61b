// The website as the booth editor asks it: one design, the exhibitor's files. Addresses and shapes are here only.
import { type Ask, askerFor, refusedWith, type WebsiteRefused } from "../../net/website";
import type { Language } from "../../ui/words";
import type { DesignSite, KeptDesign, SlotName } from "../../world/design";

export interface Share {
	used: number;
	limit: number;
}
/** Bytes to load, triangles, bytes of textures on the graphics card. */
export interface Budget {
	bytes: Share;
	triangles: Share;
	textures: Share;
}
export type DesignState = "draft" | "submitted" | "returned" | "published" | "replaced";
/** A version as the server tells of it. */
export interface Head {
	version: number;
	state: DesignState;
	stamp: string;
	remark: string;
	changed_at: string;
}
export interface Template {
	slug: string;
	name: string;
	smallest_side: number;
}
export interface Limits {
	fascia: Record<string, number>;
	places: number;
	files: Record<SlotName, number>;
	kinds: Record<SlotName, string[]>;
	contrast: number;
}
export interface EditorData {
	site: DesignSite;
	templates: Template[];
	newest: Head | null;
	look: KeptDesign;
	budget: Budget;
	limits: Limits;
}
export type SavedDesign = Head & { budget: Budget };
export interface UploadLevel {
	url: string;
	bytes: number;
}
/** A file of the exhibitor. */
export interface Upload {
	id: string;
	kind: string;
	name: string;
	bytes: number;
	state: "waiting" | "checking" | "optimising" | "ready" | "refused";
	progress: number;
	refusal: { text: string } | null;
	url: string | null;
	thumbnail: string | null;
	levels: UploadLevel[];
}
/** Sends a file; told how much of it is sent, 0 to 1. Rejects with WebsiteRefused or TypeError. */
export type Send = (url: string, file: File, told: (share: number) => void) => Promise<Upload>;

export class BoothServer {
	private readonly designs: string;
	private readonly editor: string;
	private readonly files: string;

	constructor(
		private readonly ask: Ask,
		private readonly send: Send,
		api: string,
		fair: string,
		private readonly exhibitor: string,
	) {
		this.designs = `${api}fairs/${fair}/exhibitors/${exhibitor}/booth-designs`;
		this.editor = `${api}fairs/${fair}/exhibitors/${exhibitor}/booth-editor`;
		this.files = `${api}fairs/${fair}/uploads`;
	}

	begin(): Promise<EditorData> {
		return this.ask("GET", this.editor);
	}

	save(design: KeptDesign, seen: string): Promise<SavedDesign> {
		return this.ask("PUT", this.designs, { ...design, seen });
	}

	submit(seen: string): Promise<SavedDesign> {
		return this.ask("POST", `${this.designs}/submit`, { seen });
	}

	withdraw(seen: string): Promise<SavedDesign> {
		return this.ask("POST", `${this.designs}/withdraw`, { seen });
	}

	async uploads(): Promise<Upload[]> {
		const answer = await this.ask<{ items: Upload[] }>("GET", `${this.files}?${this.asExhibitor()}`);
		return answer.items;
	}

	upload(id: string): Promise<Upload> {
		return this.ask("GET", `${this.files}/${id}`);
	}

	bring(file: File, told: (share: number) => void): Promise<Upload> {
		return this.send(`${this.files}?${this.asExhibitor()}`, file, told);
	}

	private asExhibitor(): URLSearchParams {
		return new URLSearchParams({ exhibitor: this.exhibitor });
	}
}

/** Sends by XMLHttpRequest: fetch does not tell how much has been sent. */
export function sendWith(csrf: string): Send {
	return (url, file, told) =>
		new Promise((done, fail: (error: WebsiteRefused | TypeError) => void) => {
			const request = new XMLHttpRequest();
			request.open("POST", url);
			request.setRequestHeader("X-CSRFToken", csrf);
			request.responseType = "json";
			request.upload.onprogress = (event) => told(event.lengthComputable ? event.loaded / event.total : 0);
			request.onerror = () => fail(new TypeError("not sent"));
			request.onload = () => {
				if (request.status === 201) done(request.response as Upload);
				else fail(refusedWith(request.status, request.response));
			};
			const form = new FormData();
			form.set("file", file);
			request.send(form);
		});
}

/** The server that answers in the reader's language. */
export function serverFor(
	given: Record<"api" | "csrf" | "fair" | "exhibitor", string> & { readonly language: Language },
): BoothServer {
	const spoken = (url: string) => `${url}${url.includes("?") ? "&" : "?"}lang=${given.language}`;
	const ask = askerFor(given.csrf);
	const send = sendWith(given.csrf);
	return new BoothServer(
		(method, url, body) => ask(method, spoken(url), body),
		(url, file, told) => send(spoken(url), file, told),
		given.api,
		given.fair,
		given.exhibitor,
	);
}
