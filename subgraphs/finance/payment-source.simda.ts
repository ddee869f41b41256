import type { SystemBinding } from '../../common/binding.ts';
import type { Provenance } from '../../common/provenance.ts';
import type { SourceCall } from '../../connectors/connector.ts';
import { distinctUnits, distinctYears, type SimdaSourceOptions } from './budget-source.simda.ts';
import { ACCOUNT_CODE, formatCode, UNIT_CODE } from './dotted-code.ts';
import { fiscalYearsAt } from './fiscal-year.ts';
import { sumMoney } from './money.ts';
import { toPayeeOrganisation } from './payee-organisation.ts';
import type {
  LineYear,
  PaymentOrderRow,
  PaymentOrdersPageKey,
  PaymentSource,
} from './payment-source.ts';
import { readAmount } from './read-amount.ts';
import { requireRegion } from './require-region.ts';
import { accountKeyOf, unitKeyOf } from './simda-database.ts';
import {
  selectOrders,
  selectOrdersPage,
  selectRealisations,
  selectRealisationsByLine,
} from './simda-payment-queries.ts';
import { provenanceOf, type OnDroppedRow } from '../shared/source-answers.ts';
import { toSourcePage } from './source-answers.ts';

/** How many rows are asked for when rows of other regions have left a page short. */
const REFILL = 200;

/**
 * Payments of SIMDA Keuangan. One query for N keys; a page is one query, and one more each time that rows of other
 * regions leave it short. Every reply is sieved: what `Kd_Wilayah` says is another region's is dropped and counted.
 */
export function createSimdaPaymentSource(
  options: SimdaSourceOptions & { readonly onDroppedRow: OnDroppedRow },
): PaymentSource {
  const { binding, connector, clock } = options;
  const now = (): Provenance =>
    provenanceOf(binding, new Date(clock.nowMs()).toISOString(), 'LIVE');
  const keepOwn = createSieve(binding, options.onDroppedRow);

  /** As many own orders as asked for, or all that are left. */
  async function readOwnOrders(call: SourceCall, key: PaymentOrdersPageKey, wanted: number) {
    const own: PaymentOrderRow[] = [];
    let { after } = key;
    for (let limit = wanted; ; limit = REFILL) {
      const page = { fiscalYear: key.fiscalYear, limit, after };
      const method = { name: 'paymentOrdersPage', keys: 1 };
      const rows = await connector.run(call, method, (db) => selectOrdersPage(db, page));
      own.push(...keepOwn(rows).map((row) => toPaymentOrder(binding, row, now())));
      const last = rows.at(-1);
      if (own.length >= wanted || rows.length < limit || last === undefined) return own;
      after = { issuedOn: last.Tgl_SP2D, number: last.No_SP2D };
    }
  }

  return {
    async realisations(call, fiscalYears) {
      const method = { name: 'realisations', keys: fiscalYears.length };
      const rows = await connector.run(call, method, (db) => selectRealisations(db, fiscalYears));
      const own = keepOwn(rows);
      const provenance = now();
      return fiscalYears.map((fiscalYear) => {
        const ofYear = own.filter(({ Tahun }) => Tahun === fiscalYear);
        return {
          amount: sumMoney(ofYear.map((row) => readAmount(binding, row.Nilai))),
          provenance,
        };
      });
    },

    async realisationsByLine(call, keys) {
      const units = distinctUnits(keys.map(({ unitCode }) => unitCode));
      const provenance = now();
      if (units.length === 0) return keys.map(() => ({ amount: sumMoney([]), provenance }));
      const asked = { units, fiscalYears: distinctYears(keys) };
      const method = { name: 'realisationsByLine', keys: keys.length };
      const rows = await connector.run(call, method, (db) => selectRealisationsByLine(db, asked));
      // An account can come back twice: with the region's own code and with none.
      const amounts = new Map<string, string[]>();
      for (const row of keepOwn(rows)) {
        const unitCode = formatCode(UNIT_CODE, unitKeyOf(row));
        const accountCode = formatCode(ACCOUNT_CODE, accountKeyOf(row));
        const key = toKey({ unitCode, accountCode, fiscalYear: row.Tahun });
        amounts.set(key, [...(amounts.get(key) ?? []), readAmount(binding, row.Nilai)]);
      }
      return keys.map((key) => ({ amount: sumMoney(amounts.get(toKey(key)) ?? []), provenance }));
    },

    async paymentOrdersPage(call, access, key) {
      requireRegion(access, binding.regionCode);
      return toSourcePage(await readOwnOrders(call, key, key.first + 1), key.first);
    },

    async paymentOrdersByNumber(call, access, numbers) {
      requireRegion(access, binding.regionCode);
      const method = { name: 'paymentOrdersByNumber', keys: numbers.length };
      const asked = { numbers, fiscalYears: fiscalYearsAt(clock.nowMs()) };
      const rows = await connector.run(call, method, (db) => selectOrders(db, asked));
      const provenance = now();
      const own = keepOwn(rows).toSorted((one, other) => one.Tahun - other.Tahun);
      const latest = new Map(own.map((row) => [row.No_SP2D, row]));
      return numbers.map((number) => {
        const row = latest.get(number);
        return row === undefined ? null : toPaymentOrder(binding, row, provenance);
      });
    },
  };
}

function toPaymentOrder(
  binding: SystemBinding,
  row: Awaited<ReturnType<ReturnType<typeof selectOrders>['execute']>>[number],
  provenance: Provenance,
): PaymentOrderRow {
  return {
    number: row.No_SP2D,
    issuedOn: row.Tgl_SP2D,
    paymentRequestNumber: row.No_SPM,
    unitCode: formatCode(UNIT_CODE, unitKeyOf(row)),
    amount: readAmount(binding, row.Nilai),
    payeeOrganisation: toPayeeOrganisation(row.Nm_Penerima),
    provenance,
  };
}

function createSieve(binding: SystemBinding, onDroppedRow: OnDroppedRow) {
  const { system, regionCode } = binding;
  return <Row extends { readonly Kd_Wilayah: string | null }>(rows: readonly Row[]) =>
    rows.filter(({ Kd_Wilayah }) => {
      const isOwn = Kd_Wilayah === null || Kd_Wilayah === regionCode;
      if (!isOwn) onDroppedRow({ system, regionCode, port: 'Payment' });
      return isOwn;
    });
}

function toKey({ unitCode, accountCode, fiscalYear }: LineYear): string {
  return `${fiscalYear}/${unitCode}/${accountCode}`;
}
