import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Provider } from 'oidc-provider';
import { PAGE_POLICY, toErrorPage, toLoginPage } from './pages.ts';
import type { Personas } from './personas.ts';

const MAX_FORM_BYTES = 1_024;

/**
 * Answers the login page, `/interaction/<uid>`: GET shows the personas, POST takes one and sends its person back. A
 * login that is unknown or past is answered 400.
 */
export async function serveLogin(
  provider: Provider,
  personas: Personas,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  if (interaction === undefined) {
    send(response, 400, toErrorPage('session_not_found'));
    return;
  }
  if (request.method !== 'POST') {
    send(response, 200, toLoginPage(interaction.uid, personas));
    return;
  }
  const persona = personas.get((await readForm(request)).get('persona') ?? '');
  if (persona?.kind !== 'PERSON') {
    send(response, 400, toErrorPage('invalid_request'));
    return;
  }
  await provider.interactionFinished(
    request,
    response,
    { login: { accountId: persona.subject, remember: false }, consent: {} },
    { mergeWithLastSubmission: false },
  );
}

async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8') as AsyncIterable<string>) {
    text += chunk;
    if (text.length > MAX_FORM_BYTES) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}

function send(response: ServerResponse, status: number, page: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'content-security-policy': PAGE_POLICY,
    'cache-control': 'no-store',
  });
  response.end(page);
}
