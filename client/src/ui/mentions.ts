// Naming people in a message: what is being typed after an @, whom it can mean, and where names stand in a text.
// The list that offers them is composer.tsx.
export interface Named {
	person: string;
	name: string;
}
const MOST_OFFERED = 6;

/** The letters after the @ that the caret stands behind, and where the @ is; null when no name is being typed. */
export function mentionAt(text: string, caret: number): { start: number; letters: string } | null {
	const before = text.slice(0, caret);
	const start = before.lastIndexOf("@");
	if (start < 0) return null;
	const letters = before.slice(start + 1);
	// An address like a@b is no mention; neither is an @ long ago.
	if (letters.length > 24 || letters.includes("\n") || /[\p{Letter}\p{Number}]$/u.test(before.slice(0, start)))
		return null;
	return /\s\s|\s$/.test(letters) ? null : { start, letters };
}

/** Whom the letters can mean: names that begin with them first, each person once. */
export function offered(letters: string, people: readonly Named[], me: string): Named[] {
	const wanted = letters.normalize("NFKC").toLowerCase();
	const found = new Map<string, Named & { rank: number }>();
	for (const { person, name } of people) {
		const at = name.normalize("NFKC").toLowerCase().indexOf(wanted);
		if (at >= 0 && person !== me && name !== "" && !found.has(person))
			found.set(person, { person, name, rank: Math.min(at, 1) });
	}
	return [...found.values()].sort((a, b) => a.rank - b.rank).slice(0, MOST_OFFERED);
}

/** The people among `named` whose @name is still in the text. */
export function mentionsIn(text: string, named: readonly Named[]): string[] {
	return [...new Set(named.filter(({ name }) => text.includes(`@${name}`)).map(({ person }) => person))];
}

export interface Part {
	text: string;
	isName: boolean;
}
/** The text cut where one of these names is called. */
export function partsOf(text: string, names: readonly string[]): Part[] {
	const parts: Part[] = [];
	let rest = text;
	while (rest !== "") {
		let at = -1;
		let length = 0;
		for (const name of names) {
			const found = rest.indexOf(`@${name}`);
			// At the same place the longer name is meant.
			if (found >= 0 && (at < 0 || found < at || (found === at && name.length + 1 > length)))
				[at, length] = [found, name.length + 1];
		}
		if (at < 0) break;
		if (at > 0) parts.push({ text: rest.slice(0, at), isName: false });
		parts.push({ text: rest.slice(at, at + length), isName: true });
		rest = rest.slice(at + length);
	}
	if (rest !== "") parts.push({ text: rest, isName: false });
	return parts;
}
