import { randomUUID } from 'node:crypto';
import type { GraphQLResolverMap } from '@apollo/subgraph/dist/schema-helper/index.js';
import type { PortName } from '../../../../common/binding.ts';
import { createFrozenClock } from '../../../../common/clock.ts';
import type { Envelope } from '../../../../common/envelope/envelope.ts';
import {
  createEnvelopeSealer,
  ENVELOPE_HEADER,
} from '../../../../common/envelope/seal-envelope.ts';
import { silentLogger } from '../../../../common/logger.ts';
import type { RegionCode } from '../../../../common/region-code.ts';
import { compareElements } from '../../../../subgraphs/population/compare-elements.ts';
import {
  createPopulationContext,
  type PopulationContext,
} from '../../../../subgraphs/population/context.ts';
import type { FamilyRow } from '../../../../subgraphs/population/family.ts';
import type { PopulationSources } from '../../../../subgraphs/population/population-sources.ts';
import type { PublishedPopulation } from '../../../../subgraphs/population/published-population.ts';
import type { ResidentRow } from '../../../../subgraphs/population/resident.ts';
import { resolvers } from '../../../../subgraphs/population/resolvers.ts';
import { createSubgraph } from '../../../../subgraphs/shared/create-subgraph.ts';
import type { Subgraph } from '../../../../subgraphs/shared/subgraph.ts';
import { anEnvelope, testRoot } from '../../common/an-envelope.ts';
import { NOW, region } from './bindings.ts';

/** What one region's registers hold; an Error is what it fails with. A port that is left out is not bound. */
export interface RegisterOf {
  readonly residents?: readonly ResidentRow[] | Error;
  readonly families?: readonly FamilyRow[] | Error;
  readonly statistics?: PublishedPopulation | Error;
}

export interface Population {
  readonly subgraph: Subgraph;
  /** What the registers were asked, such as `36.71 Resident 2`: region, port and number of keys. */
  readonly asked: string[];
}

/** The subgraph over registers in memory. */
export function aPopulation(registers: Readonly<Record<string, RegisterOf>>): Population {
  const asked: string[] = [];
  const sources = toSources(registers, (code, port, keys) => asked.push(`${code} ${port} ${keys}`));
  const clock = createFrozenClock(NOW);
  const subgraph = createSubgraph<PopulationContext>({
    name: 'population',
    resolvers: resolvers as GraphQLResolverMap<PopulationContext>,
    options: {
      envelopeRoots: [testRoot],
      clock,
      logger: silentLogger,
      cursorSecret: new Uint8Array(32),
    },
    createContext: ({ envelope, call }) =>
      createPopulationContext({ envelope, call, clock, sources }),
  });
  return { subgraph, asked };
}

function toSources(
  registers: Readonly<Record<string, RegisterOf>>,
  note: (code: string, port: PortName, keys: number) => void,
): PopulationSources {
  const answer = <Row>(rows: readonly Row[] | Error, has: (row: Row) => boolean) =>
    rows instanceof Error ? rows : (rows.find(has) ?? null);
  const port = <Held, Source>(
    choose: (register: RegisterOf) => Held | undefined,
    create: (code: string, held: Held) => Source,
  ): ReadonlyMap<RegionCode, Source> =>
    new Map(
      Object.entries(registers).flatMap(([code, register]) => {
        const held = choose(register);
        return held === undefined ? [] : [[region(code), create(code, held)] as const];
      }),
    );
  return {
    residents: port(
      (register) => register.residents,
      (code, rows) => ({
        async residentsByNik(_, niks) {
          note(code, 'Resident', niks.length);
          return niks.map((nik) => answer(rows, (row) => row.nik === nik));
        },
        async verify(_, nik, elements) {
          note(code, 'Resident', 1);
          const row = answer(rows, (one) => one.nik === nik);
          if (row instanceof Error) throw row;
          if (row === null) return null;
          const { changedAt, provenance } = row;
          return { nik, ...compareElements(row, elements), changedAt, provenance };
        },
      }),
    ),
    families: port(
      (register) => register.families,
      (code, rows) => ({
        async familiesByNoKk(_, noKks) {
          note(code, 'Family', noKks.length);
          return noKks.map((noKk) => answer(rows, (row) => row.noKk === noKk));
        },
      }),
    ),
    statistics: port(
      (register) => register.statistics,
      (code, held) => ({
        async statistics() {
          note(code, 'PopulationStatistics', 1);
          if (held instanceof Error) throw held;
          return held;
        },
      }),
    ),
  };
}

