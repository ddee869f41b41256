import { randomUUID } from 'node:crypto';
import type { ReplicaDeclaration, SystemBinding } from '../../common/binding.ts';
import type { Clock } from '../../common/clock.ts';
import { SourceError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';
import type { HttpConnector } from '../../connectors/http/http-connector.ts';
import type {
  Harvest,
  HarvestReport,
  ReplicaStore,
} from '../../connectors/replica/replica-store.ts';
import {
  refuseClosedSource,
  sourceError,
} from '../../connectors/resilience/refuse-closed-source.ts';
import { fetchSipdpsPage, type PageFetcher } from './fetch-sipdps-page.ts';
import { createPlantingAttempt, type PlantingAttempt } from './planting-attempt.ts';
import { plantingCollection } from './planting-collection.ts';
import type { ProvinceDirectory } from './regency-directory.ts';
import { sipdpsProvinceQuery } from './sipdps-province-query.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

export interface PlantingHarvestOptions {
  readonly binding: SystemBinding;
  readonly declaration: ReplicaDeclaration;
  readonly connector: HttpConnector;
  readonly replicas: ReplicaStore;
  readonly province: ProvinceDirectory;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly onDroppedRow: OnDroppedRow;
  /** How often the list may be begun again because it changed; default 4. */
  readonly maxRestarts?: number;
  /** How long a harvest may take in all, waits included; default 15 minutes (900,000 ms). */
  readonly withinMs?: number;
}

/** More pages than this are taken for a fault of the paginator; Banten's list had a few hundred. */
const MOST_PAGES = 20_000;
const WIB_OFFSET_MS = 7 * 3_600_000;

/**
 * Reads the province's whole list of planting reports, keeps this regency's, and replaces its snapshot: whole or not at
 * all. Where the list changes while it is read, it is begun again from page 1. A harvest that was killed begins again as
 * well: a page's number is no place to go on from, for what stood there has moved.
 *
 * The snapshot before stays where this one fails, also when more than half of the rows cannot be read or none is of the
 * province: a new form of reply, or another province's list, would else be published as "nothing planted".
 *
 * @throws SourceError - what `fetchSipdpsPage` throws; `SOURCE_OFF`, `SOURCE_IN_MAINTENANCE`; `SOURCE_REPLY_INVALID`, as
 *   retryable where the list kept changing.
 * @throws the signal's reason when it is aborted; the store's error where that fails.
 */
export async function harvestPlanting(
  options: PlantingHarvestOptions,
  signal: AbortSignal,
): Promise<HarvestReport> {
  const { binding, clock, logger } = options;
  const { system, regionCode } = binding;
  refuseClosedSource(binding, clock.nowMs());
  const repeated = new Set<string>();
  const fetcher = createFetcher(options, signal);
  for (let restarts = 0; restarts <= (options.maxRestarts ?? 4); restarts += 1) {
    const report = await harvestOnce(options, fetcher, repeated);
    if (report !== 'DRIFTED') return report;
    logger.warn({ system, regionCode, restarts }, 'the list changed while it was harvested');
  }
  throw new SourceError(
    'SOURCE_REPLY_INVALID',
    { system, region: regionCode },
    { retryable: true },
  );
}

function createFetcher(options: PlantingHarvestOptions, signal: AbortSignal): PageFetcher {
  const { binding, connector, clock, withinMs = 900_000 } = options;
  const call = {
    requestId: `harvest-${randomUUID()}`,
    deadlineAtMs: clock.nowMs() + withinMs,
    institution: null,
  };
  return { binding, connector, clock, call, signal };
}

async function harvestOnce(
  options: PlantingHarvestOptions,
  fetcher: PageFetcher,
  repeated: Set<string>,
): Promise<HarvestReport | 'DRIFTED'> {
  const nowMs = options.clock.nowMs();
  const { system, regionCode } = options.binding;
  const attempt = createPlantingAttempt({
    regionCode,
    province: options.province,
    today: new Date(nowMs + WIB_OFFSET_MS).toISOString().slice(0, 10),
    repeated,
    onForeignRow: () => {
      options.onDroppedRow({ system, regionCode, port: 'Planting' });
    },
  });
  const harvest = await beginAfresh(options);
  try {
    if ((await readPages(fetcher, options, harvest, attempt)) === 'DRIFTED') {
      await harvest.discard();
      return 'DRIFTED';
    }
    refuseDistortion(options.binding, attempt);
    const asOf = new Date(nowMs).toISOString();
    return await harvest.complete({ asOf, summary: attempt.summary() });
  } catch (error) {
    // What went wrong first is what counts.
    await harvest.discard().catch(() => undefined);
    throw error;
  }
}

/** What a killed harvest had put is thrown away. */
async function beginAfresh(options: PlantingHarvestOptions): Promise<Harvest> {
  const partition = { ...plantingCollection(options.binding), partition: 'all' };
  const harvest = await options.replicas.beginHarvest(partition, options.declaration);
  if (harvest.resumesAfter === null) return harvest;
  await harvest.discard();
  return options.replicas.beginHarvest(partition, options.declaration);
}

async function readPages(
  fetcher: PageFetcher,
  options: PlantingHarvestOptions,
  harvest: Harvest,
  attempt: PlantingAttempt,
): Promise<'WHOLE' | 'DRIFTED'> {
  const query = sipdpsProvinceQuery(options.province.code);
  let lastPage = 1;
  for (let page = 1; page <= lastPage; page += 1) {
    const read = await fetchSipdpsPage(fetcher, query, page);
    if (read.lastPage > MOST_PAGES) throw sourceError(options.binding, 'SOURCE_REPLY_INVALID');
    const yielded = attempt.take(read);
    if (yielded === 'DRIFTED') return 'DRIFTED';
    const { records, rejected } = yielded;
    await harvest.put(records, { checkpoint: String(page), rejected });
    lastPage = read.lastPage;
  }
  return attempt.isWhole() ? 'WHOLE' : 'DRIFTED';
}

function refuseDistortion(binding: SystemBinding, attempt: PlantingAttempt): void {
  const unreadable = attempt.rowsOf('UNREADABLE') * 2 > attempt.rowsOf('READ');
  if (unreadable || attempt.rowsOf('PROVINCE') === 0) {
    throw sourceError(binding, 'SOURCE_REPLY_INVALID');
  }
}
