import { pino, type DestinationStream, type Logger as PinoLogger } from 'pino';

export type Logger = Pick<PinoLogger, 'debug' | 'info' | 'warn' | 'error'> & {
  child(bindings: Record<string, unknown>): Logger;
};

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * A logger of JSON lines. What is logged are codes, names, counts and durations: never an argument's value, a token,
 * a NIK or a URL with its query. An error is logged by its name, code and stack; driver messages can quote values, so
 * the message of anything but our own errors is left out.
 */
export function createLogger(
  options: { readonly level?: LogLevel; readonly destination?: DestinationStream } = {},
): Logger {
  return pino(
    {
      level: options.level ?? 'info',
      base: null,
      timestamp: () => `,"time":"${new Date().toISOString()}"`,
      serializers: { err: toLoggedError, error: toLoggedError, cause: toLoggedError },
    },
    options.destination ?? standardError(),
  );
}

/** Lines are written so many bytes at a time, */
const BUFFER_BYTES = 4_096;

/** or after so many ms, and when the program ends. */
const FLUSH_MS = 200;

function standardError(): DestinationStream {
  const destination = pino.destination({
    fd: 2,
    sync: true,
    minLength: BUFFER_BYTES,
    periodicFlush: FLUSH_MS,
  });
  process.on('exit', () => {
    destination.flushSync();
  });
  return destination;
}

const OWN_ERRORS = new Set(['ClientError', 'InternalError', 'SourceError', 'ConfigurationError']);

function toLoggedError(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { name: typeof error };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  return {
    name: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(OWN_ERRORS.has(error.name) ? { message: error.message } : {}),
    at: frames.slice(0, 6).map((line) => line.trim()),
    ...(error.cause === undefined ? {} : { cause: toLoggedError(error.cause) }),
  };
}

/** A logger that says nothing. */
export const silentLogger: Logger = pino({ level: 'silent' });
