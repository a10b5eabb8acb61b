// How the connection to the gateway stands, as everybody sees it. Keeping it is net/socket.ts.
export type ConnectionState =
	| { kind: "connecting" }
	| { kind: "online" }
	| { kind: "waiting"; seconds: number }
	| { kind: "closed"; reason: "Banned" | "OtherVersion" | "NoPass" | "Stopped" | "Broken" };
