import type { ReplyForm, WireRecord } from './to-record.ts';

/** The failures that the service names inside HTTP 200, in its own words; one has two blanks. */
export const FAILURES = {
  NOT_FOUND: 'Data Tidak Ditemukan',
  LOGIN: 'Login Gagal',
  OTHER_IP: 'IP Address Tidak Sesuai',
  UNREGISTERED_IP: 'IP Client  Tidak terdaftar',
  INACTIVE: 'User ID Tidak Aktif',
  QUOTA: 'Kuota Akses Hari ini telah Habis',
} as const;

export type Failure = keyof typeof FAILURES;

/** Only "00" is recorded of the newer form's codes; the others are of our choice, so that nobody should read them. */
const NEWER_CODES: Readonly<Record<Failure, string>> = {
  NOT_FOUND: '13',
  LOGIN: '01',
  OTHER_IP: '02',
  UNREGISTERED_IP: '03',
  INACTIVE: '04',
  QUOTA: '05',
};

export interface Page {
  readonly content: readonly WireRecord[];
  readonly lastPage: boolean;
  readonly numberOfElements: number;
  readonly sort: null;
  readonly totalElements: number;
  readonly firstPage: boolean;
  readonly number: number;
  readonly size: number;
}

export function toFailurePage(failure: Failure, form: ReplyForm): Page {
  const text = FAILURES[failure];
  return toPage(
    form === 'classic' ? { RESPON: text } : { RESPONSE_CODE: NEWER_CODES[failure], RESPONSE: text },
  );
}

export function toRecordPage(record: WireRecord, form: ReplyForm): Page {
  return toPage(form === 'classic' ? record : { ...record, RESPONSE_CODE: '00', RESPONSE: 'OK' });
}

/** Every reply is a page of one. */
function toPage(record: WireRecord): Page {
  return {
    content: [record],
    lastPage: true,
    numberOfElements: 1,
    sort: null,
    totalElements: 1,
    firstPage: true,
    number: 0,
    size: 1,
  };
}
