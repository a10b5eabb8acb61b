// Generated from src/yunzhan/wire by `make docs`; changes here are lost.

import { Reader, WireError, Writer } from './bytes';
import type {
  Arrival,
  Command,
  Fact,
  Hand,
  Head,
  Line,
  Utterance,
} from './messages';

function readArrival(r: Reader): Arrival {
  return { id: r.u16(), flags: r.u8(), look: r.u32(), person: r.str8(), name: r.str8() };
}

function readUtterance(r: Reader): Utterance {
  return { seq: r.u64(), at: r.u64(), flags: r.u8(), person: r.str8(), name: r.str8(), text: r.str16(), kind: r.u8(), target: r.u64(), attachment: r.str8(), mentions: r.list(() => r.str8()) };
}

function readLine(r: Reader): Line {
  return { line: r.u16(), people: r.u16(), room: r.u16() };
}

function readHead(r: Reader): Head {
  return { group: r.str8(), last: r.u64() };
}

function readHand(r: Reader): Hand {
  return { person: r.str8(), name: r.str8() };
}

/** The bytes of a command. */
export function encode(m: Command): Uint8Array<ArrayBuffer> {
  const w = new Writer();
  switch (m.type) {
    case 'Hello':
      w.u8(0x01);
      w.u8(m.version);
      w.str16(m.pass);
      break;
    case 'Enter':
      w.u8(0x02);
      w.u16(m.ref);
      w.str8(m.hall);
      w.u16(m.x);
      w.u16(m.z);
      w.u8(m.yaw);
      w.u16(m.line);
      w.str8(m.friend);
      break;
    case 'Leave':
      w.u8(0x03);
      w.u16(m.ref);
      break;
    case 'Jump':
      w.u8(0x04);
      w.u16(m.ref);
      w.u16(m.x);
      w.u16(m.z);
      w.u8(m.yaw);
      break;
    case 'Lines':
      w.u8(0x05);
      w.u16(m.ref);
      w.str8(m.hall);
      break;
    case 'Join':
      w.u8(0x10);
      w.u16(m.ref);
      w.str8(m.group);
      w.u64(m.after);
      break;
    case 'Part':
      w.u8(0x11);
      w.u16(m.ref);
      w.str8(m.group);
      break;
    case 'Say':
      w.u8(0x12);
      w.u16(m.ref);
      w.str8(m.group);
      w.u64(m.nonce);
      w.str16(m.text);
      w.u64(m.reply);
      w.str8(m.attachment);
      w.list(m.mentions, (item) => w.str8(item));
      break;
    case 'Browse':
      w.u8(0x13);
      w.u16(m.ref);
      w.str8(m.group);
      w.u64(m.before);
      w.u8(m.limit);
      break;
    case 'Edit':
      w.u8(0x14);
      w.u16(m.ref);
      w.str8(m.group);
      w.u64(m.nonce);
      w.u64(m.target);
      w.str16(m.text);
      w.list(m.mentions, (item) => w.str8(item));
      break;
    case 'Remove':
      w.u8(0x15);
      w.u16(m.ref);
      w.str8(m.group);
      w.u64(m.nonce);
      w.u64(m.target);
      break;
    case 'Watch':
      w.u8(0x16);
      w.u16(m.ref);
      w.list(m.groups, (item) => w.str8(item));
      break;
    case 'Show':
      w.u8(0x20);
      w.u16(m.ref);
      w.str8(m.group);
      w.str8(m.show);
      w.str8(m.title);
      w.list(m.pages, (item) => w.str8(item));
      break;
    case 'Turn':
      w.u8(0x21);
      w.u16(m.ref);
      w.str8(m.group);
      w.str8(m.show);
      w.u16(m.page);
      w.u8(m.playing);
      w.u32(m.position);
      break;
    case 'EndShow':
      w.u8(0x22);
      w.u16(m.ref);
      w.str8(m.group);
      w.str8(m.show);
      break;
    case 'RaiseHand':
      w.u8(0x23);
      w.u16(m.ref);
      w.str8(m.group);
      w.str8(m.show);
      w.u8(m.up);
      break;
    case 'AnswerHand':
      w.u8(0x24);
      w.u16(m.ref);
      w.str8(m.group);
      w.str8(m.show);
      w.str8(m.person);
      w.u8(m.given);
      break;
    case 'Ping':
      w.u8(0x30);
      w.u32(m.stamp);
      break;
    case 'Move':
      w.u8(0x50);
      w.u8(m.motion);
      w.u16(m.x);
      w.u16(m.z);
      w.u8(m.yaw);
      w.u8(m.seq);
      break;
    case 'Gesture':
      w.u8(0x51);
      w.u8(m.gesture);
      w.u16(m.target);
      break;
  }
  return w.bytes();
}

