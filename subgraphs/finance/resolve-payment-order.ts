import { badUserInput } from '../../common/errors/errors.ts';
import { levelOf, parseRegionCode, type RegionCode } from '../../common/region-code.ts';
import type { FinanceContext } from './context.ts';
import type { PaymentOrderResolvers, QueryResolvers } from './generated/resolvers.ts';
import { requireRegion } from './require-region.ts';
import { loadSpendingUnit } from './resolve-spending-unit.ts';
import type { PaymentOrderParent } from './resolver-parents.ts';

/** No_SP2D is a varchar(60); a control character is none that anybody has written into it. */
// eslint-disable-next-line no-control-regex -- that is what is refused
const NUMBER = /^[^\u0000-\u001f\u007f]{1,60}$/;

/**
 * One order of a region that the caller may read, null where there is none of this number.
 *
 * @throws ClientError - `FORBIDDEN`; then nothing was asked.
 */
async function loadPaymentOrder(
  context: FinanceContext,
  regionCode: RegionCode,
  number: string,
): Promise<PaymentOrderParent | null> {
  requireRegion(context.accessTo(regionCode), regionCode);
  const order = await context.loaders.paymentOrder.load({ regionCode, number });
  return order === null ? null : { regionCode, ...order };
}

export const paymentOrderQuery: NonNullable<QueryResolvers['paymentOrder']> = async (
  _parent,
  { regionCode, number },
  context,
) => {
  const region = parseRegionCode(regionCode);
  if (region === undefined || levelOf(region) !== 'REGENCY') {
    throw badUserInput('regionCode', {
      en: 'the code of a regency or city, such as 36.71',
      id: 'kode kabupaten atau kota, misalnya 36.71',
    });
  }
  if (!NUMBER.test(number)) {
    throw badUserInput('number', {
      en: 'a payment order has a number of 1 to 60 printable characters',
      id: 'nomor SP2D terdiri atas 1 sampai 60 karakter yang dapat dicetak',
    });
  }
  return loadPaymentOrder(context, region, number);
};

export const paymentOrderResolvers: PaymentOrderResolvers = {
  async __resolveReference({ regionCode, number }, context) {
    const region = parseRegionCode(regionCode);
    if (region === undefined || !NUMBER.test(number)) return null;
    return loadPaymentOrder(context, region, number);
  },
  spendingUnit: ({ regionCode, unitCode }, _args, context) =>
    loadSpendingUnit(context, regionCode, unitCode),
};
