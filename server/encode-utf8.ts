/** The largest buffer that is kept, in bytes: texts that may need more are encoded into one of their own. */
const LARGEST = 1 << 20;
/** How much is kept of buffers that nobody sends from, in bytes: of as many as answers were on their way at once. */
const MOST_IDLE = 32 * LARGEST;

/** By their size, a power of two. */
const idle = new Map<number, Buffer[]>();
let idleBytes = 0;

/** A text in UTF-8. */
export interface EncodedText {
  readonly bytes: Uint8Array;
  /** To be called when the bytes have been sent: from then on they may change. What is never sent may forget it. */
  release(): void;
}

/**
 * Encodes a text. To measure it and then to write it would cost twice as much as to write it where there is room for
 * certain, three bytes a character; and buffers that are made for each answer would be collected as often.
 */
export function encodeUtf8(text: string): EncodedText {
  const size = 1 << (32 - Math.clz32(text.length * 3));
  if (text.length * 3 >= LARGEST)
    return { bytes: Buffer.from(text, 'utf8'), release: () => undefined };
  const buffer = take(size);
  const length = buffer.write(text, 'utf8');
  let isReleased = false;
  return {
    bytes: buffer.subarray(0, length),
    release() {
      // Kept twice, it would be given to two answers at once.
      if (!isReleased) keep(buffer);
      isReleased = true;
    },
  };
}

function take(size: number): Buffer {
  const known = idle.get(size)?.pop();
  if (known === undefined) return Buffer.allocUnsafeSlow(size);
  idleBytes -= size;
  return known;
}

function keep(buffer: Buffer): void {
  const size = buffer.byteLength;
  if (idleBytes + size > MOST_IDLE) return;
  idleBytes += size;
  const known = idle.get(size);
  if (known === undefined) idle.set(size, [buffer]);
  else known.push(buffer);
}
