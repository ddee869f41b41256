import { SourceError } from '../../common/errors/errors.ts';
import type { WorkbookConnector } from '../../connectors/workbook/workbook-connector.ts';
import { toProvenance, type AdapterContext } from './adapter-context.ts';
import { AGE_GROUPS, type PopulationTable } from './age-groups.ts';
import type { DkbRow } from './dkb-sheet.ts';
import { dropRow } from './dropped-row.ts';
import type { PopulationStatisticsSource } from './population-statistics-source.ts';
import { toPublishedPopulation } from './published-population.ts';

const DEFINITION =
  'Data Kependudukan Bersih semester, sebagaimana dikirim pemiliknya. ' +
  'The semester’s consolidated population data, as its owner sent it.';

/**
 * The port PopulationStatistics on the workbooks that an agency drops: the newest semester of its own region. An age
 * group that is missing or was rejected is unknown, and so is the total. Rows of other regions are dropped and counted,
 * once for each snapshot.
 */
export function createDkbStatisticsSource(
  connector: WorkbookConnector<DkbRow>,
  context: AdapterContext,
): PopulationStatisticsSource {
  const { binding } = context;
  let countedVersion: string | undefined;

  function dropStrays(rows: readonly DkbRow[], version: string): readonly DkbRow[] {
    const own = rows.filter((row) => row.regionCode === binding.regionCode);
    if (version !== countedVersion) {
      countedVersion = version;
      for (let stray = own.length; stray < rows.length; stray++) dropRow(context);
    }
    return own;
  }

  return {
    async statistics(call) {
      const { rows, version } = await connector.snapshot(call);
      const own = dropStrays(rows, version);
      const period = own.reduce((latest, row) => (row.period > latest ? row.period : latest), '');
      if (period === '') {
        throw new SourceError('SOURCE_REPLY_INVALID', {
          system: binding.system,
          region: binding.regionCode,
        });
      }
      const table = toTable(own.filter((row) => row.period === period));
      const provenance = toProvenance(binding, endOfSemester(period), 'REPLICA');
      return toPublishedPopulation({ period, definition: DEFINITION, table }, provenance);
    },
  };
}

function toTable(rows: readonly DkbRow[]): PopulationTable {
  const byGroup = new Map(rows.map((row) => [row.ageGroup, [row.male, row.female]]));
  return AGE_GROUPS.map((group) => byGroup.get(group) ?? [null, null]);
}

/** The semester's figures are stated as of the end of its last day, in UTC+7. */
function endOfSemester(period: string): string {
  const year = period.slice(0, 4);
  return period.endsWith('S1') ? `${year}-06-30T17:00:00.000Z` : `${year}-12-31T17:00:00.000Z`;
}
