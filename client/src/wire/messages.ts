// Generated from src/yunzhan/wire by `make docs`; changes here are lost.

export const VERSION = 3;
export const ANYWHERE = 65535;
export const NOBODY = 65535;
export const ANY_LINE = 0;
export const SCRIPTED = 1;
export const STAFF = 2;
export const HOST = 4;
export const SAID = 0;
export const EDITED = 1;
export const REMOVED = 2;
export const MAY_SAY = 1;
export const MAY_MODERATE = 2;

/** Somebody in the hall (part of Arrivals). `look` chooses body and clothes. */
export interface Arrival {
  readonly id: number;
  readonly flags: number;
  readonly look: number;
  readonly person: string;
  readonly name: string;
}

/** One entry of a group's log (part of Said and Page). `seq` grows by one in each group. `kind` 0 was said (`target`: the number that it answers, or 0), 1 is another text for number `target`, 2 takes number `target` away. A client applies 1 and 2 to the message they are about, also when that one is paged in later. */
export interface Utterance {
  readonly seq: number;
  readonly at: number;
  readonly flags: number;
  readonly person: string;
  readonly name: string;
  readonly text: string;
  readonly kind: number;
  readonly target: number;
  readonly attachment: string;
  readonly mentions: readonly string[];
}

/** One line of a hall (part of LineList): who is in it, and how many it takes before another opens. */
export interface Line {
  readonly line: number;
  readonly people: number;
  readonly room: number;
}

/** How far a group is (part of Heads). */
export interface Head {
  readonly group: string;
  readonly last: number;
}

/** Somebody who asked to speak, has the word, or goes along (part of Showing and Hands). */
export interface Hand {
  readonly person: string;
  readonly name: string;
}

/** The first message of a connection: who I am. */
export interface Hello {
  readonly type: 'Hello';
  readonly version: number;
  readonly pass: string;
}

