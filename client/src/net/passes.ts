// Asks the website for a pass, and for a guest's name before that. Nothing is kept here.
export interface PassAnswer {
	pass: string;
	/** The gateway's address, "" for the page's host one port up. */
	gateway: string;
	/** The addresses of all its nodes, when there are several. */
	gateways?: string[];
	expires_at: string | number;
	person: { id: string; name: string; kind: string; look: number };
	hall_key: string | null;
	groups: (string | { key: string; say: boolean })[];
}
export interface Refusal {
	error: string;
	message: string;
	field?: string;
}
/** The website said no; `refusal.message` is in the reader's language. */
export class WebsiteRefused extends Error {
	constructor(
		readonly status: number,
		readonly refusal: Refusal,
	) {
		super(refusal.message);
	}
}

async function post<Answer>(url: string, csrf: string, body: object): Promise<Answer> {
	const response = await fetch(url, {
		method: "POST",
		headers: { "Content-Type": "application/json", "X-CSRFToken": csrf },
		body: JSON.stringify(body),
		credentials: "same-origin",
	});
	const answer: unknown = await response.json().catch(() => ({}));
	if (!response.ok) {
		const refusal = { error: "Unknown", message: "", ...(answer as Partial<Refusal>) };
		throw new WebsiteRefused(response.status, refusal);
	}
	return answer as Answer;
}

/** The pass for a hall. Throws WebsiteRefused (401 or 403: nobody is signed in), TypeError when offline. */
export function fetchPass(api: string, csrf: string, fair: string, hall: string | null): Promise<PassAnswer> {
	return post(`${api}live/pass`, csrf, hall === null ? { fair } : { fair, hall });
}

/** Makes the reader a guest with this name. Throws WebsiteRefused with the field that is wrong. */
export function becomeGuest(api: string, csrf: string, name: string): Promise<unknown> {
	return post(`${api}live/guest`, csrf, { name });
}

/** The gateway's nodes: as the pass says, else the page's host one port up. */
export function gatewayAddresses(
	answer: Pick<PassAnswer, "gateway" | "gateways">,
	page: { protocol: string; hostname: string; port: string },
): string[] {
	if (answer.gateways?.length) return answer.gateways;
	if (answer.gateway) return [answer.gateway];
	const port = Number(page.port || (page.protocol === "https:" ? 443 : 80)) + 1;
	return [`${page.protocol === "https:" ? "wss" : "ws"}://${page.hostname}:${port}/`];
}
