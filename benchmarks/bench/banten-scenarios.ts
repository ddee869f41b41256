import { join } from 'node:path';
import { projectRoot } from '../../common/project-root.ts';
import { readExamples } from '../../server/read-examples.ts';
import type { ExpectedAnswer, Scenario } from './scenario.ts';

/** The whole province, down to schools, facilities, accounts and villages: many fetches, about 80 kB. */
const HEAVY = `
query Heavy {
  regencies {
    ...Place
    ...Figures
    population { byAgeAndSex { ageGroup sex count { value status } } }
    education {
      list(first: 2) {
        edges {
          node {
            npsn name level status
            pupils { value status asOf }
            region { ...Place ...Figures }
            village { ...Place parent { ...Place population { total { value } } } }
          }
        }
        pageInfo { hasNextPage endCursor }
      }
    }
    health {
      facilities(first: 3) {
        edges { node { code name kind beds { total occupied free } doctors provenance { ...Origin } } }
      }
    }
    finance {
      spendingUnits(first: 2) {
        edges { node { code name budget lines(first: 4) { edges { node { accountCode accountName budget realisation } } } } }
      }
    }
    children(first: 3) { totalCount edges { node { ...Place parent { code name } population { total { value } } } } }
  }
}
fragment Place on Region { code name level bpsCode }
fragment Origin on Provenance { system regionCode asOf state controller }
fragment Figures on Region {
  population { period total { value status asOf } provenance { ...Origin } }
  education { schools { value } pupils { value } provenance { ...Origin } }
  health { totalBeds { value } freeBeds { value } provenance { ...Origin } }
  agriculture { year plantedHectares provenance { ...Origin } }
  finance { fiscalYear budget realisation provenance { ...Origin } }
}`;

/** One region, then two sectors: three fetches, a few kB. */
const MEDIUM = `{
  regencies {
    code name level
    population { period total { value status asOf } provenance { system state } }
    finance { fiscalYear stage budget realisation provenance { system state } }
  }
}`;

/** One region and its five sectors: six fetches, little data, so that what a fetch costs shows. */
const wide = (denied: string) => `{
  region(code: "36.71") {
    code name
    population { period total { value } }
    education { schools { value } }
    health { freeBeds { value } }
    agriculture { year plantedHectares }
    finance { fiscalYear budget ${denied} }
  }
}`;

const light = (denied: string) => `{ region(code: "36.71") { code name } ${denied} }`;

function scenario(name: string, query: string, rest: Partial<Scenario> = {}): Scenario {
  const body = JSON.stringify({ query });
  return { name, body, unique: 'none', headers: {}, expected: undefined, ...rest };
}

/** The workload on the Banten graph, of what anybody may read: stock knows no callers. */
export const BANTEN_SCENARIOS: readonly Scenario[] = [
  scenario('heavy', HEAVY),
  scenario('heavy, unique headers', HEAVY, { unique: 'header' }),
  scenario('medium', MEDIUM),
  scenario('light', light('')),
];

/** The design's public operations, as the examples have them. */
export function readPublicOperations(): readonly Scenario[] {
  return readExamples(join(projectRoot, 'examples'))
    .filter(({ persona }) => persona === null)
    .map(({ name, query, variables }) => ({
      ...scenario(name, query),
      body: JSON.stringify({ query, variables }),
    }));
}

/** An operation as it is asked of a bare engine, and as it is asked with everything of the product switched on. */
export interface ProductPair {
  readonly bare: Scenario;
  readonly on: Scenario;
  /** What `on` answers, given what `bare` does. */
  readonly toExpected: (bare: ExpectedAnswer) => ExpectedAnswer;
}

/** The same with a field that the caller is denied, so that every request is authorized, cut and given an error. */
export const PRODUCT_PAIRS: readonly ProductPair[] = [
  {
    bare: scenario('light', light('')),
    on: scenario('light', light('paymentOrder(regionCode: "36.71", number: "1") { number }')),
    toExpected: ({ data }) => ({
      data: { ...(data as object), paymentOrder: null },
      errorCodes: ['UNAUTHORIZED_FIELD_OR_TYPE'],
    }),
  },
  {
    bare: scenario('wide', wide('')),
    on: scenario('wide', wide('paymentOrders(first: 1) { edges { cursor } }')),
    toExpected: ({ data }) => ({
      data: denyPayments(data as { region: { finance: object } }),
      errorCodes: ['UNAUTHORIZED_FIELD_OR_TYPE'],
    }),
  },
];

function denyPayments(data: { readonly region: { readonly finance: object } }): unknown {
  const finance = { ...data.region.finance, paymentOrders: null };
  return { region: { ...data.region, finance } };
}