/** Into a hall that the pass opens. `line` 0 lets the gateway choose; `friend` is a person to share a line with, or empty. */
export interface Enter {
  readonly type: 'Enter';
  readonly ref: number;
  readonly hall: string;
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly line: number;
  readonly friend: string;
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

/** Asks which lines a hall has: as many copies of it as its people need. */
export interface Lines {
  readonly type: 'Lines';
  readonly ref: number;
  readonly hall: string;
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

/** Something to a group. The same nonce again is the same message: it is acknowledged again and never doubled. `reply` is the number of the message that this answers, 0 for none; `attachment` is `sticker:NAME` or `picture:KEY`, and the text may then be empty; `mentions` are persons. */
export interface Say {
  readonly type: 'Say';
  readonly ref: number;
  readonly group: string;
  readonly nonce: number;
  readonly text: string;
  readonly reply: number;
  readonly attachment: string;
  readonly mentions: readonly string[];
}

/** An older page of a group: at most `limit` messages before number `before`. */
export interface Browse {
  readonly type: 'Browse';
  readonly ref: number;
  readonly group: string;
  readonly before: number;
  readonly limit: number;
}

/** Another text for what I said under the number `target`. Acknowledged like Say. */
export interface Edit {
  readonly type: 'Edit';
  readonly ref: number;
  readonly group: string;
  readonly nonce: number;
  readonly target: number;
  readonly text: string;
  readonly mentions: readonly string[];
}

/** Takes back what I said, or, with the right to moderate, what anybody said. Acknowledged like Say. */
export interface Remove {
  readonly type: 'Remove';
  readonly ref: number;
  readonly group: string;
  readonly nonce: number;
  readonly target: number;
}

/** Tell me how far these groups are, without joining them; the list replaces the one before. */
export interface Watch {
  readonly type: 'Watch';
  readonly ref: number;
  readonly groups: readonly string[];
}

/** I present at my booth, or guide a tour, before a hall's group; the same again replaces what I showed. `show` is the booth's number, or `tour:` and my own id. `title` is the talk's, empty when I only show pages; `pages` are addresses of pictures or one of a video. */
export interface Show {
  readonly type: 'Show';
  readonly ref: number;
  readonly group: string;
  readonly show: string;
  readonly title: string;
  readonly pages: readonly string[];
}

/** To another page, counted from 0; of a video, whether it plays (1) and from which moment in ms. */
export interface Turn {
  readonly type: 'Turn';
  readonly ref: number;
  readonly group: string;
  readonly show: string;
  readonly page: number;
  readonly playing: number;
  readonly position: number;
}

/** What I present or guide is over. */
export interface EndShow {
  readonly type: 'EndShow';
  readonly ref: number;
  readonly group: string;
  readonly show: string;
}

/** At a talk: I ask to speak (`up` 1), or do not any more (0). At a tour: I go along, or leave. */
export interface RaiseHand {
  readonly type: 'RaiseHand';
  readonly ref: number;
  readonly group: string;
  readonly show: string;
  readonly up: number;
}

/** The one who presents gives `person` the word (`given` 1), or declines or takes it back (0). */
export interface AnswerHand {
  readonly type: 'AnswerHand';
  readonly ref: number;
  readonly group: string;
  readonly show: string;
  readonly person: string;
  readonly given: number;
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

/** Something done once, to the avatar `target` or to all around (0xFFFF). */
export interface Gesture {
  readonly type: 'Gesture';
  readonly gesture: number;
  readonly target: number;
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

/** You are in the hall, as avatar `me`, in line `line` of `lines`. `cell` is a grid cell's side in cm; cells go row by row. */
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
  readonly line: number;
  readonly lines: number;
}

/** Your place is this one; `seq` is that of the move that was not taken. */
export interface Corrected {
  readonly type: 'Corrected';
  readonly x: number;
  readonly z: number;
  readonly yaw: number;
  readonly seq: number;
}

/** Leave, Jump, Part, Watch or a command about a show is done. */
export interface Done {
  readonly type: 'Done';
  readonly ref: number;
}

/** Answers Lines. */
export interface LineList {
  readonly type: 'LineList';
  readonly ref: number;
  readonly hall: string;
  readonly lines: readonly Line[];
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

/** Avatar `id` did something once; `target` as in Gesture. Sent to those around. */
export interface Gestured {
  readonly type: 'Gestured';
  readonly id: number;
  readonly gesture: number;
  readonly target: number;
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

/** You are in the group. `first` and `last` are the oldest and newest number kept, 0 when it is empty. `rights`: 1 may say, 2 may moderate. `slow`: seconds between two messages of one person, 0 for no such rule. */
export interface Joined {
  readonly type: 'Joined';
  readonly ref: number;
  readonly group: string;
  readonly first: number;
  readonly last: number;
  readonly members: number;
  readonly scripted: number;
  readonly rights: number;
  readonly slow: number;
}

/** Messages asked for by Join or Browse, oldest first; `more` is 1 when there are others further on. */
export interface Page {
  readonly type: 'Page';
  readonly ref: number;
  readonly group: string;
  readonly more: number;
  readonly messages: readonly Utterance[];
}

/** The newest numbers of watched groups, now and when they change (at most every two seconds). */
export interface Heads {
  readonly type: 'Heads';
  readonly heads: readonly Head[];
}

/** The group's rules have changed for you; the fields are those of Joined. */
export interface Rules {
  readonly type: 'Rules';
  readonly group: string;
  readonly rights: number;
  readonly slow: number;
}

/** How many people (not sockets) are in a fair (scope 0), hall (1) or group (2); scripted visitors apart. */
export interface Presence {
  readonly type: 'Presence';
  readonly scope: number;
  readonly key: string;
  readonly people: number;
  readonly scripted: number;
}

/** Somebody presents or guides in this group: all of it, when it begins, when it changes and to who joins later. `show`, `title` and `pages` as in Show; `page`, `playing` and `position` as in Turn, and right at the time `at`. `floor`: who has the word. */
export interface Showing {
  readonly type: 'Showing';
  readonly group: string;
  readonly show: string;
  readonly person: string;
  readonly name: string;
  readonly title: string;
  readonly pages: readonly string[];
  readonly page: number;
  readonly playing: number;
  readonly position: number;
  readonly at: number;
  readonly floor: readonly Hand[];
}

/** Another page, or another moment of the video; the fields are those of Showing. */
export interface Turned {
  readonly type: 'Turned';
  readonly group: string;
  readonly show: string;
  readonly page: number;
  readonly playing: number;
  readonly position: number;
  readonly at: number;
}

/** It is over: who presented has said so, walked away or is gone. */
export interface ShowEnded {
  readonly type: 'ShowEnded';
  readonly group: string;
  readonly show: string;
}

/** To who presents or guides: who asks to speak, the longest waiting first, or who goes along. */
export interface Hands {
  readonly type: 'Hands';
  readonly group: string;
  readonly show: string;
  readonly hands: readonly Hand[];
}

/** To who asked to speak: 1, you have the word; 0, not now, or not any more. */
export interface HandAnswered {
  readonly type: 'HandAnswered';
  readonly group: string;
  readonly show: string;
  readonly given: number;
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
  | Lines
  | Join
  | Part
  | Say
  | Browse
  | Edit
  | Remove
  | Watch
  | Show
  | Turn
  | EndShow
  | RaiseHand
  | AnswerHand
  | Ping
  | Move
  | Gesture;

export type Fact =
  | Welcome
  | Refused
  | Pong
  | Entered
  | Corrected
  | Done
  | LineList
  | Places
  | Arrivals
  | Departures
  | Gestured
  | Said
  | Accepted
  | Joined
  | Page
  | Heads
  | Rules
  | Presence
  | Showing
  | Turned
  | ShowEnded
  | Hands
  | HandAnswered
  | Notice;
