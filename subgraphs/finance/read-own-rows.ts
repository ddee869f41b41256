import type { PortName, SystemBinding } from '../../common/binding.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import type { WorkbookConnector } from '../../connectors/workbook/workbook-connector.ts';
import type { OnDroppedRow } from '../shared/source-answers.ts';

/** What was made of a workbook's own rows, as of the newest file. */
export interface OwnRows<Index> {
  readonly index: Index;
  readonly asOf: string;
}

/**
 * Reads a workbook's rows of the binding's own region and makes an index of them, once for as long as the files stay
 * the same. Rows of another region are dropped and counted, once each time the files change.
 */
export function createOwnRowsReader<Row extends { readonly regionCode: string }, Index>(options: {
  readonly binding: SystemBinding;
  readonly port: PortName;
  readonly connector: WorkbookConnector<Row>;
  readonly onDroppedRow: OnDroppedRow;
  readonly toIndex: (rows: readonly Row[]) => Index;
}): (call: SourceCall) => Promise<OwnRows<Index>> {
  const { port, connector, onDroppedRow, toIndex } = options;
  const { system, regionCode } = options.binding;
  let current: (OwnRows<Index> & { readonly version: string }) | undefined;

  return async (call) => {
    const { rows, asOf, version } = await connector.snapshot(call);
    if (current?.version === version) return current;
    const own = rows.filter((row) => {
      const isOwn = row.regionCode === regionCode;
      if (!isOwn) onDroppedRow({ system, regionCode, port });
      return isOwn;
    });
    current = { index: toIndex(own), asOf, version };
    return current;
  };
}
