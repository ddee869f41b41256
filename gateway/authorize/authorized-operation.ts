import type { DocumentNode } from 'graphql';
import type { Purpose } from '../../common/envelope/envelope.ts';
import type { ClientError } from '../../common/errors/errors.ts';
import type { ParsedOperation } from '../operation.ts';
import type { Cut } from './cut-operation.ts';

/** Only this folder can make an authorized operation: the brand is not exported. */
declare const authorized: unique symbol;

/** An operation from which everything was cut that its caller may not have. Nothing else can be planned. */
export interface AuthorizedOperation {
  readonly [authorized]: true;
  readonly parsed: ParsedOperation;
  /** What is left to plan; null where nothing is. */
  readonly document: DocumentNode | null;
  /** Hex SHA-256 of what is left: with the operation's name, the plan's cache key. */
  readonly documentHash: string;
  /** What was cut, for the response. */
  readonly cut: Cut;
  /** The error of a field that was cut, by the coordinate that denied it. */
  readonly toDenialError: (coordinate: string) => ClientError;
  /** Whether personal data is selected. */
  readonly isPersonal: boolean;
  readonly purpose: Purpose | null;
  readonly caseReference: string | null;
}

/** For `authorizeOperation` alone. */
export function brandAuthorized(
  operation: Omit<AuthorizedOperation, typeof authorized>,
): AuthorizedOperation {
  return operation as AuthorizedOperation;
}
