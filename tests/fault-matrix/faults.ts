import type { SourceErrorCode } from '../../common/errors/errors.ts';

/**
 * How a fault ends: the error's code; `SERVED` where the answer is the same as without it; or why the fault cannot happen
 * to the adapter, in a sentence.
 */
export type Cell = SourceErrorCode | 'SERVED' | { readonly cannot: string };

/** What is tried, and how the proxy brings it about. */
export const FAULTS = {
  'latency beyond the deadline':
    'connections are accepted, and every byte of the peer comes too late',
  'a connection that goes silent': 'on a connection in use, the peer’s bytes stop coming',
  'a reset mid-body': 'half of the reply is sent, then the connection is reset',
  'a reply that breaks off': 'half of the reply is sent, and it is said to be all of it',
  'HTML in a 200': 'a page of HTML is sent, whatever was asked',
  '50 MB': 'a reply of fifty million bytes, without saying so before',
  'the wrong order': 'the rows of each list come last first',
  'duplicate keys': 'each member of each object is there twice, the first time with rubbish',
  'rows twice': 'each row of each list is there twice',
  '__proto__ keys': 'each object has members __proto__ and constructor that set `polluted`',
  'clock skew': 'our clock is two hours behind, and stands while the peer’s token ends',
  'an expired certificate': 'TLS with a certificate that ended yesterday, of a trusted authority',
  'a 401 storm': 'credentials are refused, every time',
  'a 429 with a long Retry-After': 'every call is answered 429, Retry-After: 3600',
  'one 429 with a short Retry-After':
    'one call is answered 429, Retry-After: 1, the next is let through',
} as const;

export type Fault = keyof typeof FAULTS;

export const ADAPTERS = [
  'siak on PostgreSQL',
  'siak on MariaDB',
  'simda on PostgreSQL',
  'simda on MariaDB',
  'dukcapil',
  'yankes',
  'satusehat',
  'satusehat’s token',
  'sipdps',
  'dapodik',
  'dapodik’s harvest',
] as const;

export type Adapter = (typeof ADAPTERS)[number];

const noToken = { cannot: 'it has no token, and compares no time of a reply with ours' };
const oneRecord = { cannot: 'a reply holds one record, no list' };
const byKey = {
  cannot: 'rows are looked up by their key, or ordered by us; contract tests ask in other orders',
};
const namedColumns = { cannot: 'a query names the columns it reads, each once' };
const primaryKey = { cannot: 'the key of the table forbids it' };
const boundRows = {
  cannot:
    'a query’s rows are bound by its keys or groups; the connector’s own bounds are tried by its tests, on the real servers',
};
const noStatus = { cannot: 'a database has no such reply: it refuses for good, or waits' };

const onSql: Readonly<Record<Fault, Cell>> = {
  'latency beyond the deadline': 'SOURCE_TIMEOUT',
  'a connection that goes silent': 'SOURCE_TIMEOUT',
  'a reset mid-body': 'SOURCE_UNAVAILABLE',
  // A broken-off reply of a database is a broken connection.
  'a reply that breaks off': 'SOURCE_UNAVAILABLE',
  'HTML in a 200': 'SOURCE_UNAVAILABLE',
  '50 MB': boundRows,
  'the wrong order': byKey,
  'duplicate keys': namedColumns,
  'rows twice': primaryKey,
  '__proto__ keys': namedColumns,
  'clock skew': noToken,
  'an expired certificate': 'SOURCE_UNAVAILABLE',
  // The login is refused.
  'a 401 storm': 'SOURCE_REJECTED_CREDENTIALS',
  // Too many connections.
  'a 429 with a long Retry-After': 'SOURCE_UNAVAILABLE',
  'one 429 with a short Retry-After': noStatus,
};

const onHttp: Readonly<Record<Fault, Cell>> = {
  'latency beyond the deadline': 'SOURCE_TIMEOUT',
  'a connection that goes silent': 'SOURCE_TIMEOUT',
  'a reset mid-body': 'SOURCE_UNAVAILABLE',
  'a reply that breaks off': 'SOURCE_REPLY_INVALID',
  'HTML in a 200': 'SOURCE_REPLY_INVALID',
  '50 MB': 'SOURCE_REPLY_INVALID',
  'the wrong order': 'SERVED',
  'duplicate keys': 'SERVED',
  'rows twice': 'SERVED',
  '__proto__ keys': 'SERVED',
  'clock skew': noToken,
  'an expired certificate': 'SOURCE_UNAVAILABLE',
  'a 401 storm': 'SOURCE_REJECTED_CREDENTIALS',
  'a 429 with a long Retry-After': 'SOURCE_RATE_LIMITED',
  'one 429 with a short Retry-After': 'SOURCE_RATE_LIMITED',
};

/** What every adapter makes of every fault. */
export const MATRIX: Readonly<Record<Adapter, Readonly<Record<Fault, Cell>>>> = {
  'siak on PostgreSQL': onSql,
  'siak on MariaDB': onSql,
  'simda on PostgreSQL': onSql,
  'simda on MariaDB': onSql,
  dukcapil: { ...onHttp, 'the wrong order': oneRecord },
  yankes: onHttp,
  satusehat: { ...onHttp, 'clock skew': 'SERVED' },
  'satusehat’s token': {
    ...onHttp,
    'the wrong order': oneRecord,
    'rows twice': oneRecord,
    'clock skew': 'SERVED',
  },
  sipdps: {
    ...onHttp,
    // The pages then do not add up to the total that they name.
    'rows twice': 'SOURCE_REPLY_INVALID',
    'clock skew': 'SERVED',
    'one 429 with a short Retry-After': 'SERVED',
  },
  dapodik: onHttp,
  'dapodik’s harvest': onHttp,
};

export const faults = Object.keys(FAULTS) as Fault[];
