import type { SystemBinding } from '../../common/binding.ts';
import type { WorkbookConnector } from '../../connectors/workbook/workbook-connector.ts';
import type { BudgetSource } from './budget-source.ts';
import type { BudgetWorkbookRow } from './budget-workbook-sheet.ts';
import { compareCodes } from './dotted-code.ts';
import { indexBudgetRows, type IndexedUnit, type IndexedYear } from './index-budget-rows.ts';
import { createOwnRowsReader } from './read-own-rows.ts';
import { provenanceOf, type OnDroppedRow } from '../shared/source-answers.ts';
import { toSourcePage } from './source-answers.ts';

/**
 * Budgets of workbooks that a regency puts into a folder. One look at the folder a method, whatever the number of keys.
 * What is answered is as of the newest file, and a replica: the workbook was written from a system that is not asked.
 */
export function createWorkbookBudgetSource(options: {
  readonly binding: SystemBinding;
  readonly connector: WorkbookConnector<BudgetWorkbookRow>;
  readonly onDroppedRow: OnDroppedRow;
}): BudgetSource {
  const read = createOwnRowsReader({ ...options, port: 'Budget', toIndex: indexBudgetRows });
  const provenanceAt = (asOf: string) => provenanceOf(options.binding, asOf, 'REPLICA');

  return {
    async latestFiscalYear(call) {
      const { index } = await read(call);
      return index.size === 0 ? null : Math.max(...index.keys());
    },

    async summaries(call, fiscalYears) {
      const { index, asOf } = await read(call);
      return fiscalYears.map((fiscalYear) => {
        const year = index.get(fiscalYear);
        if (year === undefined) return null;
        return {
          fiscalYear,
          stage: year.stage,
          budget: year.budget,
          provenance: provenanceAt(asOf),
        };
      });
    },

    async unitsByCode(call, codes) {
      const { index, asOf } = await read(call);
      return codes.map((code) => {
        const unit = findUnit(index, code);
        return unit === undefined
          ? null
          : { code, name: unit.name, provenance: provenanceAt(asOf) };
      });
    },

    async unitsPage(call, { fiscalYear, first, after }) {
      const { index, asOf } = await read(call);
      const units = [...(index.get(fiscalYear)?.units.values() ?? [])]
        .filter(({ code }) => after === null || compareCodes(code, after) > 0)
        .slice(0, first + 1)
        .map(({ code, name }) => ({ code, name, provenance: provenanceAt(asOf) }));
      return toSourcePage(units, first);
    },

    async unitBudgets(call, keys) {
      const { index, asOf } = await read(call);
      return keys.map(({ fiscalYear, unitCode }) => {
        const unit = index.get(fiscalYear)?.units.get(unitCode);
        return unit === undefined ? null : { amount: unit.budget, provenance: provenanceAt(asOf) };
      });
    },

    async linesPages(call, keys) {
      const { index, asOf } = await read(call);
      return keys.map(({ fiscalYear, unitCode, first, after }) => {
        const lines = (index.get(fiscalYear)?.units.get(unitCode)?.lines ?? [])
          .filter(({ accountCode }) => after === null || compareCodes(accountCode, after) > 0)
          .slice(0, first + 1)
          .map((line) => ({ ...line, provenance: provenanceAt(asOf) }));
        return toSourcePage(lines, first);
      });
    },
  };
}

/** The unit as the latest year names it. */
function findUnit(index: ReadonlyMap<number, IndexedYear>, code: string): IndexedUnit | undefined {
  const latestFirst = [...index.values()].sort((one, other) => other.fiscalYear - one.fiscalYear);
  return latestFirst.map(({ units }) => units.get(code)).find((unit) => unit !== undefined);
}
