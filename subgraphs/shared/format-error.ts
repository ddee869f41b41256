import { unwrapResolverError } from '@apollo/server/errors';
import { GraphQLError, type GraphQLFormattedError } from 'graphql';
import { isErrorCode } from '../../common/errors/catalogue.ts';
import { ClientError, SourceError } from '../../common/errors/errors.ts';
import type { Logger } from '../../common/logger.ts';

/**
 * What a subgraph tells the gateway of an error: its catalogue code, the message's parameters (never personal, words in
 * both languages), whether trying again helps, and for a source its system and region. The gateway, which alone knows
 * the client's language, makes the message from these.
 */
export function toErrorExtensions(error: ClientError): Record<string, unknown> {
  return {
    code: error.code,
    retryable: error.retryable,
    parameters: error.parameters,
    ...(error instanceof SourceError ? { system: error.system, region: error.region } : {}),
  };
}

/**
 * Formats a subgraph's errors. A `ClientError` keeps its code; a fault of the request as GraphQL (which the gateway
 * should not have sent) keeps its code but not its message, which could quote a value; everything else is logged and
 * becomes INTERNAL_SERVER_ERROR.
 */
export function createErrorFormatter(logger: Logger) {
  return (formatted: GraphQLFormattedError, error: unknown): GraphQLFormattedError => {
    const original = unwrapResolverError(error);
    const place = {
      ...(formatted.path === undefined ? {} : { path: formatted.path }),
      ...(formatted.locations === undefined ? {} : { locations: formatted.locations }),
    };
    if (original instanceof ClientError) {
      return { ...place, message: original.message, extensions: toErrorExtensions(original) };
    }
    const code = formatted.extensions?.['code'];
    if (original instanceof GraphQLError && isErrorCode(code) && code !== 'INTERNAL_SERVER_ERROR') {
      return {
        ...place,
        message: `The subgraph refused the operation: ${code}`,
        extensions: { code },
      };
    }
    logger.error({ err: original, path: pathOfNames(formatted.path) }, 'a resolver failed');
    const fixed = new ClientError('INTERNAL_SERVER_ERROR');
    return { ...place, message: fixed.message, extensions: toErrorExtensions(fixed) };
  };
}

function pathOfNames(path: GraphQLFormattedError['path']): string | undefined {
  return path?.filter((part) => typeof part === 'string').join('.');
}
