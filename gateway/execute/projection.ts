import type { FieldNode, GraphQLOutputType } from 'graphql';
import type { JsonObject } from './json.ts';

/** A null in a place that may not be null: the nearest nullable parent becomes null instead. */
export const BUBBLE = Symbol('a null that bubbles up');

/** What a projection tells while it runs. Paths are copied by whoever keeps them: `path` changes as the projection moves. */
export interface ProjectionListener {
  /** Response names and indices from the root to where the projection is. */
  readonly path: (string | number)[];
  /**
   * A field that no fetch brought, by the name that it is fetched under, and how many steps of the path its null bubbles
   * up, by the types of what is around it.
   */
  missing(source: JsonObject, name: string, rise: number): void;
  denied(node: FieldNode): void;
  emptied(nodes: readonly FieldNode[], type: GraphQLOutputType): void;
  /** Data that cannot stand where it is. */
  complain(message: string): void;
  introspect(nodes: readonly FieldNode[]): unknown;
  /** A part of an object that comes later: by its label, how it is projected then. */
  deferred(label: string, project: ProjectPart): void;
}

/** Projects a deferred part of one object; BUBBLE where a null bubbled up to it. */
export type ProjectPart = (listener: ProjectionListener) => unknown;

/** Projects what the fetches brought onto an operation; the result is BUBBLE where a null bubbled up to the root. */
export type Projection = (data: JsonObject, listener: ProjectionListener) => unknown;

/** Projects one field, or all fields, of an object; BUBBLE where a null bubbles up to the object. */
export type ProjectObject = (source: JsonObject, listener: ProjectionListener) => unknown;
