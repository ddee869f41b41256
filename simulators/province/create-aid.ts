import type { Random } from './create-random.ts';
import type { AidPayment, Household, Person } from './province.ts';
import { addDays } from './dates.ts';
import { FAILURES } from './fixed-failures.ts';
import { misspell } from './names.ts';
import { WARGA_HOUSEHOLD, WARGA_WARD_NIK } from './personas.ts';

const PROGRAMMES = [
  ['Bantuan Sosial Tunai Daerah', '300000.00'],
  ['Bantuan Lansia', '600000.00'],
  ['Bantuan Pendidikan', '1250000.50'],
  ['Rehabilitasi Rumah Tidak Layak Huni', '20000000.00'],
] as const;

/** Aid lists exist of two regencies only. */
const AID_REGIONS = new Set(['36.03', '36.71']);

export interface AidContext {
  readonly random: Random;
  readonly regionCode: string;
  readonly households: readonly Household[];
  readonly fiscalYear: number;
  /** YYYY-MM-DD */
  readonly until: string;
}

/** Who received aid of a regency: the fixed persons' payments, and those of about one household in twelve. */
export function createAid(context: AidContext): AidPayment[] {
  if (!AID_REGIONS.has(context.regionCode)) return [];
  const heads = context.households
    .map((household) => household.members[0])
    .filter((head): head is Person => head?.status === 0 && /^\d{12}(?!0000)\d{4}$/.test(head.nik));
  const drawn = heads
    .filter((head) => head.nik[12] === '5' && context.random.chance(1 / 12))
    .map((head) => payHead(context, head));
  return [...(context.regionCode === '36.71' ? payFixedPersons(context.fiscalYear) : []), ...drawn];
}

function payHead({ random, fiscalYear, until }: AidContext, head: Person): AidPayment {
  const [programme, amount] = random.pick(PROGRAMMES);
  const year = fiscalYear - random.integer(0, 1);
  const paidOn = addDays(`${year}-02-10`, random.integer(0, 300));
  return {
    nik: head.nik,
    nameOnRecord: random.chance(0.2) ? misspell(head.name) : head.name,
    programme,
    fiscalYear: year,
    amount,
    paidOn: paidOn <= until ? paidOn : null,
  };
}

function payFixedPersons(fiscalYear: number): AidPayment[] {
  const last = fiscalYear - 1;
  const [warga] = WARGA_HOUSEHOLD.members;
  const ward = WARGA_HOUSEHOLD.members.find((member) => member.nik === WARGA_WARD_NIK);
  const [cash, , school] = PROGRAMMES;
  return [
    { ...record(warga, warga?.name), ...grant(cash), fiscalYear: last, paidOn: `${last}-03-18` },
    { ...record(warga, warga?.name), ...grant(cash), fiscalYear, paidOn: null },
    { ...record(ward, ward?.name), ...grant(school), fiscalYear: last, paidOn: `${last}-07-21` },
    {
      nik: FAILURES.nameDiffersInAid.nik,
      nameOnRecord: 'ACHMAD FAUZI',
      ...grant(cash),
      fiscalYear: last,
      paidOn: `${last}-03-18`,
    },
  ];
}

function record(person: Person | undefined, name = ''): Pick<AidPayment, 'nik' | 'nameOnRecord'> {
  return { nik: person?.nik ?? '', nameOnRecord: name };
}

function grant([programme, amount]: (typeof PROGRAMMES)[number]): Pick<
  AidPayment,
  'programme' | 'amount'
> {
  return { programme, amount };
}
