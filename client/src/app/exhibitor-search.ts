// Which of a hall's exhibitors a search finds, asked of the website.
interface Found {
	items?: { slug?: string }[];
}

/** The slugs found; none when the website does not answer. */
export async function findExhibitors(address: string, letters: string, hall: string): Promise<ReadonlySet<string>> {
	try {
		const answer = await fetch(`${address}?${new URLSearchParams({ q: letters, hall })}`);
		return new Set((((await answer.json()) as Found).items ?? []).flatMap((item) => (item.slug ? [item.slug] : [])));
	} catch {
		return new Set();
	}
}
