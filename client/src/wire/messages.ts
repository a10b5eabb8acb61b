// Generated from src/yunzhan/wire by `make docs`; changes here are lost.

export const VERSION = 1;
export const ANYWHERE = 65535;
export const SCRIPTED = 1;
export const STAFF = 2;
export const HOST = 4;

/** Somebody in the hall (part of Arrivals). `look` chooses body and clothes. */
export interface Arrival {
  readonly id: number;
  readonly flags: number;
  readonly look: number;
  readonly person: string;
  readonly name: string;
}

/** One message of a group (part of Said and Page). `seq` grows by one in each group. */
export interface Utterance {
  readonly seq: number;
  readonly at: number;
  readonly flags: number;
  readonly person: string;
  readonly name: string;
  readonly text: string;
}

/** The first message of a connection: who I am. */
export interface Hello {
  readonly type: 'Hello';
  readonly version: number;
  readonly pass: string;
}

/** Into a hall that the pass opens. */
export interface Enter {
  readonly type: 'Enter';
  readonly ref: number;
  readonly hall: string;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
}

/** Out of the hall. */
export interface Leave {
  readonly type: 'Leave';
  readonly ref: number;
}

/** To another place of the same hall at once, as from the map. */
export interface Jump {
  readonly type: 'Jump';
  readonly ref: number;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
}

/** Into a group; `after` is the last number seen, 0 asks for the newest page. */
export interface Join {
  readonly type: 'Join';
  readonly ref: number;
  readonly group: string;
  readonly after: number;
}

/** Out of a group. */
export interface Part {
  readonly type: 'Part';
  readonly ref: number;
  readonly group: string;
}

/** Something to a group. The same nonce again is the same message: it is acknowledged again and never doubled. */
export interface Say {
  readonly type: 'Say';
  readonly ref: number;
  readonly group: string;
  readonly nonce: number;
  readonly text: string;
}

/** An older page of a group: at most `limit` messages before number `before`. */
export interface Browse {
  readonly type: 'Browse';
  readonly ref: number;
  readonly group: string;
  readonly before: number;
  readonly limit: number;
}

/** Asks for the gateway's time. */
export interface Ping {
  readonly type: 'Ping';
  readonly stamp: number;
}

/** My place, at most ten times a second. Always 8 bytes. */
export interface Move {
  readonly type: 'Move';
  readonly motion: number;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly seq: number;
}

/** The pass is good. `tick` is the time between two Places, in ms. */
export interface Welcome {
  readonly type: 'Welcome';
  readonly version: number;
  readonly session: number;
  readonly person: string;
  readonly now: number;
  readonly tick: number;
}

/** A command was not carried out. `ref` is the command's, 0 when it has none; `detail` is for logs. */
export interface Refused {
  readonly type: 'Refused';
  readonly ref: number;
  readonly reason: number;
  readonly detail: string;
}

/** Answers Ping. */
export interface Pong {
  readonly type: 'Pong';
  readonly stamp: number;
  readonly now: number;
}

/** You are in the hall, as avatar `me`. `cell` is a grid cell's side in cm; cells are numbered row by row. */
export interface Entered {
  readonly type: 'Entered';
  readonly ref: number;
  readonly hall: string;
  readonly me: number;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly cell: number;
  readonly columns: number;
  readonly rows: number;
  readonly people: number;
}

/** Your place is this one; `seq` is that of the move that was not taken. */
export interface Corrected {
  readonly type: 'Corrected';
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly seq: number;
}

/** Leave, Jump or Part is done. */
export interface Done {
  readonly type: 'Done';
  readonly ref: number;
}

/** Where people of one cell are: records of 6 bytes to the end of the message. */
export interface Places {
  readonly type: 'Places';
  readonly tick: number;
  readonly cell: number;
  readonly places: Uint8Array;
}

/** People now in the hall; an id that was in use belongs to the new person. */
export interface Arrivals {
  readonly type: 'Arrivals';
  readonly people: readonly Arrival[];
}

/** People no longer in the hall. */
export interface Departures {
  readonly type: 'Departures';
  readonly ids: readonly number[];
}

/** New messages of a group, in order. */
export interface Said {
  readonly type: 'Said';
  readonly group: string;
  readonly messages: readonly Utterance[];
}

/** What you said is stored under this number. */
export interface Accepted {
  readonly type: 'Accepted';
  readonly ref: number;
  readonly group: string;
  readonly nonce: number;
  readonly seq: number;
  readonly at: number;
}

/** You are in the group. `first` and `last` are the oldest and newest number kept, 0 when it is empty. */
export interface Joined {
  readonly type: 'Joined';
  readonly ref: number;
  readonly group: string;
  readonly first: number;
  readonly last: number;
  readonly members: number;
  readonly scripted: number;
  readonly maySay: number;
}

/** Messages asked for by Join or Browse, oldest first; `more` is 1 when there are others further on. */
export interface Page {
  readonly type: 'Page';
  readonly ref: number;
  readonly group: string;
  readonly more: number;
  readonly messages: readonly Utterance[];
}

/** These messages were taken away by a moderator. */
export interface Removed {
  readonly type: 'Removed';
  readonly group: string;
  readonly seqs: readonly number[];
}

/** How many people (not sockets) are in a fair (scope 0), hall (1) or group (2); scripted visitors apart. */
export interface Presence {
  readonly type: 'Presence';
  readonly scope: number;
  readonly key: string;
  readonly people: number;
  readonly scripted: number;
}

/** An announcement to all (kind 0), or that the gateway goes down and another will be there (kind 1). */
export interface Notice {
  readonly type: 'Notice';
  readonly kind: number;
  readonly text: string;
}

export type Command =
  | Hello
  | Enter
  | Leave
  | Jump
  | Join
  | Part
  | Say
  | Browse
  | Ping
  | Move;

export type Fact =
  | Welcome
  | Refused
  | Pong
  | Entered
  | Corrected
  | Done
  | Places
  | Arrivals
  | Departures
  | Said
  | Accepted
  | Joined
  | Page
  | Removed
  | Presence
  | Notice;
