// Generated from src/yunzhan/wire by `make docs`; changes here are lost.

export type ComeBack = 'later' | 'new-pass' | 'never';

/** Close codes: their name, and what a client does next. */
export const CLOSE_CODES: ReadonlyMap<number, { name: string; comeBack: ComeBack }> = new Map([
  [1001, { name: 'GoingAway', comeBack: 'later' }],
  [1002, { name: 'ProtocolError', comeBack: 'never' }],
  [1003, { name: 'NotBinary', comeBack: 'never' }],
  [1007, { name: 'BadUtf8', comeBack: 'never' }],
  [1009, { name: 'TooLarge', comeBack: 'never' }],
  [1011, { name: 'Fault', comeBack: 'later' }],
  [4000, { name: 'NoHello', comeBack: 'later' }],
  [4001, { name: 'OtherVersion', comeBack: 'never' }],
  [4002, { name: 'PassMalformed', comeBack: 'new-pass' }],
  [4003, { name: 'PassForged', comeBack: 'new-pass' }],
  [4004, { name: 'PassExpired', comeBack: 'new-pass' }],
  [4005, { name: 'PassNotYetValid', comeBack: 'new-pass' }],
  [4006, { name: 'Malformed', comeBack: 'never' }],
  [4007, { name: 'TooFast', comeBack: 'later' }],
  [4008, { name: 'TooSlow', comeBack: 'later' }],
  [4009, { name: 'Silent', comeBack: 'later' }],
  [4010, { name: 'Banned', comeBack: 'never' }],
  [4011, { name: 'Full', comeBack: 'later' }],
]);

/** Why a command was refused. */
export const REASONS = {
  notInHall: 1,
  hallNotInPass: 2,
  outsideHall: 3,
  tooFar: 4,
  tooFast: 5,
  groupNotInPass: 6,
  notInGroup: 7,
  mayNotSay: 8,
  muted: 9,
  emptyText: 10,
  textTooLong: 11,
  controlCharacters: 12,
  hallFull: 13,
  tooManyGroups: 14,
  notStored: 15,
  alreadyGreeted: 16,
  slowMode: 17,
  noSuchMessage: 18,
  notYours: 19,
  badAttachment: 20,
  notHere: 21,
} as const;

export type ReasonName = keyof typeof REASONS;

export const LIMITS = {
  messageBytes: 4096,
  handshakeBytes: 8192,
  helloSeconds: 5,
  pingSeconds: 25,
  missedPings: 2,
  textLetters: 500,
  nameLetters: 24,
  pageMessages: 50,
  catchUpMessages: 200,
  groupsPerConnection: 8,
  watchedGroups: 64,
  mentions: 10,
  attachmentLetters: 96,
  linePeople: 1000,
  hallPeople: 6000,
  fastestCmPerSecond: 600,
  slackCm: 200,
  movesPerSecond: [15, 30],
  jumpsPerSecond: [1, 4],
  saysPerSecond: [1, 5],
  gesturesPerSecond: [1, 3],
  commandsPerSecond: [10, 40],
  pagesPerSecond: [2, 12],
  tooFastRefusals: 50,
  backlogBytes: 262144,
} as const;
