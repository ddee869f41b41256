import { access, constants } from 'node:fs/promises';
import type { SystemBinding } from '../../common/binding.ts';
import { InternalError, SourceError } from '../../common/errors/errors.ts';
import type { ConnectorContext, Probe, SourceCall } from '../connector.ts';
import { orAborted, startDeadline } from '../resilience/deadline.ts';
import { refuseClosedSource, sourceError } from '../resilience/refuse-closed-source.ts';
import { createSourceGate, type GateOptions } from '../resilience/source-gate.ts';
import { listWorkbooks } from './list-workbooks.ts';
import { readWorkbookBytes, toFileContent } from './read-workbook-files.ts';
import type {
  RejectedRow,
  SheetDefinition,
  WorkbookConnector,
  WorkbookFileContent,
  WorkbookSnapshot,
} from './workbook-connector.ts';
import { createWorkbookFolder } from './workbook-folder.ts';
import { writeRejects } from './write-rejects.ts';

export interface WorkbookConnectorOptions extends GateOptions {
  /** A larger file is rejected unread; default 20 MB (20,000,000 bytes). */
  readonly maxFileBytes?: number;
}

/**
 * The connector of a binding with a workbook folder. Each `snapshot` looks at the folder (calls at the same time
 * together, which is one call of the binding's limits); files whose size and times are as before are not opened, and
 * those whose content is as before are not read again. Files count in the order of their modification times, then
 * names; the later file wins, the later row of one file is rejected, and a content that is there twice counts once. A
 * file that is rejected as a whole (damaged, half written, another header) keeps the rows that it gave before.
 *
 * Where a limit is reached, the snapshot as it is answers. What was rejected is also written to `<folder>/rejects/`,
 * which may fail: that is logged.
 *
 * @throws InternalError where the binding's connection is not a folder.
 */
export function createWorkbookConnector<Row>(
  binding: SystemBinding,
  sheet: SheetDefinition<Row>,
  context: ConnectorContext,
  options: WorkbookConnectorOptions = {},
): WorkbookConnector<Row> {
  const { connection, limits, system, regionCode } = binding;
  if (connection.kind !== 'workbook') throw new InternalError('the binding has no folder');
  const { folder } = connection;
  const maxFileBytes = options.maxFileBytes ?? 20_000_000;
  const gate = createSourceGate(binding, context, options);
  const workbooks = createWorkbookFolder({
    folder,
    sheet,
    maxFileBytes,
    onRead: reportRejects,
  });
  let current: WorkbookSnapshot<Row> | undefined;
  let looking: Promise<WorkbookSnapshot<Row>> | undefined;
  let reading: Promise<WorkbookSnapshot<Row> | undefined> | undefined;

  async function reportRejects(file: string, rejected: readonly RejectedRow[]): Promise<void> {
    const report = { system, regionCode, file, rejected: rejected.length };
    context.logger.info(report, 'a workbook was read');
    await writeRejects(folder, file, rejected).catch((err: unknown) => {
      context.logger.warn({ system, regionCode, err }, 'the reject list cannot be written');
    });
  }

  /** Goes on when a deadline passes: what it has read is there for the next call. */
  function readFolder(): Promise<WorkbookSnapshot<Row> | undefined> {
    reading ??= workbooks.read().finally(() => {
      reading = undefined;
    });
    return reading;
  }

  async function look(requestId: string): Promise<WorkbookSnapshot<Row>> {
    const deadlineAtMs = context.clock.nowMs() + limits.timeoutMs;
    const call = { requestId, deadlineAtMs, institution: null };
    try {
      current = await gate.run(call, { name: `${sheet.name}Snapshot`, keys: 0 }, async () => {
        const read = await readFolder().catch((error: unknown) => {
          throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
        });
        if (read === undefined) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
        return read;
      });
      return current;
    } catch (error) {
      const limited = error instanceof SourceError && error.code === 'SOURCE_RATE_LIMITED';
      if (limited && current !== undefined) return current;
      throw error;
    }
  }

  return {
    async snapshot(call: SourceCall) {
      refuseClosedSource(binding, context.clock.nowMs());
      const { signal, stop } = startDeadline(call.deadlineAtMs - context.clock.nowMs());
      looking ??= look(call.requestId).finally(() => {
        looking = undefined;
      });
      try {
        return await orAborted(looking, signal, () => sourceError(binding, 'SOURCE_TIMEOUT'));
      } finally {
        stop();
      }
    },
    async readFiles(call, known) {
      const method = { name: `${sheet.name}Snapshot`, keys: 0 };
      const read = await gate.run(call, method, async () => {
        const files = await readWorkbookBytes(folder, maxFileBytes).catch((error: unknown) => {
          throw sourceError(binding, 'SOURCE_UNAVAILABLE', error);
        });
        if (files.length === 0) throw sourceError(binding, 'SOURCE_UNAVAILABLE');
        return files;
      });
      // The files are here: what is left takes our own time, and no call's.
      const contents: WorkbookFileContent<Row>[] = [];
      for (const bytes of read) {
        const content = await toFileContent(bytes, sheet);
        const { file, version, rejected } = content;
        if (known.get(file) !== version) await reportRejects(file, rejected);
        contents.push(content);
      }
      return contents;
    },
    probe: () => probe(folder),
    close: () => Promise.resolve(),
  };
}

/** Outside the gate, and without reading a workbook. */
async function probe(folder: string): Promise<Probe> {
  const files = await listWorkbooks(folder).catch(() => undefined);
  if (files === undefined) {
    return { reachable: false, credentials: 'UNKNOWN', detail: 'The folder cannot be read.' };
  }
  const writable = await access(folder, constants.W_OK).then(
    () => true,
    () => false,
  );
  const rejects = writable ? '' : ' Reject lists cannot be written to it.';
  return {
    reachable: files.length > 0,
    credentials: 'ACCEPTED',
    detail: `The folder holds ${files.length} workbook(s).${rejects}`,
  };
}
