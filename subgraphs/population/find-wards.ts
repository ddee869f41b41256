import { parseNik } from '../../common/nik.ts';
import { isMinor } from '../../common/row-guard.ts';
import type { PopulationContext } from './context.ts';
import type { FamilyMemberRow } from './family.ts';
import type { Ward } from './generated/resolvers.ts';
import { findSelf } from './find-self.ts';

/** Who on a card is a parent of the children on it. */
const PARENTS: ReadonlySet<FamilyMemberRow['relationship']> = new Set(['HEAD', 'HUSBAND', 'WIFE']);

/**
 * The minor children of the caller, by his family card: those whom it lists as children (`anak`), where he is its head,
 * husband or wife. None where he has moved away or died by the register, where two registers have his NIK (one of the rows
 * may be somebody else's), and where his region's system gives no cards: guardianship is then not known.
 *
 * @throws ClientError - `UNAUTHORIZED_FIELD_OR_TYPE` where the caller is nobody in person.
 * @throws SourceError - where a register fails.
 */
export async function findWards(context: PopulationContext): Promise<Ward[]> {
  const self = findSelf(context.envelope, 'Query.wardsOf');
  const resident = await context.residents.load(self);
  if (resident?.noKk == null || resident.status === 'MOVED' || resident.status === 'DECEASED') {
    return [];
  }
  const { regionCode, state } = resident.provenance;
  if (state === 'CONFLICTING') return [];
  if (!context.families.isBound(regionCode)) return [];
  const card = await context.families.load(resident.noKk, regionCode);
  const own = card?.members.find((member) => member.nik === self);
  if (card === null || own === undefined || !PARENTS.has(own.relationship)) return [];
  return card.members.flatMap((member) => toWard(member, context));
}

function toWard(member: FamilyMemberRow, { clock }: PopulationContext): Ward[] {
  const { nik, birthDate, relationship } = member;
  if (relationship !== 'CHILD' || birthDate === null || !isMinor(birthDate, clock)) return [];
  return parseNik(nik).ok ? [{ nik, birthDate }] : [];
}
