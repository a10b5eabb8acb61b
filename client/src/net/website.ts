// Asks the website's JSON API as the signed-in person. What is asked and what an answer means is the asker's.

export interface Refusal {
	error: string;
	/** In the reader's language. */
	message: string;
	field?: string;
}

/** The website said no. */
export class WebsiteRefused extends Error {
	constructor(
		readonly status: number,
		readonly refusal: Refusal,
	) {
		super(refusal.message);
	}
}

export type Method = "GET" | "POST" | "PUT" | "DELETE";
/** Rejects with WebsiteRefused; with TypeError when the website cannot be reached. */
export type Ask = <Answer>(method: Method, url: string, body?: object) => Promise<Answer>;

/** Makes the asker for a page with this CSRF token. */
export function askerFor(csrf: string): Ask {
	return async <Answer>(method: Method, url: string, body?: object) => {
		const response = await fetch(url, {
			method,
			headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
			body: body && JSON.stringify(body),
			credentials: "same-origin",
		});
		const answer: unknown = response.status === 204 ? null : await response.json().catch(() => ({}));
		if (!response.ok) throw refusedWith(response.status, answer);
		return answer as Answer;
	};
}

/** The refusal in an answer of the API; an answer without one has an empty sentence. */
export function refusedWith(status: number, answer: unknown): WebsiteRefused {
	return new WebsiteRefused(status, { error: "Unknown", message: "", ...(answer as Partial<Refusal>) });
}
