import { z } from 'zod';
import { parseJson } from '../../connectors/http/http-connector.ts';

const wholeNumber = z.union([
  z.number().int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);

/** The members of Laravel's paginator that are read; its URLs are not followed, for they could lead anywhere. */
const pageSchema = z.object({
  current_page: wholeNumber,
  last_page: wholeNumber,
  total: wholeNumber,
  data: z.array(z.unknown()),
});

export interface SipdpsPage {
  readonly page: number;
  readonly lastPage: number;
  /** How many rows all pages hold together. */
  readonly total: number;
  readonly rows: readonly unknown[];
}

/** A page of reports; undefined where the text is none, or another page than was asked for. */
export function readSipdpsPage(text: string, asked: number): SipdpsPage | undefined {
  const parsed = pageSchema.safeParse(parseJson(text));
  if (!parsed.success || parsed.data.current_page !== asked) return undefined;
  const { last_page: lastPage, total, data: rows } = parsed.data;
  return { page: asked, lastPage: Math.max(lastPage, 1), total, rows };
}
