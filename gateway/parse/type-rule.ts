import type { GraphQLEnumType } from 'graphql';
import type { Bilingual } from '../../common/errors/catalogue.ts';

/** Longer enumerations are not listed in a message. */
const MAX_LISTED = 12;

/** What a value has to be, in words that do not repeat what it was. */
export function toTypeRule(type: string, enumType: GraphQLEnumType | undefined): Bilingual {
  const names = enumType?.getValues().map(({ name }) => name) ?? [];
  const list = names.length > 0 && names.length <= MAX_LISTED ? ` (${names.join(', ')})` : '';
  return {
    en: `a value of type "${type}"${list} is expected`,
    id: `diharapkan nilai bertipe "${type}"${list}`,
  };
}
