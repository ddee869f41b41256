import { sql, type Kysely } from 'kysely';
import { EXPENDITURE } from './dotted-code.ts';
import type { PaymentOrderPosition } from './payment-source.ts';
import {
  ACCOUNT_COLUMNS,
  columnsOf,
  isAnyOf,
  isBefore,
  UNIT_COLUMNS,
  type SimdaDatabase,
} from './simda-database.ts';

type Db = Kysely<SimdaDatabase>;

const UNIT_OF_REQUEST = columnsOf('m', UNIT_COLUMNS);
const ACCOUNT_OF_LINE = columnsOf('l', ACCOUNT_COLUMNS);

/**
 * Expenditure lines of requests (SPM) that a payment order was made for. It is asked whether there is one, not joined:
 * a request with two orders is still one payment of its lines. Rows of every owner come back, by `Kd_Wilayah`.
 */
function paidLines(db: Db, fiscalYears: readonly number[]) {
  return db
    .selectFrom('Ta_SPM_Rinc as l')
    .innerJoin('Ta_SPM as m', (join) =>
      join.onRef('m.Tahun', '=', 'l.Tahun').onRef('m.No_SPM', '=', 'l.No_SPM'),
    )
    .where('l.Tahun', 'in', fiscalYears)
    .where('l.Kd_Rek90_1', '=', EXPENDITURE)
    .where((eb) =>
      eb.exists(
        eb
          .selectFrom('Ta_SP2D as d')
          .select('d.No_SP2D')
          .whereRef('d.Tahun', '=', 'm.Tahun')
          .whereRef('d.No_SPM', '=', 'm.No_SPM'),
      ),
    );
}

export function selectRealisations(db: Db, fiscalYears: readonly number[]) {
  return paidLines(db, fiscalYears)
    .select(['l.Tahun', 'm.Kd_Wilayah'])
    .select((eb) => eb.fn.sum<string>('l.Nilai').as('Nilai'))
    .groupBy(['l.Tahun', 'm.Kd_Wilayah']);
}

/** By account, for all accounts of the units: asking for accounts as well would only make the query longer. */
export function selectRealisationsByLine(
  db: Db,
  asked: {
    readonly fiscalYears: readonly number[];
    readonly units: readonly (readonly number[])[];
  },
) {
  const by = ['l.Tahun' as const, 'm.Kd_Wilayah' as const, ...UNIT_OF_REQUEST, ...ACCOUNT_OF_LINE];
  return paidLines(db, asked.fiscalYears)
    .select(by)
    .select((eb) => eb.fn.sum<string>('l.Nilai').as('Nilai'))
    .where(isAnyOf(UNIT_OF_REQUEST, asked.units))
    .groupBy(by);
}

/** Payment orders with their requests. An order whose request is missing has no known owner and does not come back. */
function orders(db: Db) {
  return db
    .selectFrom('Ta_SP2D as d')
    .innerJoin('Ta_SPM as m', (join) =>
      join.onRef('m.Tahun', '=', 'd.Tahun').onRef('m.No_SPM', '=', 'd.No_SPM'),
    )
    .select(['d.Tahun', 'd.No_SP2D', 'd.No_SPM', 'd.Tgl_SP2D'])
    .select([...UNIT_OF_REQUEST, 'm.Nm_Penerima', 'm.Kd_Wilayah']);
}

/** Adds each order's amount, outside of the page's limit so that only its orders are summed. */
function withAmounts(db: Db, page: ReturnType<typeof orders>) {
  return db
    .selectFrom(page.as('p'))
    .selectAll('p')
    .select((eb) =>
      eb
        .selectFrom('Ta_SPM_Rinc as l')
        .select((of) => of.fn.sum<string>('l.Nilai').as('Nilai'))
        .whereRef('l.Tahun', '=', 'p.Tahun')
        .whereRef('l.No_SPM', '=', 'p.No_SPM')
        .as('Nilai'),
    )
    .orderBy('p.Tgl_SP2D', 'desc')
    .orderBy('p.No_SP2D', 'desc');
}

export function selectOrdersPage(
  db: Db,
  page: {
    readonly fiscalYear: number;
    readonly limit: number;
    readonly after: PaymentOrderPosition | null;
  },
) {
  const { after } = page;
  const position = after === null ? [] : [after.issuedOn, after.number];
  const rows = orders(db)
    .where('d.Tahun', '=', page.fiscalYear)
    .$if(after !== null, (query) => query.where(isBefore(['d.Tgl_SP2D', 'd.No_SP2D'], position)))
    .orderBy('d.Tgl_SP2D', 'desc')
    .orderBy('d.No_SP2D', 'desc')
    .limit(sql.lit(page.limit));
  return withAmounts(db, rows);
}

/** With the years, though any will do: the key begins with them, and by the number alone the whole table would be read. */
export function selectOrders(
  db: Db,
  asked: { readonly fiscalYears: readonly number[]; readonly numbers: readonly string[] },
) {
  const { fiscalYears, numbers } = asked;
  return withAmounts(
    db,
    orders(db).where('d.Tahun', 'in', fiscalYears).where('d.No_SP2D', 'in', numbers),
  );
}
