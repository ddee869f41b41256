import { join } from 'node:path';
import type { Province } from './province/province.ts';
import type { SimulatedSystem } from './simulated-systems.ts';
import type { Sheet } from './workbooks/sheet.ts';
import { variableStem } from './simulated-systems.ts';
import { createAidSheet } from './workbooks/aid-sheet.ts';
import { createBudgetSheets } from './workbooks/budget-sheet.ts';
import { createDkbSheet } from './workbooks/dkb-sheet.ts';
import { createErdkkSheet } from './workbooks/erdkk-sheet.ts';
import { writeWorkbooks } from './workbooks/write-workbooks.ts';

export type WorkbookSystem = Extract<SimulatedSystem, { kind: 'dkb' | 'budget' | 'aid' | 'erdkk' }>;

/** Writes every system's workbooks into a folder of its own, and says in which. */
export async function startWorkbooks(
  systems: readonly WorkbookSystem[],
  province: Province,
  dataFolder: string,
): Promise<Record<string, string>> {
  const sheets = systems.map(
    (system) => [variableStem(system).toLowerCase(), createSheets(system, province)] as const,
  );
  const folders = await writeWorkbooks(join(dataFolder, 'workbooks'), new Map(sheets));
  return Object.fromEntries(
    [...folders].map(([name, folder]) => [`${name.toUpperCase()}_FOLDER`, folder]),
  );
}

function createSheets({ kind, regionCode }: WorkbookSystem, province: Province): Sheet[] {
  const world = province.regencies.get(regionCode);
  if (world === undefined) throw new Error(`the province has no regency ${regionCode}`);
  switch (kind) {
    case 'dkb':
      return [createDkbSheet(world, province.asOf)];
    case 'budget':
      return createBudgetSheets(world);
    case 'aid':
      return [createAidSheet(world)];
    case 'erdkk':
      return [createErdkkSheet(world)];
  }
}
