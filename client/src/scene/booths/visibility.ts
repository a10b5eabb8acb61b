// Which booths are seen, and how finely: pure arithmetic over typed arrays; drawing them is field.ts.

/** Beyond this many metres a booth is drawn from its light mesh. */
export const FINE_METRES = { low: 9, medium: 15, high: 20, ultra: 30 } as const;
const ALWAYS_METRES = 12;

/** 0 fine, 1 light, 2 not drawn. `inView`: whether its ball meets the view. Near ones are always drawn: they throw shadows. */
export function levelOf(distance: number, fine: number, inView: boolean): 0 | 1 | 2 {
	if (distance < fine && (inView || distance < ALWAYS_METRES)) return 0;
	return inView ? 1 : 2;
}

/** Puts booth numbers into `order` by distance, nearest first; insertion sort, for the order hardly changes from turn to turn. */
export function sortByDistance(order: Int32Array, distances: Float32Array): void {
	for (let i = 1; i < order.length; i++) {
		const booth = order[i];
		let j = i - 1;
		while (j >= 0 && distances[order[j]] > distances[booth]) {
			order[j + 1] = order[j];
			j--;
		}
		order[j + 1] = booth;
	}
}
