// How the connection to the gateway stands, as everybody sees it. Keeping it is net/socket.ts.
/** Why there is no connection now though there will be one: a close code's name, or what else went wrong. */
export type WaitReason =
	| "Lost"
	| "Offline"
	| "Website"
	| "GoingAway"
	| "Fault"
	| "Full"
	| "TooFast"
	| "TooSlow"
	| "Pass";
/** Why there will be none until the person does something. */
export type ClosedReason = "Banned" | "OtherVersion" | "NoPass" | "Stale" | "Refused" | "Stopped" | "Broken";
export type ConnectionState =
	| { kind: "connecting" }
	| { kind: "online" }
	| { kind: "waiting"; seconds: number; why: WaitReason }
	/** `spoken` is the website's own sentence, "" when it said none. */
	| { kind: "closed"; reason: ClosedReason; spoken: string };
