import type { HealthFacility, HealthWorld } from '../province/province.ts';
import { toFacility, toRooms } from './to-attributes.ts';

export interface YankesReply {
  readonly status: number;
  readonly body: unknown;
}

/** One regency's service. */
export interface YankesService {
  /** Answers a GET; `path` begins behind the base URL. */
  get(path: string, query: URLSearchParams): YankesReply;
}

interface Row {
  readonly id: number;
  readonly attributes: Record<string, unknown>;
}

const NOT_FOUND: YankesReply = { status: 404, body: { error: 'DataNotFound' } };

/**
 * `/faskes` and `/kamar`, each with its details. A list has pages and keeps attributes apart, under ids that are texts;
 * details are flat, and their id is a number.
 */
export function createYankesService(health: HealthWorld, pageSize: number): YankesService {
  const facilities = [...health.facilities, ...health.strayFacilities];
  const resources: Readonly<Record<string, readonly Row[]>> = {
    faskes: facilities.map((facility) => ({ id: facility.id, attributes: toFacility(facility) })),
    kamar: facilities.flatMap((facility) => toRoomRows(facility)),
  };
  return {
    get(path, query) {
      const [, resource = '', id] = path.split('/');
      const rows = resources[resource];
      if (rows === undefined) return NOT_FOUND;
      if (id === undefined) return toList(resource, rows, Number(query.get('page') ?? 1), pageSize);
      const row = rows.find((each) => String(each.id) === id);
      if (row === undefined) return NOT_FOUND;
      return { status: 200, body: { data: { id: row.id, ...row.attributes } } };
    },
  };
}

function toRoomRows(facility: HealthFacility): Row[] {
  const { beds } = facility;
  return beds === null ? [] : [{ id: facility.id, attributes: toRooms(facility, beds) }];
}

function toList(
  resource: string,
  rows: readonly Row[],
  page: number,
  pageSize: number,
): YankesReply {
  const pages = Math.max(1, Math.ceil(rows.length / pageSize));
  const shown = rows.slice((page - 1) * pageSize, page * pageSize);
  const link = (number: number) => `/${resource}?page=${number}`;
  const body = {
    data: shown.map(({ id, attributes }) => ({ type: null, id: String(id), attributes })),
    meta: {
      pagination: {
        total: rows.length,
        count: shown.length,
        per_page: pageSize,
        current_page: page,
        total_pages: pages,
      },
    },
    links: {
      self: link(page),
      first: link(1),
      ...(page < pages ? { next: link(page + 1) } : {}),
      last: link(pages),
    },
  };
  return { status: 200, body };
}
