import { sql, type Kysely } from 'kysely';
import { SHOWN_STAGES } from './budget-stage.ts';
import { EXPENDITURE } from './dotted-code.ts';
import {
  ACCOUNT_COLUMNS,
  columnsOf,
  isAfter,
  isAnyOf,
  UNIT_COLUMNS,
  type SimdaDatabase,
} from './simda-database.ts';

type Db = Kysely<SimdaDatabase>;

const UNIT_OF_ROW = columnsOf('r', UNIT_COLUMNS);
const ACCOUNT_OF_ROW = columnsOf('r', ACCOUNT_COLUMNS);

/**
 * Expenditure rows at the latest shown stage of each year. The stages are joined, not asked row by row: PostgreSQL
 * would run a correlated subquery for every row of the table.
 */
function budgetRows(db: Db, fiscalYears: readonly number[]) {
  const stages = db
    .selectFrom('Ta_RASK_Arsip as t')
    .select((eb) => ['t.Tahun', eb.fn.max('t.Kd_Perubahan').as('Stage')])
    .where('t.Tahun', 'in', fiscalYears)
    .where('t.Kd_Perubahan', 'in', SHOWN_STAGES)
    .groupBy('t.Tahun');
  return db
    .selectFrom('Ta_RASK_Arsip as r')
    .innerJoin(stages.as('s'), (join) =>
      join.onRef('s.Tahun', '=', 'r.Tahun').onRef('s.Stage', '=', 'r.Kd_Perubahan'),
    )
    .where('r.Kd_Rek90_1', '=', EXPENDITURE);
}

export function selectLatestYear(db: Db) {
  return db
    .selectFrom('Ta_RASK_Arsip as r')
    .select((eb) => eb.fn.max('r.Tahun').as('Tahun'))
    .where('r.Kd_Perubahan', 'in', SHOWN_STAGES)
    .where('r.Kd_Rek90_1', '=', EXPENDITURE);
}

export function selectSummaries(db: Db, fiscalYears: readonly number[]) {
  return budgetRows(db, fiscalYears)
    .select(['r.Tahun', 'r.Kd_Perubahan'])
    .select((eb) => eb.fn.sum<string>('r.Total').as('Total'))
    .groupBy(['r.Tahun', 'r.Kd_Perubahan']);
}

export function selectUnits(db: Db, units: readonly (readonly number[])[]) {
  const key = columnsOf('u', UNIT_COLUMNS);
  return db
    .selectFrom('Ref_Sub_Unit as u')
    .select([...key, 'u.Nm_Sub_Unit'])
    .where(isAnyOf(key, units));
}

/** One row more than the page holds. */
export function selectUnitsPage(
  db: Db,
  asked: {
    readonly fiscalYear: number;
    readonly first: number;
    readonly after: readonly number[] | undefined;
  },
) {
  const named = budgetRows(db, [asked.fiscalYear]).innerJoin('Ref_Sub_Unit as u', (join) =>
    UNIT_COLUMNS.reduce((on, column) => on.onRef(`u.${column}`, '=', `r.${column}`), join),
  );
  const { first, after } = asked;
  const page = named
    .select([...UNIT_OF_ROW, 'u.Nm_Sub_Unit'])
    .$if(after !== undefined, (query) => query.where(isAfter(UNIT_OF_ROW, after ?? [])))
    .groupBy([...UNIT_OF_ROW, 'u.Nm_Sub_Unit'])
    .limit(sql.lit(first + 1));
  return UNIT_OF_ROW.reduce((query, column) => query.orderBy(column), page);
}

export function selectUnitBudgets(
  db: Db,
  asked: {
    readonly fiscalYears: readonly number[];
    readonly units: readonly (readonly number[])[];
  },
) {
  return budgetRows(db, asked.fiscalYears)
    .select(['r.Tahun', ...UNIT_OF_ROW])
    .select((eb) => eb.fn.sum<string>('r.Total').as('Total'))
    .where(isAnyOf(UNIT_OF_ROW, asked.units))
    .groupBy(['r.Tahun', ...UNIT_OF_ROW]);
}

/**
 * The first `limit` accounts of each unit and year, after `after` where it is given: one query for many units.
 */
export function selectLines(
  db: Db,
  asked: {
    readonly fiscalYears: readonly number[];
    readonly units: readonly (readonly number[])[];
    readonly after: readonly number[] | undefined;
    readonly limit: number;
  },
) {
  const { after } = asked;
  const place = sql<string>`row_number() over (partition by ${sql.join(
    ['r.Tahun', ...UNIT_OF_ROW].map((column) => sql.ref(column)),
  )} order by ${sql.join(ACCOUNT_OF_ROW.map((column) => sql.ref(column)))})`;
  const numbered = budgetRows(db, asked.fiscalYears)
    .select(['r.Tahun', ...UNIT_OF_ROW, ...ACCOUNT_OF_ROW])
    .select((eb) => [eb.fn.sum<string>('r.Total').as('Total'), place.as('Place')])
    .where(isAnyOf(UNIT_OF_ROW, asked.units))
    .$if(after !== undefined, (query) => query.where(isAfter(ACCOUNT_OF_ROW, after ?? [])))
    .groupBy(['r.Tahun', ...UNIT_OF_ROW, ...ACCOUNT_OF_ROW]);
  const lines = db
    .selectFrom(numbered.as('l'))
    .selectAll('l')
    .select((eb) =>
      ACCOUNT_COLUMNS.reduce(
        (query, column) => query.whereRef(`n.${column}`, '=', `l.${column}`),
        // The least name: nothing says that an account is named once, and a join would then count its money twice.
        eb.selectFrom('Ref_Rek90_6 as n').select((of) => of.fn.min('n.Nm_Rek90_6').as('Name')),
      ).as('Nm_Rek90_6'),
    )
    .where('l.Place', '<=', sql<string>`${sql.lit(asked.limit)}`);
  const order = [
    'l.Tahun' as const,
    ...columnsOf('l', UNIT_COLUMNS),
    ...columnsOf('l', ACCOUNT_COLUMNS),
  ];
  return order.reduce((query, column) => query.orderBy(column), lines);
}
