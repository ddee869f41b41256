/**
 * Whether a place as a clerk writes it (`Serang`, `Kab. Serang`, `Kota Serang`, `Serang Banten`) can be the regency or
 * city `regencyName` (`Kabupaten Serang`). Where the kind is not written, the name alone decides: a service that lists
 * both Kota Serang and Kabupaten Serang cannot be told apart by it.
 */
export function isOfRegency(place: string, regencyName: string): boolean {
  const written = toPlace(place);
  const regency = toPlace(regencyName);
  if (written.name !== regency.name) return false;
  return written.kind === undefined || written.kind === regency.kind;
}

interface Place {
  readonly kind: 'KABUPATEN' | 'KOTA' | undefined;
  readonly name: string;
}

function toPlace(text: string): Place {
  const words = text
    .toUpperCase()
    .replace(/[^A-Z]+/g, ' ')
    .trim()
    .replace(/^KAB /, 'KABUPATEN ')
    .replace(/( PROVINSI| PROV)? BANTEN$/, '');
  const [, kind, name] = /^(?:(KABUPATEN|KOTA) )?(.*)$/.exec(words) ?? [];
  return { kind: kind as Place['kind'], name: name ?? '' };
}
