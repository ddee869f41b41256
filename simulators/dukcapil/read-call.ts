import type { IncomingMessage } from 'node:http';

const MAX_BODY_BYTES = 64 * 1024;

/** A call's members with their names in capitals (callers write `nik` and `NIK`), or undefined where the body is none. */
export async function readCall(
  request: IncomingMessage,
): Promise<Readonly<Record<string, string>> | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) return undefined;
    chunks.push(chunk);
  }
  return toMembers(Buffer.concat(chunks).toString('utf8'));
}

function toMembers(text: string): Readonly<Record<string, string>> | undefined {
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body !== 'object' || body === null || Array.isArray(body)) return undefined;
    return Object.fromEntries(
      Object.entries(body).map(([name, value]) => [name.toUpperCase(), String(value ?? '')]),
    );
  } catch {
    return undefined;
  }
}
