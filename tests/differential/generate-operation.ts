import {
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isLeafType,
  isNonNullType,
  isObjectType,
  doTypesOverlap,
  GraphQLBoolean,
  GraphQLNonNull,
  parse,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLSchema,
} from 'graphql';
import { createVariables, literalOf, type Variables } from './generate-value.ts';
import { pruneOperation, type Operation } from './prune-operation.ts';
import type { Random } from './random.ts';

/** What stands under each response path, so that no two selections of one path differ. */
type Scope = Map<string, string>;

interface Fragment {
  readonly name: string;
  readonly type: GraphQLCompositeType;
  readonly scope: Scope;
  readonly text: string;
}

interface Generation {
  readonly random: Random;
  readonly schema: GraphQLSchema;
  readonly variables: Variables;
  readonly fragments: Fragment[];
  /** Names that an alias could shadow. */
  readonly fieldNames: readonly string[];
  /** Fields that may still be selected. */
  budget: number;
}

const MAX_DEPTH = 6;

/** Fragments right inside fragments. The planner's time grows by a power of it where types are abstract. */
const MAX_NESTED = 2;

/**
 * How many levels a field of an abstract type counts as. The planner's time grows by a power of how deep they are in one
 * another: three interface objects take it minutes, which a gateway refuses (`PLANNING_LIMIT_EXCEEDED`).
 */
const ABSTRACT_LEVELS = 3;

/** Names that JavaScript's objects inherit, and such as planners give of their own. */
const ODD_ALIASES = [
  '__proto__',
  'constructor',
  'toString',
  'id__as',
  'name__alias_0',
  '_0',
  '__typename_',
];

/** An operation that is valid against the schema. */
export function generateOperation(schema: GraphQLSchema, random: Random): Operation {
  const mutationType = schema.getMutationType();
  const isMutation = mutationType != null && random.chance(12);
  const root = isMutation ? mutationType : schema.getQueryType()!;
  const generation: Generation = {
    random,
    schema,
    variables: createVariables(random),
    fragments: [],
    fieldNames: fieldNamesOf(schema),
    budget: 2 + random.int(random.pick([4, 4, 8, 25])),
  };
  const selections = selectionsOf(generation, root, '', new Map(), 0);
  const { definitions, values } = generation.variables;
  const used = definitions.length === 0 ? '' : ` (${definitions.join(', ')})`;
  const fragments = generation.fragments.map(
    ({ name, type, text }) => `fragment ${name} on ${type.name} ${text}`,
  );
  const text = [`${isMutation ? 'mutation' : 'query'} Q${used} ${selections}`, ...fragments].join(
    '\n',
  );
  return pruneOperation(parse(text, { noLocation: true }), values);
}

function fieldNamesOf(schema: GraphQLSchema): string[] {
  const names = Object.values(schema.getTypeMap()).flatMap((type) =>
    !type.name.startsWith('__') && (isObjectType(type) || isInterfaceType(type))
      ? Object.keys(type.getFields())
      : [],
  );
  return [...new Set(names)];
}

function selectionsOf(
  generation: Generation,
  type: GraphQLCompositeType,
  path: string,
  scope: Scope,
  depth: number,
  nested = 0,
): string {
  const { random } = generation;
  const count = 1 + random.int(depth === 0 ? 3 : 4);
  const selections: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const selection = selectionOf(generation, type, path, scope, depth, nested);
    if (selection !== undefined) selections.push(selection);
  }
  return `{ ${selections.length === 0 ? '__typename' : selections.join(' ')} }`;
}

function selectionOf(
  generation: Generation,
  type: GraphQLCompositeType,
  path: string,
  scope: Scope,
  depth: number,
  nested: number,
): string | undefined {
  const { random } = generation;
  const isAbstract = isAbstractType(type);
  if (random.chance(6)) return field(generation, '__typename', '__typename', '', path, scope);
  const mayNest = depth < MAX_DEPTH && nested < MAX_NESTED && generation.budget > 0;
  if (mayNest && random.chance(isAbstract ? 35 : 10))
    return inlineFragment(generation, type, path, scope, depth, nested);
  if (mayNest && random.chance(10)) return spread(generation, type, path, scope, depth);
  if (!isObjectType(type) && !isInterfaceType(type)) {
    if (mayNest) return inlineFragment(generation, type, path, scope, depth, nested);
    return field(generation, '__typename', '__typename', '', path, scope);
  }
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((each) => isLeafType(getNamedType(each.type)));
  const isLast = depth >= MAX_DEPTH || generation.budget <= 0;
  const candidates = isLast ? leaves : fields;
  if (candidates.length === 0)
    return field(generation, '__typename', '__typename', '', path, scope);
  return fieldOf(generation, random.pick(candidates), path, scope, depth);
}

