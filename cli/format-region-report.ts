import { formatFault } from '../common/config/configuration-error.ts';
import type { Language } from '../common/errors/catalogue.ts';
import {
  GOOD_STATES,
  type RegionReport,
  type SystemReport,
  type SystemState,
} from './region-report.ts';

const STATES: Readonly<Record<SystemState, Readonly<Record<Language, string>>>> = {
  WELL: { en: 'well', id: 'baik' },
  OFF: { en: 'off', id: 'mati' },
  MAINTENANCE: { en: 'in maintenance', id: 'dalam pemeliharaan' },
  CREDENTIALS_NOT_TRIED: { en: 'reachable', id: 'terhubung' },
  UNREACHABLE: { en: 'cannot be reached', id: 'tidak terhubung' },
  CREDENTIALS_REJECTED: { en: 'rejects our credentials', id: 'menolak kredensial kita' },
  QUOTA_EXHAUSTED: { en: 'quota used up', id: 'kuota habis' },
  UNREADABLE: { en: 'answers unreadably', id: 'jawaban tidak terbaca' },
  TEST_NIK_UNKNOWN: { en: 'does not know the test NIK', id: 'tidak mengenal NIK uji' },
};

const WORDS = {
  en: {
    simulator: 'simulator',
    ports: 'serves',
    limits: 'limits',
    limitsOf: ({ limits }: SystemReport) =>
      `${limits.perMinute} a minute, ${limits.perDay} a day, ${limits.perOperation ?? 'any'} an operation, ${limits.concurrent} at once, ${limits.timeoutMs} ms`,
    detail: 'seen',
    remark: 'note',
    next: 'next',
    testNik: { FOUND: 'known', NOT_FOUND: 'not known', FAILED: 'failed', NOT_TRIED: 'not tried' },
    testNikLabel: 'test NIK',
    notBound: 'Not bound',
    faults: 'The file has faults; the server does not start until they are mended:',
    well: 'All is well.',
    untried: 'No fault was found; not everything could be tried.',
    unwell: 'There is something to do.',
  },
  id: {
    simulator: 'simulator',
    ports: 'melayani',
    limits: 'batas',
    limitsOf: ({ limits }: SystemReport) =>
      `${limits.perMinute} per menit, ${limits.perDay} per hari, ${limits.perOperation ?? 'tanpa batas'} per operasi, ${limits.concurrent} sekaligus, ${limits.timeoutMs} ms`,
    detail: 'tampak',
    remark: 'catatan',
    next: 'langkah',
    testNik: {
      FOUND: 'dikenal',
      NOT_FOUND: 'tidak dikenal',
      FAILED: 'gagal',
      NOT_TRIED: 'tidak dicoba',
    },
    testNikLabel: 'NIK uji',
    notBound: 'Belum terikat',
    faults: 'Berkas memuat kesalahan; server tidak menyala sebelum diperbaiki:',
    well: 'Semua baik.',
    untried: 'Tidak ditemukan kesalahan; belum semuanya dapat dicoba.',
    unwell: 'Ada yang perlu dikerjakan.',
  },
} as const;

/** The report as text for people, one block a system. */
export function formatRegionReport(report: RegionReport, language: Language): string {
  const words = WORDS[language];
  return [
    `${report.region}${report.name === null ? '' : ` ${report.name}`}`,
    ...(report.faults.length === 0
      ? []
      : ['', words.faults, ...report.faults.map((fault) => `  ${formatFault(fault)}`)]),
    ...report.systems.flatMap((system) => ['', ...formatSystem(system, language)]),
    ...(report.notBound.length === 0
      ? []
      : ['', `${words.notBound}: ${report.notBound.join(', ')}`]),
    '',
    words[verdictOf(report)],
    '',
  ].join('\n');
}

function verdictOf({ well, systems }: RegionReport): 'well' | 'untried' | 'unwell' {
  if (!well) return 'unwell';
  return systems.some(({ state }) => state === 'CREDENTIALS_NOT_TRIED') ? 'untried' : 'well';
}

function formatSystem(system: SystemReport, language: Language): readonly string[] {
  const words = WORDS[language];
  const mark = GOOD_STATES.has(system.state) ? '✓' : '✗';
  const simulated = system.simulated ? ` [${words.simulator}]` : '';
  const line = (label: string, text: string) => `    ${label.padEnd(9)} ${text}`;
  return [
    `  ${mark} ${system.system} (${system.adapter}, ${system.controller})${simulated}: ${STATES[system.state][language]}`,
    line(words.ports, system.ports.join(', ')),
    line(words.limits, words.limitsOf(system)),
    ...(system.ports.includes('Resident')
      ? [line(words.testNikLabel, words.testNik[system.testNik])]
      : []),
    line(words.detail, system.detail),
    ...(system.remark === null ? [] : [line(words.remark, system.remark)]),
    line(words.next, system.advice),
  ];
}
