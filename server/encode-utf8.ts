/** Texts of up to so many characters are written to buffers that are kept; a character is three bytes at most. */
const MOST_CHARACTERS = 350_000;
const BUFFER_BYTES = MOST_CHARACTERS * 3;

/** Buffers that nobody writes from: as many as answers were on their way at once, up to eight. */
const idle: Buffer[] = [];
const MOST_IDLE = 8;

/** A text in UTF-8. */
export interface EncodedText {
  readonly bytes: Uint8Array;
  /** To be called when the bytes have been sent: from then on they may change. A text that is never sent may forget it. */
  release(): void;
}

/**
 * Encodes a text. To measure it and then to write it would cost twice as much as to write it where there is room for
 * certain; and buffers that are made for each answer would be collected as often.
 */
export function encodeUtf8(text: string): EncodedText {
  if (text.length > MOST_CHARACTERS)
    return { bytes: Buffer.from(text, 'utf8'), release: () => undefined };
  const buffer = idle.pop() ?? Buffer.allocUnsafeSlow(BUFFER_BYTES);
  const length = buffer.write(text, 'utf8');
  return {
    bytes: buffer.subarray(0, length),
    release() {
      if (idle.length < MOST_IDLE) idle.push(buffer);
    },
  };
}
