// Reading and writing the wire's field kinds. Which message has which field is generated into codec.ts.

export class WireError extends Error {}

const decoder = new TextDecoder('utf-8', { fatal: true });
const encoder = new TextEncoder();

/** Reads fields one after the other; throws WireError where the bytes end too early or too late. */
export class Reader {
  private readonly view: DataView;
  private at = 0;

  constructor(private readonly data: Uint8Array) {
    this.view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  }

  private take(count: number): number {
    const start = this.at;
    if (start + count > this.data.length) throw new WireError('truncated');
    this.at = start + count;
    return start;
  }

  u8(): number {
    return this.view.getUint8(this.take(1));
  }

  u16(): number {
    return this.view.getUint16(this.take(2), true);
  }

  u32(): number {
    return this.view.getUint32(this.take(4), true);
  }

  /** Numbers of 64 bits: times and sequence numbers stay below 2^53, where a double is exact; nonces are made so. */
  u64(): number {
    const start = this.take(8);
    return this.view.getUint32(start, true) + this.view.getUint32(start + 4, true) * 2 ** 32;
  }

  private text(length: number): string {
    const start = this.take(length);
    try {
      return decoder.decode(this.data.subarray(start, start + length));
    } catch {
      throw new WireError('bad text');
    }
  }

  str8(): string {
    return this.text(this.u8());
  }

  str16(): string {
    return this.text(this.u16());
  }

  places(): Uint8Array {
    const rest = this.data.subarray(this.at);
    if (rest.length % 6) throw new WireError('truncated');
    this.at = this.data.length;
    return rest;
  }

  list<T>(item: () => T): T[] {
    const count = this.u16();
    const items: T[] = [];
    for (let i = 0; i < count; i++) items.push(item());
    return items;
  }

  end(): void {
    if (this.at !== this.data.length) throw new WireError('trailing bytes');
  }
}

/** Collects fields; commands are small, so one growing array does. */
export class Writer {
  private readonly out: number[] = [];

  private little(value: number, bytes: number): void {
    let rest = value;
    for (let i = 0; i < bytes; i++) {
      this.out.push(rest % 256);
      rest = Math.floor(rest / 256);
    }
  }

  u8(value: number): void {
    this.little(value, 1);
  }

  u16(value: number): void {
    this.little(value, 2);
  }

  u32(value: number): void {
    this.little(value, 4);
  }

  u64(value: number): void {
    this.little(value, 8);
  }

  str8(value: string): void {
    const data = encoder.encode(value);
    if (data.length > 0xff) throw new WireError('text too long');
    this.u8(data.length);
    this.out.push(...data);
  }

  str16(value: string): void {
    const data = encoder.encode(value);
    if (data.length > 0xffff) throw new WireError('text too long');
    this.u16(data.length);
    for (const byte of data) this.out.push(byte);
  }

  list<T>(items: readonly T[], write: (item: T) => void): void {
    this.u16(items.length);
    for (const item of items) write(item);
  }

  bytes(): Uint8Array<ArrayBuffer> {
    return Uint8Array.from(this.out);
  }
}
