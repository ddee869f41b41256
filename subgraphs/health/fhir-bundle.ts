import { z } from 'zod';
import type { SystemBinding } from '../../common/binding.ts';
import type { SourceErrorCode } from '../../common/errors/errors.ts';
import { parseJson, type HttpReply } from '../../connectors/http/http-connector.ts';
import { failureOf } from '../shared/source-answers.ts';

const bundleSchema = z.object({
  resourceType: z.literal('Bundle'),
  total: z.number().int().nonnegative().optional(),
  link: z.array(z.object({ relation: z.string() })).optional(),
  entry: z.array(z.object({ resource: z.object({ resourceType: z.string() }).loose() })).optional(),
});

const outcomeSchema = z.object({
  resourceType: z.literal('OperationOutcome'),
  issue: z.array(
    z.object({
      details: z.object({ text: z.string().optional() }).optional(),
      diagnostics: z.string().optional(),
    }),
  ),
});

/** The sentence by which SATUSEHAT refuses what another organisation holds, or who has opted out. */
const BUSINESS_RULE = /cannot be accessed due to business rule/i;

/**
 * Reads a reply to a search: the resources of that type, each still to be read. A page that is not the whole answer is
 * refused: a list from which something is missing would look complete.
 *
 * @throws SourceError - `SOURCE_REFUSED`, `SOURCE_REJECTED_CREDENTIALS`, `SOURCE_RATE_LIMITED` (429),
 *   `SOURCE_UNAVAILABLE` (5xx), `SOURCE_REPLY_INVALID` for anything else.
 */
export function readSearchset(
  reply: HttpReply,
  resourceType: string,
  binding: SystemBinding,
): readonly unknown[] {
  if (reply.status !== 200) throw failureOf(binding, toFailure(reply));
  const bundle = bundleSchema.safeParse(parseJson(reply.text)).data;
  if (bundle === undefined) throw failureOf(binding, 'SOURCE_REPLY_INVALID');
  const entries = (bundle.entry ?? []).filter(
    (each) => each.resource.resourceType === resourceType,
  );
  const goesOn = bundle.link?.some(({ relation }) => relation === 'next') === true;
  if (goesOn || (bundle.total ?? 0) > entries.length) {
    throw failureOf(binding, 'SOURCE_REPLY_INVALID');
  }
  return entries.map(({ resource }) => resource);
}

function toFailure(reply: HttpReply): SourceErrorCode {
  const { status } = reply;
  if (status === 429) return 'SOURCE_RATE_LIMITED';
  if (status >= 500) return 'SOURCE_UNAVAILABLE';
  if (status >= 400 && saysBusinessRule(reply.text)) return 'SOURCE_REFUSED';
  return status === 401 || status === 403 ? 'SOURCE_REJECTED_CREDENTIALS' : 'SOURCE_REPLY_INVALID';
}

function saysBusinessRule(text: string): boolean {
  const issues = outcomeSchema.safeParse(parseJson(text)).data?.issue ?? [];
  return issues.some(({ details, diagnostics }) =>
    BUSINESS_RULE.test(`${details?.text ?? ''} ${diagnostics ?? ''}`),
  );
}