export interface Answer {
  readonly data?: Record<string, unknown> | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions: Record<string, unknown>;
  }[];
}

/** Asks the subgraph as the gateway does: the same bytes, under an envelope. */
export async function ask(
  subgraph: Subgraph,
  caller: Partial<Envelope>,
  query: string,
  variables: Readonly<Record<string, unknown>> = {},
): Promise<Answer> {
  const body = JSON.stringify({ query, variables });
  const issuedAtMs = Date.parse(NOW);
  const times = { issuedAtMs, deadlineAtMs: issuedAtMs + 10_000, nonce: randomUUID() };
  const envelope = anEnvelope('population', body, { ...times, ...caller });
  const headers = { [ENVELOPE_HEADER]: createEnvelopeSealer(testRoot, 'population')(envelope) };
  const response = await subgraph.handle({ headers, body });
  return JSON.parse(response.body) as Answer;
}

/** The errors of an answer, as `path code` with the region where one is named. */
export function failuresOf(answer: Answer): readonly string[] {
  return (answer.errors ?? []).map(({ path, extensions }) => {
    const parameters = extensions['parameters'] as Record<string, string> | undefined;
    const place = parameters?.['region'] ?? parameters?.['argument'] ?? '';
    return `${path?.join('.') ?? ''} ${String(extensions['code'])} ${place}`.trim();
  });
}

/** Callers by what the gateway writes in their envelopes. */
export const callers = {
  officer: (...codes: string[]): Partial<Envelope> => ({ regions: codes.map(region) }),
  citizen: (
    nik: string,
    homes: readonly string[] = [],
    wards: Envelope['onBehalfOf'] = [],
  ): Partial<Envelope> => ({
    onBehalfOf: [{ nik, relation: 'SELF' }, ...wards],
    homeRegions: homes.map(region),
  }),
  anonymous: {},
};

export function aResident(nik: string, code: string, rest: Partial<ResidentRow> = {}): ResidentRow {
  return {
    nik,
    noKk: '3671010101100001',
    name: 'WARGA CONTOH',
    sex: 'MALE',
    birthPlace: 'TANGERANG',
    birthDate: '1980-01-01',
    maritalStatus: 'MARRIED',
    religion: 'ISLAM',
    educationLevel: null,
    occupation: null,
    bloodGroup: null,
    relationship: 'HEAD',
    status: 'ACTIVE',
    address: null,
    changedAt: '2024-01-01T00:00:00Z',
    provenance: aProvenance(code),
    ...rest,
  };
}

export function aFamily(
  noKk: string,
  code: string,
  members: readonly Partial<FamilyRow['members'][number]>[],
): FamilyRow {
  return {
    noKk,
    members: members.map((member) => ({
      nik: '',
      name: 'ANGGOTA CONTOH',
      relationship: 'HEAD',
      sex: 'MALE',
      birthDate: '1980-01-01',
      regionCode: region(code),
      ...member,
    })),
    changedAt: '2024-01-01T00:00:00Z',
    provenance: aProvenance(code),
  };
}

export function aProvenance(code: string) {
  return {
    system: 'siak',
    regionCode: region(code),
    asOf: NOW,
    state: 'LIVE',
    controller: `Disdukcapil ${code}`,
  } as const;
}
