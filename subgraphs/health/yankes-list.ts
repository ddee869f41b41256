import { z } from 'zod';
import type { SystemBinding } from '../../common/binding.ts';
import { InternalError, type SourceErrorCode } from '../../common/errors/errors.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import {
  parseJson,
  type HttpConnector,
  type HttpReply,
} from '../../connectors/http/http-connector.ts';
import { failureOf } from '../shared/source-answers.ts';

/** One row's attributes, each still to be read. */
export type YankesRow = Readonly<Record<string, unknown>>;

const pageSchema = z.object({
  data: z.array(z.object({ attributes: z.record(z.string(), z.unknown()) })),
  meta: z.object({
    pagination: z.object({
      current_page: z.number().int().positive(),
      total_pages: z.number().int().nonnegative(),
    }),
  }),
});

/** A province has a few hundred hospitals: what has more pages than this does not end. */
const MAX_PAGES = 50;

/**
 * Reads a list of the service whole, page after page. Pages are asked for by number: the links of a reply are not
 * followed.
 *
 * @throws SourceError - `SOURCE_REJECTED_CREDENTIALS` (401, 403), `SOURCE_RATE_LIMITED` (429), `SOURCE_UNAVAILABLE`
 *   (5xx), `SOURCE_REPLY_INVALID` for anything else that is no list, and for one that does not end.
 */
export async function readYankesList(
  connector: HttpConnector,
  binding: SystemBinding,
  call: SourceCall,
  resource: 'faskes' | 'kamar',
): Promise<readonly YankesRow[]> {
  const rows: YankesRow[] = [];
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const reply = await connector.request(call, {
      name: `${resource}Page`,
      keys: 0,
      method: 'GET',
      path: `/${resource}?page=${page}`,
      headers: { 'x-api-key': apiKeyOf(binding) },
    });
    const { data, meta } = readPage(reply, binding);
    if (meta.pagination.current_page !== page) break;
    rows.push(...data.map(({ attributes }) => attributes));
    if (page >= meta.pagination.total_pages) return rows;
  }
  throw failureOf(binding, 'SOURCE_REPLY_INVALID');
}

function readPage(reply: HttpReply, binding: SystemBinding): z.infer<typeof pageSchema> {
  if (reply.status !== 200) throw failureOf(binding, toFailure(reply.status));
  const page = pageSchema.safeParse(parseJson(reply.text)).data;
  if (page === undefined) throw failureOf(binding, 'SOURCE_REPLY_INVALID');
  return page;
}

function toFailure(status: number): SourceErrorCode {
  if (status === 401 || status === 403) return 'SOURCE_REJECTED_CREDENTIALS';
  if (status === 429) return 'SOURCE_RATE_LIMITED';
  return status >= 500 ? 'SOURCE_UNAVAILABLE' : 'SOURCE_REPLY_INVALID';
}

function apiKeyOf({ connection }: SystemBinding): string {
  if (connection.kind !== 'rest') throw new InternalError('the binding has no key');
  return connection.apiKey;
}
