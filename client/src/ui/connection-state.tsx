// How the connection stands, in words; a broken one offers to try at once.
import type { ConnectionState } from "../world/connection";
import type { Talk } from "./desk";
import type { Key } from "./words";

const CLOSED: Record<Extract<ConnectionState, { kind: "closed" }>["reason"], Key> = {
	Banned: "link.banned",
	OtherVersion: "link.version",
	NoPass: "link.nopass",
	Stopped: "link.stopped",
	Broken: "link.broken",
};

export function ConnectionNotice({ talk }: { talk: Talk }) {
	const state = talk.connection.value;
	const { words } = talk;
	// While waiting the seconds change: only the first sentence is read out.
	return (
		<div class={`link-state link-state--${state.kind}`} role="status">
			{state.kind === "connecting" && words("link.connecting")}
			{state.kind === "waiting" && (
				<>
					<span>{words("link.waiting", { seconds: state.seconds })}</span>
					<button type="button" class="button button--small" onClick={() => talk.reconnect()}>
						{words("link.retry")}
					</button>
				</>
			)}
			{state.kind === "closed" && words(CLOSED[state.reason])}
		</div>
	);
}
