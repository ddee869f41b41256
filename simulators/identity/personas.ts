import type { Province } from '../province/province.ts';

/** Somebody, or something, that development may act as. */
export interface Persona {
  readonly name: string;
  readonly kind: 'PERSON' | 'APPLICATION';
  readonly title: { readonly en: string; readonly id: string };
  /** The token's `sub`: stable, and no register's number. */
  readonly subject: string;
  readonly institution: string | null;
  /** Regencies whose rows he may read. */
  readonly regions: readonly string[];
  /** Where his own register is. */
  readonly homeRegions: readonly string[];
  readonly scopes: readonly string[];
  /** His own NIK; the citizen's only. */
  readonly nik: string | null;
}

/** Lets a caller see the plans of his operations. */
export const EXPLAIN_SCOPE = 'plan:read';

export type Personas = ReadonlyMap<string, Persona>;

/** The personas of development, by name. */
export function createPersonas(province: Province): Personas {
  const personas = [
    citizen(province.test.warga.nik),
    populationOfficer('3671', 'Kota Tangerang'),
    populationOfficer('3602', 'Kabupaten Lebak'),
    person('dinkes-3671', {
      title: { en: 'Health officer of Kota Tangerang', id: 'Petugas kesehatan Kota Tangerang' },
      institution: 'dinas-kesehatan-3671',
      regions: ['36.71'],
      scopes: ['health:read', 'resident.name:read'],
    }),
    person('keuangan-3671', {
      title: { en: 'Finance officer of Kota Tangerang', id: 'Petugas keuangan Kota Tangerang' },
      institution: 'bpkd-3671',
      regions: ['36.71'],
      scopes: ['payments:read', 'aid:read'],
    }),
    person('provinsi', {
      title: {
        en: "The province's analyst: no person",
        id: 'Analis provinsi: tanpa data perorangan',
      },
      institution: 'bappeda-36',
      regions: [...province.regencies.keys()].sort(),
      scopes: ['statistics:read', EXPLAIN_SCOPE],
    }),
    budgetApplication(),
  ];
  return new Map(personas.map((persona) => [persona.name, persona]));
}

/** Every scope that some persona has: what the protected resource knows. */
export function scopesOf(personas: Personas): readonly string[] {
  return [...new Set([...personas.values()].flatMap(({ scopes }) => scopes))].sort();
}

export function findPersonBySubject(personas: Personas, subject: string): Persona | undefined {
  return [...personas.values()].find(
    (persona) => persona.kind === 'PERSON' && persona.subject === subject,
  );
}

function citizen(nik: string): Persona {
  return person('warga', {
    title: { en: 'Citizen of Kota Tangerang', id: 'Warga Kota Tangerang' },
    homeRegions: ['36.71'],
    scopes: ['self:read'],
    nik,
  });
}

function populationOfficer(code: string, region: string): Persona {
  return person(`petugas-${code}`, {
    title: { en: `Population officer of ${region}`, id: `Petugas kependudukan ${region}` },
    institution: `disdukcapil-${code}`,
    regions: [`${code.slice(0, 2)}.${code.slice(2)}`],
    scopes: ['population:read', 'population:verify'],
  });
}

function person(
  name: string,
  facts: Pick<Persona, 'title' | 'scopes'> & Partial<Persona>,
): Persona {
  return {
    name,
    kind: 'PERSON',
    subject: `development-${name}`,
    institution: null,
    regions: [],
    homeRegions: [],
    nik: null,
    ...facts,
  };
}

/** An application without a person: its subject is its client (RFC 9068 section 2.2). */
function budgetApplication(): Persona {
  return person('app-anggaran', {
    kind: 'APPLICATION',
    subject: 'app-anggaran',
    title: { en: 'Budget application of Kota Tangerang', id: 'Aplikasi anggaran Kota Tangerang' },
    institution: 'bpkd-3671',
    regions: ['36.71'],
    scopes: ['payments:read'],
  });
}
