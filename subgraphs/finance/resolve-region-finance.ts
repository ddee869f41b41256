import { levelOf, parseRegionCode } from '../../common/region-code.ts';
import { readPage, toConnection } from './connection.ts';
import { readFiscalYear } from './fiscal-year.ts';
import type { RegionFinanceResolvers, RegionResolvers } from './generated/resolvers.ts';
import type { PaymentOrderPosition } from './payment-source.ts';
import { requireRegion } from './require-region.ts';

/** Finances are a regency's: other levels have none, without an error. A year without a budget is null as well. */
export const regionResolvers: RegionResolvers = {
  __resolveReference: ({ code }) => ({ code }),
  async finance({ code }, args, { loaders }) {
    const fiscalYear = readFiscalYear(args.fiscalYear);
    const regionCode = parseRegionCode(code);
    if (regionCode === undefined || levelOf(regionCode) !== 'REGENCY') return null;
    const year = fiscalYear ?? (await loaders.latestYear.load({ regionCode }));
    if (year === null) return null;
    const summary = await loaders.summary.load({ regionCode, fiscalYear: year });
    return summary === null ? null : { regionCode, ...summary };
  },
};

export const regionFinanceResolvers: RegionFinanceResolvers = {
  async realisation({ regionCode, fiscalYear }, _args, { loaders }) {
    return (await loaders.realisation.load({ regionCode, fiscalYear })).amount;
  },

  /** Null without an error where there is no realisation to speak of: `realisation` says so. */
  async realisationProvenance({ regionCode, fiscalYear }, _args, { loaders, sources }) {
    if (!sources.has('Payment', regionCode)) return null;
    return (await loaders.realisation.load({ regionCode, fiscalYear })).provenance;
  },

  async spendingUnits({ regionCode, fiscalYear }, args, context) {
    const list = `spendingUnits/${regionCode}/${fiscalYear}`;
    const { first, after } = readPage(context, list, args);
    const source = context.sources.get('Budget', regionCode);
    const key = { fiscalYear, first, after: after as string | null };
    const page = await source.unitsPage(context.call, key);
    return toConnection(context, list, page, {
      positionOf: ({ code }) => code,
      toNode: (row) => ({ regionCode, ...row }),
    });
  },

  async paymentOrders({ regionCode, fiscalYear }, args, context) {
    const access = context.accessTo(regionCode);
    requireRegion(access, regionCode);
    const list = `paymentOrders/${regionCode}/${fiscalYear}`;
    const { first, after } = readPage(context, list, args);
    const source = context.sources.get('Payment', regionCode);
    const key = { fiscalYear, first, after: after as PaymentOrderPosition | null };
    const page = await source.paymentOrdersPage(context.call, access, key);
    return toConnection(context, list, page, {
      positionOf: ({ issuedOn, number }) => ({ issuedOn, number }),
      toNode: (row) => ({ regionCode, ...row }),
    });
  },
};