function fieldOf(
  generation: Generation,
  definition: GraphQLField<unknown, unknown>,
  path: string,
  scope: Scope,
  depth: number,
): string | undefined {
  generation.budget -= 1;
  const { random } = generation;
  const args = definition.args.flatMap((argument) => {
    const hasDefault = argument.defaultValue !== undefined;
    const isRequired = isNonNullType(argument.type) && !hasDefault;
    if (!isRequired && random.chance(40)) return [];
    const value = literalOf(random, argument.type, generation.variables, hasDefault);
    return [`${argument.name}: ${value}`];
  });
  const call = args.length === 0 ? definition.name : `${definition.name}(${args.join(', ')})`;
  const selected = field(generation, call, definition.name, String(definition.type), path, scope);
  if (selected === undefined) return undefined;
  const type = getNamedType(definition.type);
  if (!isCompositeType(type)) return selected;
  const below = `${path}.${/^\w+/.exec(selected)![0]}`;
  const levels = isAbstractType(type) ? ABSTRACT_LEVELS : 1;
  return `${selected} ${selectionsOf(generation, type, below, scope, depth + levels)}`;
}

/** The head of a field: alias, name, arguments, directives. Undefined where no response name is free for it. */
function field(
  generation: Generation,
  call: string,
  name: string,
  type: string,
  path: string,
  scope: Scope,
): string | undefined {
  const { random } = generation;
  const wanted = random.chance(25) ? [aliasOf(generation)] : [];
  for (const responseName of [...wanted, name, `${name}_${random.int(100)}`]) {
    const signature = `${call}: ${type}`;
    const known = scope.get(`${path}.${responseName}`);
    if (known !== undefined && known !== signature) continue;
    scope.set(`${path}.${responseName}`, signature);
    const alias = responseName === name ? '' : `${responseName}: `;
    return `${alias}${call}${condition(generation)}`;
  }
  return undefined;
}

function aliasOf({ random, fieldNames }: Generation): string {
  if (random.chance(60)) return `a${random.int(4)}`;
  return random.pick(random.chance(80) ? fieldNames : ODD_ALIASES);
}

function condition({ random, variables }: Generation): string {
  if (!random.chance(10)) return '';
  return ['skip', 'include']
    .filter(() => random.chance(55))
    .map((name) => {
      const isVariable = random.chance(60);
      const value = isVariable
        ? `$${variables.make(new GraphQLNonNull(GraphQLBoolean), false)}`
        : String(random.chance(50));
      return ` @${name}(if: ${value})`;
    })
    .join('');
}

function inlineFragment(
  generation: Generation,
  type: GraphQLCompositeType,
  path: string,
  scope: Scope,
  depth: number,
  nested: number,
): string {
  generation.budget -= 1;
  const { random } = generation;
  const isBare = random.chance(15);
  const target = isBare ? type : random.pick(overlapping(generation.schema, type));
  const on = isBare ? '' : ` on ${target.name}`;
  const selections = selectionsOf(generation, target, path, scope, depth + 1, nested + 1);
  return `...${on}${condition(generation)} ${selections}`;
}

/** Types that an object of this one may be of. */
function overlapping(schema: GraphQLSchema, type: GraphQLCompositeType): GraphQLCompositeType[] {
  return Object.values(schema.getTypeMap()).filter(
    (each): each is GraphQLCompositeType =>
      isCompositeType(each) && !each.name.startsWith('__') && doTypesOverlap(schema, each, type),
  );
}

function spread(
  generation: Generation,
  type: GraphQLCompositeType,
  path: string,
  scope: Scope,
  depth: number,
): string | undefined {
  const { random, schema } = generation;
  const usable = generation.fragments.filter((each) => doTypesOverlap(schema, each.type, type));
  const fragment =
    usable.length > 0 && random.chance(60)
      ? random.pick(usable)
      : makeFragment(generation, type, depth);
  for (const [below, signature] of fragment.scope) {
    const known = scope.get(path + below);
    if (known !== undefined && known !== signature) return undefined;
  }
  for (const [below, signature] of fragment.scope) scope.set(path + below, signature);
  return `...${fragment.name}${condition(generation)}`;
}

function makeFragment(generation: Generation, type: GraphQLCompositeType, depth: number): Fragment {
  const { random, schema } = generation;
  const target = random.chance(60) ? type : random.pick(overlapping(schema, type));
  const scope: Scope = new Map();
  const text = selectionsOf(generation, target, '', scope, Math.max(depth + 1, MAX_DEPTH - 3));
  const fragment = { name: `F${generation.fragments.length}`, type: target, scope, text };
  generation.fragments.push(fragment);
  return fragment;
}
