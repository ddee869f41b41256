import type { StoredPupil } from './dapodik-pupil.ts';

/**
 * One row a pupil: of several schools that claim the same one, that which he entered last. Two records under different
 * identifiers stay two, whatever their NIK.
 */
export function mergeRecords(
  rows: readonly StoredPupil[],
): readonly { readonly pupil: StoredPupil; readonly conflicting: boolean }[] {
  const byId = new Map<string, StoredPupil[]>();
  for (const row of rows) {
    byId.set(row.pesertaDidikId, [...(byId.get(row.pesertaDidikId) ?? []), row]);
  }
  return [...byId.values()].flatMap((claims) => {
    const [latest] = claims.toSorted((one, other) => compare(other, one));
    return latest === undefined ? [] : [{ pupil: latest, conflicting: claims.length > 1 }];
  });
}

function compare(one: StoredPupil, other: StoredPupil): number {
  return (
    (one.enteredOn ?? '').localeCompare(other.enteredOn ?? '') ||
    one.asOf.localeCompare(other.asOf) ||
    one.npsn.localeCompare(other.npsn)
  );
}
