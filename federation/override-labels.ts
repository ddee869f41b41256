import { Kind, visit, type DocumentNode } from 'graphql';

/** `percent(25)`: the share of requests, in per cent, that a label of this form is active for. */
const PERCENT_LABEL = /^percent\((\d{1,2}(?:\.\d{1,8})?|100)\)$/;

/**
 * The labels of progressive `@override`s, in the order of the alphabet, each once: `@join__field(overrideLabel:)`,
 * whatever the join specification is called in this supergraph.
 */
export function readOverrideLabels(supergraph: DocumentNode): readonly string[] {
  const labels = new Set<string>();
  visit(supergraph, {
    FieldDefinition({ directives = [] }) {
      for (const { name, value } of directives.flatMap((each) => each.arguments ?? [])) {
        if (name.value === 'overrideLabel' && value.kind === Kind.STRING) labels.add(value.value);
      }
    },
  });
  return [...labels].sort();
}

/** The share that a label states itself, 0 to 100; undefined for a label of one's own. */
export function readPercentLabel(label: string): number | undefined {
  const share = PERCENT_LABEL.exec(label)?.[1];
  return share === undefined ? undefined : Number(share);
}
