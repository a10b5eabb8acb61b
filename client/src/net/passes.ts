// Asks the website for a pass, and for a guest's name before that. Nothing is kept here.
import { askerFor } from "./website";

export interface PassAnswer {
	pass: string;
	/** The gateway's address, "" for the page's host one port up. */
	gateway: string;
	/** The addresses of all its nodes, when there are several. */
	gateways?: string[];
	expires_at: string | number;
	person: { id: string; name: string; kind: string; look: number };
	hall_key: string | null;
	/** The booths at which one may present. */
	booths?: string[];
	groups: (string | { key: string; say: boolean })[];
}
/** The pass for a hall. Throws WebsiteRefused (401 or 403: nobody is signed in), TypeError when offline. */
export function fetchPass(api: string, csrf: string, fair: string, hall: string | null): Promise<PassAnswer> {
	return askerFor(csrf)("POST", `${api}live/pass`, hall === null ? { fair } : { fair, hall });
}

/** Makes the reader a guest with this name. Throws WebsiteRefused with the field that is wrong. */
export function becomeGuest(api: string, csrf: string, name: string): Promise<unknown> {
	return askerFor(csrf)("POST", `${api}live/guest`, { name });
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
