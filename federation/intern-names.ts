import { visit, type DocumentNode } from 'graphql';

/**
 * Has the engine keep every name of a document with one byte a character.
 *
 * V8 keeps one text for all properties of one name, as it first met it. Federation's validation prints the schema to a
 * text of two bytes a character, and would be the first to use its names; every answer, request and reply with such a
 * name in it would then be of two bytes too, and take up to a fifth more to write.
 */
export function internNames(document: DocumentNode): void {
  const names: Record<string, true> = {};
  visit(document, {
    Name: ({ value }) => {
      // A name becomes one that is kept where it is used for a property.
      names[value] = true;
    },
  });
}
