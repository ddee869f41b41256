import type { Random } from './create-random.ts';

/** Gives out NIKs and family card numbers that nobody else in this world has. */
export interface NumberIssuer {
  /**
   * A number as districts issue them; about one in 1,200 is none, as in any old register: its serial is 0000, its month
   * 00, or a digit is missing.
   *
   * @param districtCode with dots, 36.71.05: where the number is issued, not where the person lives.
   */
  nik(districtCode: string, birthDate: string, sex: 1 | 2): string;
  noKk(districtCode: string, registeredOn: string): string;
}

/**
 * Real registers count from 0001 up within a district and a date; ours begin where those never come, so that an invented
 * number is nobody's. The fixed families have 9001 and up.
 */
const FIRST_SERIAL = 5001;

export function createNumberIssuer(random: Random): NumberIssuer {
  const serials = new Map<string, number>();
  const spoiled = new Set<string>();

  const issue = (prefix: string) => {
    const serial = serials.get(prefix) ?? FIRST_SERIAL;
    serials.set(prefix, serial + 1);
    return `${prefix}${serial}`;
  };
  const spoil = (nik: string) => {
    const wrong = random.pick([
      `${nik.slice(0, 12)}0000`,
      `${nik.slice(0, 8)}00${nik.slice(10)}`,
      nik.slice(0, 15),
    ]);
    if (spoiled.has(wrong)) return nik;
    spoiled.add(wrong);
    return wrong;
  };

  return {
    nik(districtCode, birthDate, sex) {
      const nik = issue(digits(districtCode) + dayMonthYear(birthDate, sex === 2 ? 40 : 0));
      return random.chance(1 / 1_200) ? spoil(nik) : nik;
    },
    noKk: (districtCode, registeredOn) =>
      issue(digits(districtCode) + dayMonthYear(registeredOn, 0)),
  };
}

function digits(code: string): string {
  return code.replaceAll('.', '');
}

/** DDMMYY, the day raised for women. */
function dayMonthYear(date: string, raise: number): string {
  const day = String(Number(date.slice(8, 10)) + raise).padStart(2, '0');
  return day + date.slice(5, 7) + date.slice(2, 4);
}
