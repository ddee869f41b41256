import { toActor, type Caller } from './caller.ts';

/** Where a client is, as `RawRequest` tells it; looked up only where it is asked for. */
export type ClientAddress = () => string;

/**
 * Under which name limits of one caller count: who he is, whatever token says it, and for a caller without a token where
 * he is. For memory alone: it may stand for a person, so it is never written to a log or a metric.
 */
export function toCallerKey(caller: Caller, clientAddress: ClientAddress | undefined): string {
  return caller.kind === 'ANONYMOUS' ? toAddressKey(clientAddress?.() ?? '') : toActor(caller);
}

/** The name of whoever is there, as long as he has not said who he is. */
export function toAddressKey(address: string): string {
  return `address:${address}`;
}
