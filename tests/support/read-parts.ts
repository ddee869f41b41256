import { request, type IncomingMessage } from 'node:http';

export interface PartsReader {
  readonly status: number;
  readonly contentType: string | undefined;
  /** The next part's JSON; undefined after the closing delimiter. */
  next(): Promise<unknown>;
  /** Goes away. */
  leave(): void;
}

/** Posts an operation and reads a multipart answer, each part when the delimiter after it has arrived. */
export async function readParts(
  endpoint: string,
  body: unknown,
  headers: Readonly<Record<string, string>>,
): Promise<PartsReader> {
  const response = await post(endpoint, JSON.stringify(body), headers);
  const { statusCode = 0, headers: answered } = response;
  const boundary = /boundary="([^"]*)"/.exec(answered['content-type'] ?? '')?.[1] ?? '';
  const chunks = (response as AsyncIterable<Buffer>)[Symbol.asyncIterator]();
  const delimiter = `--${boundary}`;
  let text = '';
  const readUntil = async (mark: string): Promise<string> => {
    for (let at = text.indexOf(mark); ; at = text.indexOf(mark)) {
      if (at >= 0) {
        const before = text.slice(0, at);
        text = text.slice(at + mark.length);
        return before;
      }
      const chunk = await chunks.next();
      if (chunk.done === true) throw new Error(`the answer ended before ${JSON.stringify(mark)}`);
      text += chunk.value.toString('utf8');
    }
  };
  let isFirst = true;
  return {
    status: statusCode,
    contentType: answered['content-type'],
    async next() {
      if (isFirst) await readUntil(delimiter);
      isFirst = false;
      while (text.length < 2) {
        const chunk = await chunks.next();
        if (chunk.done === true) throw new Error('the answer ended within a delimiter');
        text += chunk.value.toString('utf8');
      }
      if (text.startsWith('--')) return undefined;
      await readUntil('\r\n\r\n');
      return JSON.parse(await readUntil(`\r\n${delimiter}`)) as unknown;
    },
    leave() {
      response.destroy();
    },
  };
}

function post(
  endpoint: string,
  body: string,
  headers: Readonly<Record<string, string>>,
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(
      endpoint,
      { method: 'POST', headers: { 'content-type': 'application/json', ...headers } },
      resolve,
    )
      .on('error', reject)
      .end(body);
  });
}
