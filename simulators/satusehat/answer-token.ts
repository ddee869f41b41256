import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Organisation } from './organisation.ts';
import { NOT_AUTHENTICATED, sendJson, sendOutcome } from './send-reply.ts';

const MAX_BODY_BYTES = 16 * 1024;

export interface Client {
  readonly id: string;
  readonly secret: string;
}

/** The client that a form names; empty texts where it names none. */
export async function readClient(request: IncomingMessage): Promise<Client> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) break;
    chunks.push(chunk);
  }
  const isForm = request.headers['content-type']?.startsWith('application/x-www-form-urlencoded');
  const form = new URLSearchParams(isForm === true ? Buffer.concat(chunks).toString('utf8') : '');
  return { id: form.get('client_id') ?? '', secret: form.get('client_secret') ?? '' };
}

/** Answers an attempt to get a token. `grant_type` stands in the query, the client in the form. */
export function answerToken(
  organisation: Organisation | undefined,
  client: Client,
  exchange: {
    readonly url: URL;
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
  },
  nowMs: number,
): void {
  const { url, request, response } = exchange;
  if (request.method !== 'POST') {
    sendOutcome(response, 405, 'not-supported', 'Method not allowed');
    return;
  }
  if (url.searchParams.get('grant_type') !== 'client_credentials' || organisation === undefined) {
    sendJson(response, 401, NOT_AUTHENTICATED);
    return;
  }
  const outcome = organisation.authenticate(client.secret);
  switch (outcome.kind) {
    case 'REFUSED':
      sendJson(response, 401, NOT_AUTHENTICATED);
      return;
    case 'TOO_SOON':
      sendOutcome(response, 429, 'throttled', 'one attempt a minute after a failed one');
      return;
    case 'GRANTED':
      // Numbers are sent as texts.
      sendJson(response, 200, {
        refresh_token_expires_in: '0',
        api_product_list: '[api-sandbox]',
        api_product_list_json: ['api-sandbox'],
        organization_name: organisation.id,
        token_type: 'BearerToken',
        issued_at: String(nowMs),
        client_id: client.id,
        access_token: outcome.token,
        scope: '',
        expires_in: String(outcome.expiresInS),
        refresh_count: '0',
        status: 'approved',
      });
  }
}
