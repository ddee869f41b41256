import { GraphQLError, parse, type DocumentNode } from 'graphql';
import { ClientError } from '../../common/errors/errors.ts';
import { RefusedRequest } from '../response-error.ts';
import { toBilingualReason } from './to-bilingual-reason.ts';

/**
 * @throws ClientError - TOKEN_LIMIT_EXCEEDED.
 * @throws RefusedRequest - GRAPHQL_PARSE_FAILED with its place.
 */
export function parseDocument(query: string, maxTokens: number): DocumentNode {
  try {
    return parse(query, { maxTokens });
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    if (/^Syntax Error: Document contains more that \d+ tokens/.test(error.message)) {
      throw new ClientError('TOKEN_LIMIT_EXCEEDED', { limit: maxTokens });
    }
    throw new RefusedRequest([
      {
        error: new ClientError('GRAPHQL_PARSE_FAILED', {
          reason: toBilingualReason(toReason(error.message)),
        }),
        ...(error.locations === undefined ? {} : { locations: error.locations }),
      },
    ]);
  }
}

/** A token's value in graphql-js' messages, except a name's, which is the schema's or the client's own word. */
const LITERALS =
  /\b(Int|Float|String|BlockString|Comment) "[\s\S]*"|(escape sequence|but got|after 0|String): [\s\S]*/;

/** graphql-js' message without "Syntax Error:", and without any literal, which can be a personal value. */
function toReason(message: string): string {
  const text = message.replace(/^Syntax Error: /, '');
  const bare = text.replace(LITERALS, (_all, kind?: string, what?: string) => kind ?? what ?? '');
  return bare.endsWith('.') ? bare : `${bare}.`;
}
