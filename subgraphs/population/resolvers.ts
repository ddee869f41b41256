import { maskNumber, parseNik } from '../../common/nik.ts';
import type { PopulationContext } from './context.ts';
import type { FamilyMemberRow } from './family.ts';
import { findSelf } from './find-self.ts';
import { findWards } from './find-wards.ts';
import type { Resolvers } from './generated/resolvers.ts';
import { readNik, readNoKk, readRegency, readRegionCode } from './read-arguments.ts';
import { ELEMENT_NAMES, readElements } from './resident-elements.ts';
import type { ResidentRow } from './resident.ts';

/** Schema → loader; what is not here is a property of the loaded row. */
export const resolvers: Resolvers = {
  Query: {
    me: async (_, _arguments, { envelope, residents }) =>
      residents.load(findSelf(envelope, 'Query.me')),
    resident: async (_, { nik, regionCode }, { residents }) =>
      residents.load(readNik(nik), readRegency(regionCode)),
    verifyResident: async (_, { nik, regionCode, elements }, { residents, guesses, envelope }) => {
      const person = readNik(nik);
      const region = readRegency(regionCode);
      const given = readElements(elements);
      const compare = () => residents.verify(person, region, given);
      // Who may read the record has nothing to guess.
      if (envelope.scopes.includes('population:read')) return compare();
      return guesses.run(
        envelope.actor,
        person,
        compare,
        (result) => result !== null && ELEMENT_NAMES.some((name) => result[name] === 'MISMATCH'),
      );
    },
    wardsOf: async (_, _arguments, context) => findWards(context),
  },
  Resident: {
    __resolveReference: async ({ nik }, { residents }) => residents.load(readNik(nik ?? '')),
    nikMasked: ({ nik }) => maskNumber(nik),
    region: ({ provenance }) => ({ code: provenance.regionCode }),
    family: async ({ noKk, provenance }, _, { families }) =>
      noKk === null ? null : families.load(noKk, provenance.regionCode),
  },
  Family: {
    __resolveReference: async ({ noKk }, { families }) => families.load(readNoKk(noKk ?? '')),
    noKkMasked: ({ noKk }) => maskNumber(noKk),
  },
  FamilyMember: {
    nikMasked: ({ nik }) => maskNumber(nik),
    resident: async (member, _, context) => loadMember(member, context),
  },
  Region: {
    __resolveReference: ({ code }) => ({ code: readRegionCode(code) }),
    population: async ({ code }, _, { statistics }) => statistics.load(code),
  },
};

/** A member in full; null where the caller may see the card alone, or where the NIK on it cannot be one. */
async function loadMember(
  { nik, regionCode }: FamilyMemberRow,
  { residents }: PopulationContext,
): Promise<ResidentRow | null> {
  if (!parseNik(nik).ok || !residents.mayRead(nik, regionCode)) return null;
  return residents.load(nik, regionCode);
}
