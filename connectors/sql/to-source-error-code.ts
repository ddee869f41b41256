import { isNativeError } from 'node:util/types';
import type { SourceErrorCode } from '../../common/errors/errors.ts';
import { ReplyTooLargeError } from './meter-reply.ts';

type Meaning = Exclude<SourceErrorCode, 'SOURCE_NOT_BOUND'>;

/** SQLSTATE, whole or its class (PostgreSQL's manual, appendix A). */
const SQLSTATES: Readonly<Partial<Record<string, Meaning>>> = {
  '28': 'SOURCE_REJECTED_CREDENTIALS',
  '42501': 'SOURCE_REJECTED_CREDENTIALS', // insufficient_privilege
  '08': 'SOURCE_UNAVAILABLE',
  '53': 'SOURCE_UNAVAILABLE', // insufficient resources, too many connections
  '57': 'SOURCE_UNAVAILABLE', // shutting down, starting up
  '57014': 'SOURCE_TIMEOUT', // query_canceled
  '55P03': 'SOURCE_TIMEOUT', // lock_not_available
  '40': 'SOURCE_UNAVAILABLE', // rolled back: a deadlock, a conflict with recovery
};

/** MariaDB's and MySQL's error numbers. */
const NUMBERS: Readonly<Partial<Record<number, Meaning>>> = {
  1044: 'SOURCE_REJECTED_CREDENTIALS', // access denied to the database
  1045: 'SOURCE_REJECTED_CREDENTIALS', // access denied
  1142: 'SOURCE_REJECTED_CREDENTIALS', // command denied on the table
  1143: 'SOURCE_REJECTED_CREDENTIALS', // command denied on the column
  1698: 'SOURCE_REJECTED_CREDENTIALS', // access denied, no password
  1862: 'SOURCE_REJECTED_CREDENTIALS', // password expired
  1040: 'SOURCE_UNAVAILABLE', // too many connections
  1053: 'SOURCE_UNAVAILABLE', // shutting down
  1129: 'SOURCE_UNAVAILABLE', // host blocked
  1203: 'SOURCE_UNAVAILABLE', // the user's connections are used up
  1213: 'SOURCE_UNAVAILABLE', // deadlock
  1226: 'SOURCE_UNAVAILABLE', // the user's resources are used up
  1927: 'SOURCE_UNAVAILABLE', // connection killed
  1205: 'SOURCE_TIMEOUT', // lock wait
  1317: 'SOURCE_TIMEOUT', // interrupted
  1969: 'SOURCE_TIMEOUT', // max_statement_time
  3024: 'SOURCE_TIMEOUT', // max_execution_time
};

const OUR_FAULTS = new Set(['TypeError', 'RangeError', 'ReferenceError']);
const TIMEOUT_CODES = new Set(['ETIMEDOUT', 'PROTOCOL_SEQUENCE_TIMEOUT']);

/**
 * What a driver's error means, by its code. A refusal by the server that is not known otherwise means that its schema
 * is not the recorded one; a fault without a code is one of the connection. Undefined where it is neither: a fault of
 * ours.
 */
export function toSourceErrorCode(error: unknown): Meaning | undefined {
  if (error instanceof ReplyTooLargeError) return 'SOURCE_REPLY_INVALID';
  if (!isNativeError(error) || OUR_FAULTS.has(error.name)) return undefined;
  const { code, errno, sqlState } = error as {
    readonly code?: unknown;
    readonly errno?: unknown;
    readonly sqlState?: unknown;
  };
  // mysql2 gives a number and the state of what the server said; pg gives the state as its code.
  if (typeof errno === 'number' && typeof sqlState === 'string') {
    return NUMBERS[errno] ?? 'SOURCE_REPLY_INVALID';
  }
  if (typeof code !== 'string') return 'SOURCE_UNAVAILABLE';
  if (TIMEOUT_CODES.has(code)) return 'SOURCE_TIMEOUT';
  if (!/^[0-9A-Z]{5}$/.test(code) || /^E[A-Z]{4}$/.test(code)) return 'SOURCE_UNAVAILABLE';
  return SQLSTATES[code] ?? SQLSTATES[code.slice(0, 2)] ?? 'SOURCE_REPLY_INVALID';
}
