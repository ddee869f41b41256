/** What Apollo Router and its clients use. */
const DELIMITER = '---';

export const MULTIPART_TYPE = 'multipart/mixed; boundary="-"; deferSpec=20220824';

/**
 * Payloads as the parts of a multipart body (RFC 2046 section 5.1.1). The delimiter that ends a part is written with it:
 * a client knows a part by what follows it, and must not wait for the next.
 */
export async function* writeMultipart(
  payloads: AsyncIterable<object>,
): AsyncGenerator<string, void, undefined> {
  let head = DELIMITER;
  for await (const payload of payloads) {
    const type = 'content-type: application/json; charset=utf-8';
    yield `${head}\r\n${type}\r\n\r\n${JSON.stringify(payload)}\r\n${DELIMITER}`;
    head = '';
  }
  yield `${head}--\r\n`;
}
