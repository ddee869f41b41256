import { isBilingual, isErrorCode, type MessageParameters } from '../../common/errors/catalogue.ts';
import { ClientError } from '../../common/errors/errors.ts';
import { isJsonObject, ownValue, type JsonObject } from './json.ts';

/** An error that a subgraph sent, made safe to show. */
export interface SubgraphError {
  readonly error: ClientError;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly path: readonly (string | number)[] | undefined;
}

/**
 * Reads the `errors` of a subgraph's reply, equal ones once. One that names a catalogue code with its parameters keeps
 * both, so its message is ours and in the client's language; of any other only the code is kept, since its text could hold
 * anything.
 */
export function readSubgraphErrors(serviceName: string, errors: unknown): SubgraphError[] {
  if (!Array.isArray(errors)) return [];
  const read = new Map<string, SubgraphError>();
  for (const error of errors as readonly unknown[]) {
    const node = isJsonObject(error) ? error : {};
    const sent = isJsonObject(node['extensions']) ? node['extensions'] : {};
    const path = isPath(node['path']) ? node['path'] : undefined;
    const known = toClientError(serviceName, sent);
    const { code, parameters, retryable } = known.error;
    const key = JSON.stringify([path, code, parameters, retryable, known.extensions]);
    if (!read.has(key)) read.set(key, { ...known, path });
  }
  return [...read.values()];
}

function toClientError(serviceName: string, sent: JsonObject): Omit<SubgraphError, 'path'> {
  const code = ownValue(sent, 'code');
  const parameters = ownValue(sent, 'parameters');
  if (isErrorCode(code) && isParameters(parameters)) {
    const retryable = ownValue(sent, 'retryable');
    return {
      error: new ClientError(code, parameters, typeof retryable === 'boolean' ? { retryable } : {}),
      extensions: { serviceName, ...pick(sent, ['system', 'region']) },
    };
  }
  const foreignCode =
    typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? { code } : {};
  return {
    error: new ClientError(
      'DOWNSTREAM_SERVICE_ERROR',
      { service: serviceName },
      { retryable: false },
    ),
    extensions: { serviceName, ...foreignCode },
  };
}

/** A text, a number or a text in both languages each; anything else could not be shown as a word of a message. */
function isParameters(value: unknown): value is MessageParameters {
  return (
    isJsonObject(value) &&
    Object.values(value).every(
      (item) => typeof item === 'string' || typeof item === 'number' || isBilingual(item),
    )
  );
}

function isPath(value: unknown): value is (string | number)[] {
  return (
    Array.isArray(value) &&
    value.every((part) => typeof part === 'string' || typeof part === 'number')
  );
}

function pick(object: JsonObject, keys: readonly string[]): JsonObject {
  return Object.fromEntries(
    keys.flatMap((key) => (typeof ownValue(object, key) === 'string' ? [[key, object[key]]] : [])),
  );
}
