import { badUserInput } from '../../common/errors/errors.ts';
import { parentOf, parseRegionCode } from '../../common/region-code.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { PROVINCE } from './load-region-directory.ts';
import { toCoverage } from './to-coverage.ts';
import { toRegionPage } from './to-region-page.ts';

export const regionsResolvers = {
  Query: {
    region: async (_, { code }, { directory }) => {
      const parsed = parseRegionCode(code);
      if (parsed === undefined) {
        throw badUserInput('code', {
          en: 'a region code is written like 36, 36.71, 36.71.01 or 36.71.01.1001',
          id: 'kode wilayah ditulis seperti 36, 36.71, 36.71.01, atau 36.71.01.1001',
        });
      }
      return (await directory).find(parsed) ?? null;
    },
    regencies: async (_, _arguments, { directory }) => [...(await directory).childrenOf(PROVINCE)],
  },
  Region: {
    // A code in another subgraph's row may be any text; what is no region of Banten is null.
    __resolveReference: async ({ code }, { directory }) => {
      const parsed = parseRegionCode(code);
      return parsed === undefined ? null : ((await directory).find(parsed) ?? null);
    },
    parent: async ({ code }, _, { directory }) => {
      const parent = parentOf(code);
      return parent === undefined ? null : ((await directory).find(parent) ?? null);
    },
    children: async (region, page, { directory, cursorSecret }) =>
      toRegionPage(region, (await directory).childrenOf(region.code), page, cursorSecret),
    // BPS numbers Banten and its regencies as Kemendagri does (36.71 is 3671); districts and villages differ.
    bpsCode: ({ code, level }) =>
      level === 'PROVINCE' || level === 'REGENCY' ? code.replaceAll('.', '') : null,
    // The list of regions says nothing of when a code came into force.
    validFrom: () => null,
    validTo: () => null,
    coverage: async ({ code, level }, _, { bindings, clock, findState }) =>
      level === 'REGENCY'
        ? [...(await toCoverage(bindings.get(code), clock.nowMs(), findState))]
        : null,
  },
} satisfies Resolvers;
