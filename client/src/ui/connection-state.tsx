// How the connection stands, in words, and what can be done about it. Keeping the connection is net/socket.ts.
import type { ClosedReason, WaitReason } from "../world/connection";
import type { Talk } from "./desk";
import type { Key } from "./words";

const WAITING: Record<WaitReason, Key> = {
	Lost: "link.lost",
	Offline: "link.offline",
	Website: "link.website",
	GoingAway: "link.restart",
	Fault: "link.fault",
	Full: "link.full",
	TooFast: "link.fast",
	TooSlow: "link.slow",
	Pass: "link.pass",
};
type Way = "reload" | "enter" | "home" | "connect";
const CLOSED: Record<ClosedReason, { says: Key; leads: Way }> = {
	Banned: { says: "link.banned", leads: "home" },
	OtherVersion: { says: "link.version", leads: "reload" },
	NoPass: { says: "link.nopass", leads: "enter" },
	Stale: { says: "link.stale", leads: "reload" },
	Refused: { says: "link.refused", leads: "home" },
	Stopped: { says: "link.stopped", leads: "connect" },
	Broken: { says: "link.broken", leads: "reload" },
};

function WayOut({ talk, leads }: { talk: Talk; leads: Way }) {
	const { words, urls } = talk;
	if (leads === "enter" || leads === "home") {
		const back = encodeURIComponent(location.pathname + location.search);
		return (
			<a class="button button--small" href={leads === "enter" ? `${urls.enter}?next=${back}` : urls.home}>
				{words(`link.to.${leads}`)}
			</a>
		);
	}
	return (
		<button
			type="button"
			class="button button--small"
			onClick={() => (leads === "reload" ? location.reload() : talk.reconnect())}
		>
			{words(`link.to.${leads}`)}
		</button>
	);
}

export function ConnectionNotice({ talk }: { talk: Talk }) {
	const state = talk.connection.value;
	const { words } = talk;
	let sentence = "";
	if (state.kind === "connecting") sentence = words("link.connecting");
	else if (state.kind === "waiting") sentence = words(WAITING[state.why]);
	else if (state.kind === "closed") sentence = state.spoken || words(CLOSED[state.reason].says);
	return (
		<div class={`link-state link-state--${state.kind}`}>
			<span role="status">{sentence}</span>
			{state.kind === "waiting" && (
				<>
					{/* The seconds change: a screen reader would never stop reading them. */}
					<span aria-hidden="true">{words("link.again", { seconds: state.seconds })}</span>
					<button type="button" class="button button--small" onClick={() => talk.reconnect()}>
						{words("link.retry")}
					</button>
				</>
			)}
			{state.kind === "closed" && <WayOut talk={talk} leads={CLOSED[state.reason].leads} />}
		</div>
	);
}
