import type { SampledResident } from './register-facts.ts';
import type { Issuer } from './start-issuer.ts';

/** A request as it is sent, and the text by which its answer is known to be the right one. */
export interface ScaleRequest {
  readonly body: string;
  /** Called when the request is sent: an envelope is good for a short while. */
  readonly headers: () => Readonly<Record<string, string>>;
  readonly expected: string;
}

export interface ScaleOperation {
  readonly name: string;
  /** Of the rate that was asked for; 1 where it is all of it. */
  readonly shareOfRate: number;
  /** Each number is another resident's, until the sample is used up. */
  toRequest(index: number): ScaleRequest;
}

const VERIFY = `query ($nik: Nik!, $elements: ResidentElements!) {
  verifyResident(nik: $nik, regionCode: "36.71", elements: $elements) {
    name birthPlace birthDate sex noKk provenance { system regionCode asOf state controller }
  }
}`;

const RESIDENT = `query ($nik: Nik!) {
  resident(nik: $nik, regionCode: "36.71") {
    nikMasked name sex birthPlace birthDate maritalStatus occupation status
    address { street rt rw village { code name } }
    region { code name }
    family { noKkMasked members { nikMasked name relationship } }
    provenance { system regionCode asOf state controller }
  }
}`;

/** What `examples/my-data.graphql` asks of the subgraph `population`. */
const MY_DATA = `{
  me {
    nik name sex birthPlace birthDate maritalStatus
    address { street rt rw postalCode village { code name } }
    family { noKkMasked members { nikMasked name relationship birthDate resident { name status } } }
    provenance { system regionCode asOf state controller }
  }
}`;

const STATISTICS = `{
  region(code: "36.71") {
    population {
      period definition total { value status asOf }
      byAgeAndSex { ageGroup sex count { value status asOf } }
      provenance { system regionCode asOf state controller }
    }
  }
}`;

/** `examples/budget.graphql`. */
const BUDGET = `{
  region(code: "36.71") {
    code name
    finance {
      fiscalYear stage budget realisation
      spendingUnits(first: 5) { edges { node { code name budget } } pageInfo { hasNextPage } }
      provenance { system asOf state controller }
    }
  }
}`;

const PAYMENT_ORDER = `query ($number: String!) {
  paymentOrder(regionCode: "36.71", number: $number) {
    number issuedOn amount payeeOrganisation provenance { system regionCode asOf state controller }
  }
}`;

const JSON_TYPE = { 'content-type': 'application/json' };

/** The operations on single residents. Officers' requests bear one token, as an office's do; every citizen has his own. */
export function createLookUps(
  sample: readonly SampledResident[],
  orders: readonly string[],
  sign: Issuer['sign'],
): readonly ScaleOperation[] {
  const officer = {
    ...JSON_TYPE,
    'jawara-purpose': 'PUBLIC_SERVICE',
    authorization: `Bearer ${sign({ sub: 'officer', scope: 'population:read population:verify payments:read', regions: ['36.71'] })}`,
  };
  const pick = createPicker(sample);
  const pickHead = createPicker(sample.filter(({ isHead }) => isHead));
  return [
    {
      name: 'verify-resident',
      shareOfRate: 1,
      toRequest(index) {
        const { nik, name, birthDate } = pick(index);
        const elements = { name, birthDate, birthPlace: 'SERANG' };
        return {
          body: JSON.stringify({ query: VERIFY, variables: { nik, elements } }),
          headers: () => officer,
          expected: '"name":"MATCH","birthPlace":"MISMATCH"',
        };
      },
    },
    {
      name: 'resident-by-nik, with family',
      shareOfRate: 1,
      toRequest(index) {
        const { nik, name } = pick(index);
        return {
          body: JSON.stringify({ query: RESIDENT, variables: { nik } }),
          headers: () => officer,
          expected: `"name":"${name}"`,
        };
      },
    },
    {
      name: 'my-data, its population part',
      shareOfRate: 1,
      toRequest(index) {
        const { nik, name } = pickHead(index);
        const claims = {
          sub: `citizen-${index}`,
          scope: 'self:read',
          home_regions: ['36.71'],
          nik,
        };
        const headers = {
          ...JSON_TYPE,
          'jawara-purpose': 'SUBJECT_ACCESS',
          authorization: `Bearer ${sign(claims)}`,
        };
        return {
          body: JSON.stringify({ query: MY_DATA }),
          headers: () => headers,
          // His daughter in full: so the register was asked who his wards are.
          expected: `"resident":{"name":"${name.replace('BAPAK', 'PUTRI')}"`,
        };
      },
    },
    {
      name: 'payment order by number',
      shareOfRate: 1,
      toRequest(index) {
        const number = orders[index % orders.length] ?? '';
        return {
          body: JSON.stringify({ query: PAYMENT_ORDER, variables: { number } }),
          headers: () => officer,
          expected: `"number":"${number}"`,
        };
      },
    },
  ];
}

/** What is published of a whole register: the population, and the budget against its realisation. */
export function createPublishedOperations(): readonly ScaleOperation[] {
  return [
    createPublished('population figures', STATISTICS, '"status":"EXACT"'),
    createPublished('budget', BUDGET, '"realisation":"'),
  ];
}

function createPublished(name: string, query: string, expected: string): ScaleOperation {
  const request = { body: JSON.stringify({ query }), headers: () => JSON_TYPE, expected };
  return { name, shareOfRate: 1, toRequest: () => request };
}

function createPicker(sample: readonly SampledResident[]): (index: number) => SampledResident {
  return (index) => {
    const resident = sample[index % sample.length];
    if (resident === undefined) throw new Error('The register is empty.');
    return resident;
  };
}
