import type { ReportRow } from './report-rows.ts';

/** Laravel's paginator. Its addresses are the service's own behind the gateway, where no client of SPLP has business. */
export function toPage(
  rows: readonly ReportRow[],
  page: number,
  perPage: number,
): Readonly<Record<string, unknown>> {
  const path = 'http://sipdps.simulator.invalid/api/v2/data-laporan-tanam';
  const urlOf = (number: number) => `${path}?page=${number}`;
  const lastPage = Math.max(1, Math.ceil(rows.length / perPage));
  const data = rows.slice((page - 1) * perPage, page * perPage);
  const from = data.length === 0 ? null : (page - 1) * perPage + 1;
  return {
    current_page: page,
    data,
    first_page_url: urlOf(1),
    from,
    last_page: lastPage,
    last_page_url: urlOf(lastPage),
    next_page_url: page < lastPage ? urlOf(page + 1) : null,
    path,
    per_page: perPage,
    prev_page_url: page > 1 ? urlOf(page - 1) : null,
    to: from === null ? null : from + data.length - 1,
    total: rows.length,
  };
}
