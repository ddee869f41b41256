/** One event of a stream: `event:` and the `data:` lines, joined. */
export interface StreamEvent {
  readonly event: string;
  readonly data: string;
}

/**
 * Reads a `text/event-stream` (HTML standard, section 9.2.6) as it arrives, in pieces of any size. Comments, `id:` and
 * `retry:` say nothing to a gateway that does not open a stream again, and are passed over. What has come of a line is not
 * looked at again while the rest of it comes.
 *
 * @throws Error - from the reader, where one event, or what has come of it, exceeds `maxCharacters`.
 */
export function createEventStreamReader(
  maxCharacters: number,
): (chunk: Uint8Array) => readonly StreamEvent[] {
  const decoder = new TextDecoder('utf-8');
  /** What has come of the line that has not ended. */
  let pieces: string[] = [];
  let pendingSize = 0;
  /** A line feed that comes next belongs to the line break before it. */
  let isAfterReturn = false;
  let event = '';
  let data: string[] = [];
  let size = 0;

  const readLine = (line: string): StreamEvent | undefined => {
    if (line === '') {
      const read = event === '' && data.length === 0 ? undefined : { event, data: data.join('\n') };
      event = '';
      data = [];
      size = 0;
      return read;
    }
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') {
      data.push(value);
      // Its line break is a character of the event's too.
      size += value.length + 1;
    }
    return undefined;
  };

  const endLine = (lastPiece: string): string => {
    const line = pieces.length === 0 ? lastPiece : `${pieces.join('')}${lastPiece}`;
    pieces = [];
    pendingSize = 0;
    return line;
  };
  const keep = (piece: string): void => {
    if (piece === '') return;
    pieces.push(piece);
    pendingSize += piece.length;
  };

  return (chunk) => {
    const text = decoder.decode(chunk, { stream: true });
    if (text === '') return [];
    const lines = (isAfterReturn ? text.replace(/^\n/, '') : text).split(/\r\n|\n|\r/);
    isAfterReturn = text.endsWith('\r');
    const rest = lines.pop() ?? '';
    const read = lines.flatMap((line) => readLine(endLine(line)) ?? []);
    keep(rest);
    if (size + pendingSize > maxCharacters || read.some((one) => one.data.length > maxCharacters))
      throw new Error(`an event exceeds ${maxCharacters} characters`);
    return read;
  };
}
