import { BUBBLE, type ProjectObject } from './projection.ts';

/** A field of objects of one type. */
export interface ProjectedField {
  /** Its response name. */
  readonly name: string;
  readonly project: ProjectObject;
  /** A plain leaf: where its value is as it should be, it is the field's; where not, `project` says what is. */
  readonly leaf?: PlainLeaf | undefined;
}

export interface PlainLeaf {
  /** The name that it is fetched under. */
  readonly fetchedName: string;
  readonly isValue: (value: unknown) => boolean;
}

/**
 * Generates the function that projects objects with these fields. Written out, each field is read and written at a place
 * of its own, and an object has all its properties from the beginning: a loop over the fields takes twice as long, and
 * leaves objects that take longer to write as JSON.
 *
 * Names that clients and schemas choose stand in the text as JSON strings only.
 */
export function generateProjection(fields: readonly ProjectedField[]): ProjectObject {
  const statements = fields.map(({ leaf }, index) => {
    const value = `value${index}`;
    const project = `${value} = project${index}(source, listener);
      if (${value} === BUBBLE) bubbles = true;`;
    if (leaf === undefined) return `let ${project}`;
    return `let ${value} = source[${JSON.stringify(leaf.fetchedName)}];
      if (${value} === null || ${value} === undefined || !isValue${index}(${value})) {
        ${project}
      }`;
  });
  const properties = fields.map(({ name }, index) => `${toPropertyName(name)}: value${index}`);
  const body = `return (source, listener) => {
    let bubbles = false;
    ${statements.join('\n')}
    return bubbles ? BUBBLE : { ${properties.join(', ')} };
  };`;
  const parameters = fields.flatMap((_, index) => [`project${index}`, `isValue${index}`]);
  const values = fields.flatMap(({ project, leaf }) => [project, leaf?.isValue]);
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- what it gains is measured (ADR 5)
  const generate = new Function('BUBBLE', ...parameters, body) as (
    ...given: readonly unknown[]
  ) => ProjectObject;
  return generate(BUBBLE, ...values);
}

/** Written plainly, `__proto__` would set the prototype. */
function toPropertyName(name: string): string {
  const text = JSON.stringify(name);
  return name === '__proto__' ? `[${text}]` : text;
}
