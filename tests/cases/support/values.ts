import { GraphQLError } from 'graphql';

/** What a value may depend on. */
export interface ValueContext {
  /** The fields of the object that the value is a field of. */
  readonly fields: Readonly<Record<string, unknown>>;
  readonly args: Readonly<Record<string, unknown>>;
  /** All records of a type in this subgraph. */
  readonly recordsOf: (typeName: string) => readonly (readonly [string, Record<string, unknown>])[];
  /** What mutations have left behind, for all subgraphs of a topic; a case begins with nothing. */
  readonly state: Map<string, unknown[]>;
}

type Rule = Readonly<Record<string, unknown>>;

/** The rules of `data.yaml`: an object with one of these keys is not data, but says what the data is. */
const RULES: Readonly<Record<string, (rule: Rule, context: ValueContext) => unknown>> = {
  /** An error, with this code. */
  $error: (rule) => new GraphQLError('told by the data', { extensions: { code: rule['$error'] } }),
  /** A text with `{field.path}` and `{$argument}` filled in; what did not arrive is an error. */
  $text: (rule, context) => fill(String(rule['$text']), context),
  /** The same, as a number. */
  $number: (rule, context) => Number(fill(String(rule['$number']), context)),
  /** The value of an argument. */
  $argument: (rule, { args }) => args[String(rule['$argument'])] ?? null,
  /** The label of the record of a type whose fields equal the arguments, or null. */
  $find: (rule, context) => matching(String(rule['$find']), context)[0] ?? null,
  /** The labels of all such records. */
  $filter: (rule, context) => matching(String(rule['$filter']), context),
  /** The first items of a list, as many as the argument `limit` says. */
  $first: (rule, { args }) => (rule['$first'] as unknown[]).slice(0, Number(args['limit'])),
  /** What stands in `of` under the value of this argument, else what stands in `else`. */
  $choose: (rule, context) => {
    const options = rule['of'] as Rule;
    const chosen = String(context.args[String(rule['$choose'])]);
    return evaluate(Object.hasOwn(options, chosen) ? options[chosen] : rule['else'], context);
  },
  /** An object whose fields depend on the arguments of the field that gives it. */
  $object: (rule, context) =>
    Object.fromEntries(
      Object.entries(rule['$object'] as Rule).map(([name, value]) => [
        name,
        evaluate(value, context),
      ]),
    ),
  /** Adds to a list that the whole topic shares, and gives what was added. */
  $append: (rule, context) => {
    const list = context.state.get(String(rule['$append'])) ?? [];
    const value = evaluate(rule['value'], context);
    context.state.set(String(rule['$append']), [...list, value]);
    return value;
  },
  /** The items of such a list. */
  $list: (rule, { state }) => state.get(String(rule['$list'])) ?? [],
};

/** Gives a value of `data.yaml` its meaning. */
export function evaluate(value: unknown, context: ValueContext): unknown {
  if (Array.isArray(value)) return value.map((item) => evaluate(item, context));
  if (typeof value !== 'object' || value === null) return value;
  const name = Object.keys(value).find((key) => key.startsWith('$'));
  if (name === undefined) return value;
  const rule = RULES[name];
  if (rule === undefined) throw new Error(`data.yaml: no rule "${name}"`);
  return rule(value as Rule, context);
}

function fill(text: string, { fields, args }: ValueContext): string {
  return text.replace(/\{([^{}]+)\}/g, (_match, place: string) => {
    const value = place.startsWith('$')
      ? args[place.slice(1)]
      : place.split('.').reduce<unknown>(step, fields);
    if (value === undefined) throw new Error(`"${place}" did not arrive`);
    return typeof value === 'string' ? value : JSON.stringify(value, sortKeys);
  });
}

function step(value: unknown, name: string): unknown {
  if (value === null) return null;
  if (Array.isArray(value)) return value.map((item: unknown) => step(item, name));
  return typeof value === 'object' ? (value as Record<string, unknown>)[name] : undefined;
}

/** So that a text does not depend on the order in which a gateway sends fields. */
function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function matching(typeName: string, { args, recordsOf }: ValueContext): string[] {
  return recordsOf(typeName)
    .filter(([, record]) => Object.entries(args).every(([name, value]) => record[name] === value))
    .map(([label]) => label);
}
