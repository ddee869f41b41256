import { jsonReply, throttled, tokenFault, type Reply } from './reply.ts';
import type { ReportRow } from './report-rows.ts';
import type { TokenDesk } from './token-desk.ts';
import { toPage } from './to-page.ts';

/** A request, its body already read. */
export interface ServiceRequest {
  readonly method: string;
  readonly url: URL;
  readonly authorization: string | undefined;
  readonly form: URLSearchParams;
}

/** What the service is made to do next. */
export interface ServiceFaults {
  /** How many calls are still to be answered 429. */
  throttle: { left: number; readonly retryAfterS: number | null };
  /** What happens to the list, once, after a page of it was served. */
  afterPage: Map<number, (rows: ReportRow[]) => void>;
}

/** Where SPLP serves SIPDPS. */
export const BASE_PATH = '/t/pertanian.go.id/TP-SIPDPS/1.0';

/** The service's own numbers of provinces, which are not Kemendagri's. */
export const PROVINCE_NUMBERS = { jawaBarat: '12', banten: '16' } as const;

/** Answers as SPLP's gateway with SIPDPS behind it. `lists` are rows by the service's number of the province. */
export function createSipdpsService(options: {
  readonly desk: TokenDesk;
  readonly lists: ReadonlyMap<string, ReportRow[]>;
  readonly perPage: number;
  readonly faults: ServiceFaults;
  readonly onAsked: (regionCode: string, page: number) => void;
}): (request: ServiceRequest) => Reply {
  const { desk, faults } = options;

  function listReports(request: ServiceRequest): Reply {
    const token = /^Bearer (.+)$/.exec(request.authorization ?? '')?.[1];
    const holder = token === undefined ? undefined : desk.holderOf(token);
    if (holder === undefined) return tokenFault();
    if (faults.throttle.left > 0) {
      faults.throttle.left -= 1;
      return throttled(faults.throttle.retryAfterS);
    }
    const province = request.url.searchParams.get('provinsi') ?? '';
    const page = Number(request.url.searchParams.get('page') ?? '1');
    if (!Number.isInteger(page) || page < 1) return jsonReply(422, { message: 'page' });
    const rows = options.lists.get(province) ?? [];
    const reply = jsonReply(200, toPage(rows, page, options.perPage));
    options.onAsked(holder, page);
    const change = faults.afterPage.get(page);
    faults.afterPage.delete(page);
    change?.(rows);
    return reply;
  }

  return (request) => {
    const { method, url } = request;
    if (url.pathname === '/token') {
      return method === 'POST' ? issueToken(desk, request) : jsonReply(405, {});
    }
    if (url.pathname !== `${BASE_PATH}/v2/data-laporan-tanam`) {
      return jsonReply(404, { fault: { code: 404, message: 'Not Found' } });
    }
    return method === 'GET' ? listReports(request) : jsonReply(405, {});
  };
}

/** Credentials in the form or as HTTP Basic; the grant in the form or in the query. */
function issueToken(desk: TokenDesk, { url, form, authorization }: ServiceRequest): Reply {
  const grant = form.get('grant_type') ?? url.searchParams.get('grant_type');
  if (grant !== 'client_credentials') return jsonReply(400, { error: 'unsupported_grant_type' });
  const basic = /^Basic (.+)$/.exec(authorization ?? '')?.[1];
  const [basicId = '', basicSecret = ''] = Buffer.from(basic ?? '', 'base64')
    .toString('utf8')
    .split(':');
  const issued = desk.issue(
    form.get('client_id') ?? basicId,
    form.get('client_secret') ?? basicSecret,
  );
  if (issued === undefined) {
    return jsonReply(401, {
      error_description: 'Client Authentication failed.',
      error: 'invalid_client',
    });
  }
  return jsonReply(200, {
    access_token: issued.accessToken,
    scope: 'am_application_scope default',
    token_type: 'Bearer',
    expires_in: issued.lifetimeS,
  });
}
