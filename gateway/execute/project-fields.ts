import { setOwn, type JsonObject } from './json.ts';
import { BUBBLE, type ProjectionListener, type ProjectObject } from './projection.ts';

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

/** To generate a function takes about as long as to project so many objects without it. */
const WORTH_GENERATING = 500;

/** A function of more fields than that would be too long to compile well. */
const MOST_FIELDS = 1_000;

/**
 * Projects objects with these fields: one after the other at first, and by a function generated for them once there have
 * been so many that it pays. An operation that is asked once generates nothing.
 */
export function projectFields(
  fields: readonly ProjectedField[],
  worthGenerating = WORTH_GENERATING,
): ProjectObject {
  let left = fields.length > MOST_FIELDS ? Infinity : worthGenerating;
  let generated: ProjectObject | undefined;
  return (source, listener) => {
    if (generated !== undefined) return generated(source, listener);
    if (left > 0) {
      left -= 1;
      return projectEach(fields, source, listener);
    }
    generated = generateProjection(fields);
    return generated(source, listener);
  };
}

function projectEach(
  fields: readonly ProjectedField[],
  source: JsonObject,
  listener: ProjectionListener,
): unknown {
  const result: JsonObject = {};
  let bubbles = false;
  for (const { name, project, leaf } of fields) {
    const value = valueOf(leaf, source) ?? project(source, listener);
    if (value === BUBBLE) bubbles = true;
    else setOwn(result, name, value);
  }
  return bubbles ? BUBBLE : result;
}

/** Undefined where it is not as it should be. */
function valueOf(leaf: PlainLeaf | undefined, source: JsonObject): unknown {
  if (leaf === undefined) return undefined;
  const value = source[leaf.fetchedName];
  return value !== null && value !== undefined && leaf.isValue(value) ? value : undefined;
}

/**
 * Generates the function that projects objects with these fields. Written out, each field is read and written at a place
 * of its own, and an object has all its properties from the beginning: a loop over the fields takes longer, and leaves
 * objects that take longer to write as JSON.
 *
 * Names that clients and schemas choose stand in the text as JSON strings only.
 */
function generateProjection(fields: readonly ProjectedField[]): ProjectObject {
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