/** The fact in these bytes; throws WireError when there is none. */
export function decode(data: Uint8Array): Fact {
  const r = new Reader(data);
  const fact = read(r);
  r.end();
  return fact;
}

function read(r: Reader): Fact {
  const kind = r.u8();
  switch (kind) {
    case 0x81:
      return { type: 'Welcome', version: r.u8(), session: r.u32(), person: r.str8(), now: r.u64(), tick: r.u16() };
    case 0x82:
      return { type: 'Refused', ref: r.u16(), reason: r.u8(), detail: r.str8() };
    case 0x83:
      return { type: 'Pong', stamp: r.u32(), now: r.u64() };
    case 0x84:
      return { type: 'Entered', ref: r.u16(), hall: r.str8(), me: r.u16(), x: r.u16(), z: r.u16(), yaw: r.u8(), cell: r.u16(), columns: r.u8(), rows: r.u8(), people: r.u16(), line: r.u16(), lines: r.u16() };
    case 0x85:
      return { type: 'Corrected', x: r.u16(), z: r.u16(), yaw: r.u8(), seq: r.u8() };
    case 0x86:
      return { type: 'Done', ref: r.u16() };
    case 0x87:
      return { type: 'LineList', ref: r.u16(), hall: r.str8(), lines: r.list(() => readLine(r)) };
    case 0x90:
      return { type: 'Places', tick: r.u16(), cell: r.u16(), places: r.places() };
    case 0x91:
      return { type: 'Arrivals', people: r.list(() => readArrival(r)) };
    case 0x92:
      return { type: 'Departures', ids: r.list(() => r.u16()) };
    case 0x93:
      return { type: 'Gestured', id: r.u16(), gesture: r.u8(), target: r.u16() };
    case 0xa0:
      return { type: 'Said', group: r.str8(), messages: r.list(() => readUtterance(r)) };
    case 0xa1:
      return { type: 'Accepted', ref: r.u16(), group: r.str8(), nonce: r.u64(), seq: r.u64(), at: r.u64() };
    case 0xa2:
      return { type: 'Joined', ref: r.u16(), group: r.str8(), first: r.u64(), last: r.u64(), members: r.u32(), scripted: r.u32(), rights: r.u8(), slow: r.u16() };
    case 0xa3:
      return { type: 'Page', ref: r.u16(), group: r.str8(), more: r.u8(), messages: r.list(() => readUtterance(r)) };
    case 0xa4:
      return { type: 'Heads', heads: r.list(() => readHead(r)) };
    case 0xa5:
      return { type: 'Rules', group: r.str8(), rights: r.u8(), slow: r.u16() };
    case 0xb0:
      return { type: 'Presence', scope: r.u8(), key: r.str8(), people: r.u32(), scripted: r.u32() };
    case 0xd0:
      return { type: 'Showing', group: r.str8(), show: r.str8(), person: r.str8(), name: r.str8(), title: r.str8(), pages: r.list(() => r.str8()), page: r.u16(), playing: r.u8(), position: r.u32(), at: r.u64(), floor: r.list(() => readHand(r)) };
    case 0xd1:
      return { type: 'Turned', group: r.str8(), show: r.str8(), page: r.u16(), playing: r.u8(), position: r.u32(), at: r.u64() };
    case 0xd2:
      return { type: 'ShowEnded', group: r.str8(), show: r.str8() };
    case 0xd3:
      return { type: 'Hands', group: r.str8(), show: r.str8(), hands: r.list(() => readHand(r)) };
    case 0xd4:
      return { type: 'HandAnswered', group: r.str8(), show: r.str8(), given: r.u8() };
    case 0xc0:
      return { type: 'Notice', kind: r.u8(), text: r.str16() };
    default:
      throw new WireError(`unknown kind ${kind}`);
  }
}
