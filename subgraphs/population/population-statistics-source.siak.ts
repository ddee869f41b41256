import { sql, type Kysely } from 'kysely';
import { z } from 'zod';
import { SourceError } from '../../common/errors/errors.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { SqlConnector } from '../../connectors/sql/sql-connector.ts';
import { toInstant, toProvenance, type AdapterContext } from './adapter-context.ts';
import { AGE_GROUPS, SEXES, YEARS_IN_GROUP, type PopulationTable } from './age-groups.ts';
import { fromCode, SEX } from './code-lists.ts';
import type { PopulationStatisticsSource } from './population-statistics-source.ts';
import { toPublishedPopulation } from './published-population.ts';
import type { SiakDatabase } from './siak-database.ts';

const DEFINITION =
  'Penduduk terdaftar yang umur dan jenis kelaminnya diketahui, dihitung dari register pada hari masa data. ' +
  'Registered residents of known age and sex, counted in the register on the period’s day.';

/**
 * The port PopulationStatistics on SIAK's tables: one grouped query, whatever the number of residents. Rows of other
 * regions are not counted.
 */
export function createSiakStatisticsSource(
  connector: SqlConnector<SiakDatabase>,
  context: AdapterContext,
): PopulationStatisticsSource {
  return {
    async statistics(call) {
      const today = toLocalDate(context.clock.nowMs());
      const table = await countResidents(connector, context, call, today);
      const provenance = toProvenance(context.binding, toInstant(context.clock));
      return toPublishedPopulation({ period: today, definition: DEFINITION, table }, provenance);
    },
  };
}

const rowsSchema = z.array(
  z.object({ AGE_GROUP: z.coerce.number().int(), SEX: z.number(), RESIDENTS: z.coerce.number() }),
);

async function countResidents(
  connector: SqlConnector<SiakDatabase>,
  context: AdapterContext,
  call: SourceCall,
  today: string,
): Promise<PopulationTable> {
  const { binding } = context;
  const [province, regency] = binding.regionCode.split('.').map(Number);
  const raw = await connector.run(call, { name: 'statistics', keys: 1 }, (db) =>
    selectCounts(db, { province: province ?? 0, regency: regency ?? 0 }, today),
  );
  const rows = rowsSchema.safeParse(raw);
  if (!rows.success) {
    throw new SourceError('SOURCE_REPLY_INVALID', {
      system: binding.system,
      region: binding.regionCode,
    });
  }
  const counts = new Map(
    rows.data.map((row) => [`${row.AGE_GROUP} ${fromCode(SEX, row.SEX) ?? ''}`, row.RESIDENTS]),
  );
  return AGE_GROUPS.map((_, group) => SEXES.map((sex) => counts.get(`${group} ${sex}`) ?? 0));
}

function selectCounts(
  db: Kysely<SiakDatabase>,
  region: { readonly province: number; readonly regency: number },
  today: string,
) {
  const registered = db
    .selectFrom('BIODATA_WNI')
    .select(ageGroupOf(today).as('AGE_GROUP'))
    .select('JENIS_KLMIN as SEX')
    .where('NO_PROP', '=', region.province)
    .where('NO_KAB', '=', region.regency)
    .where('FLAG_STATUS', '=', '0')
    .where('TGL_LHR', 'is not', null)
    .where('JENIS_KLMIN', 'in', [1, 2]);
  return db
    .selectFrom(registered.as('r'))
    .select(['r.AGE_GROUP', 'r.SEX'])
    .select((build) => build.fn.countAll<string>().as('RESIDENTS'))
    .groupBy(['r.AGE_GROUP', 'r.SEX']);
}

/** The number of a row's age group: somebody is younger than N years if he was born after this day N years ago. */
function ageGroupOf(today: string) {
  const last = AGE_GROUPS.length - 1;
  const cases = Array.from({ length: last }, (_, group) => {
    const bornAfter = yearsBefore(today, (group + 1) * YEARS_IN_GROUP);
    return sql`when ${sql.ref('TGL_LHR')} > ${bornAfter} then ${sql.lit(group)}`;
  });
  return sql<number>`case ${sql.join(cases, sql` `)} else ${sql.lit(last)} end`;
}

/** The same day so many years before; 28 February where the year has no 29th. */
function yearsBefore(date: string, years: number): string {
  const year = Number(date.slice(0, 4)) - years;
  const leap = new Date(Date.UTC(year, 1, 29)).getUTCMonth() === 1;
  const day = date.slice(4) === '-02-29' && !leap ? '-02-28' : date.slice(4);
  return `${year}${day}`;
}

/** Today in Indonesia's western time (UTC+7). */
function toLocalDate(nowMs: number): string {
  return new Date(nowMs + 7 * 3_600_000).toISOString().slice(0, 10);
}
