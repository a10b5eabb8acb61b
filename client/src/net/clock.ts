// The gateway's time as seen from here, by Ping and Pong. No timer lives here.
export class Clock {
	/** Add this to local time (ms) to get the gateway's. */
	offset = 0;
	/** The shortest way there and back seen lately, ms. */
	roundTrip = Number.POSITIVE_INFINITY;

	/** A Pong to the Ping sent at `sentAt`, here at `now`, with the gateway's time `theirs` (all ms). */
	take(sentAt: number, now: number, theirs: number): void {
		const trip = now - sentAt;
		if (trip < 0) return;
		// A quick answer says more than a slow one; the old best fades so that a moved clock is noticed.
		this.roundTrip = Math.min(this.roundTrip * 1.2, Number.MAX_SAFE_INTEGER);
		if (trip > this.roundTrip) return;
		this.roundTrip = trip;
		this.offset = theirs + trip / 2 - now;
	}
}
