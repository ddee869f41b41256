import type { PaymentOrder } from '../province/province.ts';
import type { Row } from '../sql/table.ts';
import { toLineId, unitCodes } from './budget-rows.ts';

/** A year's payments as one regency's books have them; a stray carries its owner's code. */
export interface PaymentBook {
  readonly fiscalYear: number;
  readonly regionCode: string;
  readonly payments: readonly PaymentOrder[];
}

/** `Jn_SPM` of a direct payment (LS) and of one to a unit's treasurer (GU). */
const DIRECT = 4;
const TREASURER = 2;

export function toRequestRows({ fiscalYear, regionCode, payments }: PaymentBook): Row[] {
  return payments.map((payment, index) => {
    const firm = /^(CV|PT) /.test(payment.payeeName);
    return [
      fiscalYear,
      payment.requestNumber,
      ...unitCodes(payment.unit),
      payment.payeeName.startsWith('Bendahara') ? TREASURER : DIRECT,
      payment.requestedOn,
      payment.description,
      payment.payeeName,
      // 00.xxx is given to no office: an invented number is nobody's.
      firm ? `00.${String(index).padStart(3, '0')}.000.0-000.000` : null,
      `0000${String(index).padStart(6, '0')}`,
      // Older rows have no region; the book is its owner's then.
      payment.ownerCode ?? (index % 10 === 9 ? null : regionCode),
    ];
  });
}

export function toRequestLineRows({ fiscalYear, payments }: PaymentBook): Row[] {
  return payments.flatMap((payment) =>
    payment.lines.map((line, index) => [
      fiscalYear,
      payment.requestNumber,
      toLineId(index),
      ...line.account,
      line.amount,
    ]),
  );
}

export function toPaymentOrderRows({ fiscalYear, payments }: PaymentBook): Row[] {
  return payments.map((payment) => [
    fiscalYear,
    payment.number,
    payment.requestNumber,
    payment.issuedOn,
    payment.description,
  ]);
}

/** A request that has not been paid: it has no SP2D, and counts for nothing. */
export function createUnpaidRequest(book: PaymentBook): PaymentBook {
  const [first] = book.payments;
  if (first === undefined) return { ...book, payments: [] };
  const { ownerCode: _, ...own } = first;
  const requestNumber = `99999/SPM-LS/${book.regionCode}/${book.fiscalYear}`;
  return { ...book, payments: [{ ...own, requestNumber }] };
}
