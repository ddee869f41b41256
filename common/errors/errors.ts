import {
  errorCatalogue,
  toMessage,
  type Bilingual,
  type ErrorCode,
  type MessageParameters,
} from './catalogue.ts';

/**
 * An error whose text is safe to show to the client, by construction: it consists of a catalogue code and parameters
 * that are never personal. `message` is the English text; the gateway answers in the language the client accepts.
 */
export class ClientError extends Error {
  readonly code: ErrorCode;
  readonly parameters: MessageParameters;
  readonly retryable: boolean;

  constructor(
    code: ErrorCode,
    parameters: MessageParameters = {},
    options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
  ) {
    // The cause is for the logs only: set this way it is not enumerable, so that no serializer takes it along.
    super(
      toMessage(code, parameters, 'en'),
      options.cause === undefined ? undefined : { cause: options.cause },
    );
    this.name = 'ClientError';
    this.code = code;
    this.parameters = parameters;
    this.retryable = options.retryable ?? errorCatalogue[code].retryable;
  }
}

/** A fault of ours: logged with its cause, shown as INTERNAL_SERVER_ERROR and a request id. */
export class InternalError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'InternalError';
  }
}

/** Bad input: the argument's name and the rule that it breaks. The value itself is never repeated. */
export function badUserInput(argument: string, rule: Bilingual): ClientError {
  return new ClientError('BAD_USER_INPUT', { argument, rule });
}

/** Every code that a source (a legacy system behind a subgraph) can fail with. */
export type SourceErrorCode = Extract<ErrorCode, `SOURCE_${string}`>;

/**
 * A failed source: which system, of which region, and whether trying again helps. The subgraph answers it as an error
 * at the field's path with the extensions `code`, `system`, `region` and `retryable`.
 */
export class SourceError extends ClientError {
  readonly system: string;
  readonly region: string;

  constructor(
    code: SourceErrorCode,
    source: {
      readonly system: string;
      readonly region: string;
      readonly port?: string;
      readonly until?: string;
    },
    options: { readonly retryable?: boolean; readonly cause?: unknown } = {},
  ) {
    super(code, source, options);
    this.name = 'SourceError';
    this.system = source.system;
    this.region = source.region;
  }
}
