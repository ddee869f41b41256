import type { FetchNode } from '../../federation/planner.ts';
import type { CompiledFetch } from './compile-fetch.ts';
import type { JsonObject, ResponsePath } from './json.ts';
import { mergedContext, renameContexts } from './merge-contexts.ts';
import {
  mergedEntities,
  mergedRepresentations,
  mergeOperations,
  operationKey,
  REPRESENTATIONS,
} from './merge-operations.ts';
import { rememberRecent } from './remember-recent.ts';
import { toBodyTemplate, writeBody, type BodyTemplate } from './request-body.ts';

/** A request for root fields. */
export interface RootCall {
  readonly node: FetchNode;
  /** Where a field answers the root type; empty for the root itself. */
  readonly path: ResponsePath;
  toBody(variables: Readonly<JsonObject>): string;
}

/** A fetch that adds to the objects at a plan's path (names, and `@` for a list's items). */
export interface EntityFetch extends CompiledFetch {
  readonly path: ResponsePath;
}

/** Fetches of entities that one request can carry. */
export interface EntityCall {
  readonly members: readonly EntityFetch[];
  /** Members that ask the same of the same subgraph, for objects at different paths, are one part. */
  readonly parts: readonly CallPart[];
  /** Whether some members are ready later than others as a rule, since more is fetched before them. */
  readonly spansDepths: boolean;
  /** The request for some of the parts. */
  toRequest(
    asked: readonly AskedPart[],
    variables: Readonly<JsonObject>,
  ): { readonly body: string; readonly replyNames: readonly string[] };
}

export interface CallPart {
  /** One of the members: what it asks, all ask. */
  readonly fetch: EntityFetch;
  readonly members: readonly EntityFetch[];
}

export interface AskedPart {
  readonly part: CallPart;
  /** JSON texts. */
  readonly representations: readonly string[];
  /** Values of the part's variables that are no client's. */
  readonly contexts?: Readonly<JsonObject>;
}

export function createRootCall(node: FetchNode, path: ResponsePath): RootCall {
  const template = templateOf(node);
  return { node, path, toBody: (variables) => writeBody(template, variables, []) };
}

/** Which parts have entities to ask for, the data decides: of n parts, one of 2^n sets. So many requests are kept ready. */
const KEPT_TEMPLATES = 64;

export function createEntityCall(
  members: readonly EntityFetch[],
  { spansDepths }: Pick<EntityCall, 'spansDepths'>,
): EntityCall {
  const parts = toParts(members);
  const remember = rememberRecent<CallTemplate>(KEPT_TEMPLATES);
  const templateFor = (asked: readonly AskedPart[]): CallTemplate => {
    const key = asked.map(({ part }) => parts.indexOf(part)).join();
    return remember(key, () => toCallTemplate(asked.map(({ part }) => part.fetch.node)));
  };
  return {
    members,
    parts,
    spansDepths,
    toRequest(asked, variables) {
      const { template, keys, replyNames } = templateFor(asked);
      const representations = asked.map(
        (each, index) => `${keys[index] ?? ''}[${each.representations.join(',')}]`,
      );
      const values = withContexts(asked, variables);
      return { body: writeBody(template, values, representations), replyNames };
    },
  };
}

function toParts(members: readonly EntityFetch[]): CallPart[] {
  const [first] = members;
  if (first === undefined) return [];
  if (members.length === 1) return [{ fetch: first, members }];
  const parts = new Map<string, EntityFetch[]>();
  for (const member of members) {
    const key = operationKey(member.node);
    parts.set(key, [...(parts.get(key) ?? []), member]);
  }
  return [...parts.values()].map((same) => ({ fetch: same[0] ?? first, members: same }));
}

interface CallTemplate {
  readonly template: BodyTemplate;
  /** `"name":` of each part's representations. */
  readonly keys: readonly string[];
  readonly replyNames: readonly string[];
}

function toCallTemplate(nodes: readonly FetchNode[]): CallTemplate {
  const [only] = nodes;
  if (only !== undefined && nodes.length === 1) {
    return {
      template: templateOf(only),
      keys: [`"${REPRESENTATIONS}":`],
      replyNames: ['_entities'],
    };
  }
  return {
    template: toBodyTemplate({
      ...mergeOperations(nodes.map(renameContexts)),
      operationName: undefined,
    }),
    keys: nodes.map((_node, index) => `"${mergedRepresentations(index)}":`),
    replyNames: nodes.map((_node, index) => mergedEntities(index)),
  };
}

/** The variables of a request: the client's, and those of the parts' contexts under the names that each part has for them. */
function withContexts(
  asked: readonly AskedPart[],
  variables: Readonly<JsonObject>,
): Readonly<JsonObject> {
  if (asked.every(({ contexts }) => contexts === undefined)) return variables;
  const values = { ...variables };
  asked.forEach(({ contexts = {} }, index) => {
    for (const [name, value] of Object.entries(contexts))
      values[asked.length === 1 ? name : mergedContext(name, index)] = value;
  });
  return values;
}

function templateOf(node: FetchNode): BodyTemplate {
  return toBodyTemplate({
    query: node.operation,
    operationName: node.operationName,
    variableNames: (node.variableUsages ?? []).filter(
      (name) => node.requires === undefined || name !== REPRESENTATIONS,
    ),
  });
}
