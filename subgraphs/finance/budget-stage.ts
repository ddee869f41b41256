import type { BudgetStage } from './generated/resolvers.ts';

/**
 * SIMDA's `Kd_Perubahan`: 3 pra-RKA, 4 APBD, 5 pergeseran, 6 perubahan. A pra-RKA is a draft and never shown; a code
 * that is not known here is no stage.
 */
const STAGES: Readonly<Record<number, BudgetStage>> = { 4: 'ORIGINAL', 5: 'SHIFTED', 6: 'AMENDED' };

/** The `Kd_Perubahan` of budgets that may be shown, in their order. */
export const SHOWN_STAGES: readonly number[] = [4, 5, 6];

/**
 * @throws RangeError - Where the code is none of `SHOWN_STAGES`, which every query asks for.
 */
export function stageOf(kdPerubahan: number): BudgetStage {
  const stage = STAGES[kdPerubahan];
  if (stage === undefined) throw new RangeError('a stage that was not asked for');
  return stage;
}

/** Whether `stage` comes after `other` in a budget's year. */
export function isLaterStage(stage: BudgetStage, other: BudgetStage): boolean {
  const order = Object.values(STAGES);
  return order.indexOf(stage) > order.indexOf(other);
}
