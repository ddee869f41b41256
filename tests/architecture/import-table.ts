/**
 * Which folder may import which at run time; `import type` is free. A line of code knows its room by its folder.
 *
 * An entry is a folder or a single file (without its ending). A folder may always import itself, but for the rules
 * below the table.
 */
export const importTable: Readonly<Record<string, readonly string[]>> = {
  common: [],
  federation: ['common'],
  // Composition is the registry's and the command's business; a gateway reads a supergraph and plans.
  gateway: ['common', 'federation/planner', 'federation/supergraph', 'federation/read-security'],
  connectors: ['common'],
  subgraphs: ['common', 'connectors'],
  registry: ['common', 'federation'],
  server: [
    'common',
    'federation',
    'gateway',
    'connectors',
    'subgraphs',
    'registry',
    'simulators',
    'portal',
  ],
  // What a simulator shared with an adapter, it could be wrong about together with it.
  simulators: [
    'common/errors',
    'common/config',
    'common/logger',
    'common/clock',
    'common/project-root',
  ],
  portal: [],
  cli: ['common', 'federation', 'registry', 'server'],
};

/** Folders that may import anything. */
export const unrestricted: readonly string[] = ['tests', 'benchmarks', 'scripts'];

/** Folders whose subfolders never import each other, and the subfolder that all of them may. */
export const separateSubfolders: Readonly<Record<string, readonly string[]>> = {
  // Stages. Only the files beside them know their order.
  gateway: [],
  // Sectors.
  subgraphs: ['shared'],
};

/** npm packages that only one folder may import at run time. */
export const packagesOfOneFolder: Readonly<Record<string, string>> = {
  '@apollo/composition': 'federation',
  '@apollo/federation-internals': 'federation',
  '@apollo/gateway': 'federation',
  '@apollo/query-graphs': 'federation',
  '@apollo/query-planner': 'federation',
  '@apollo/server': 'subgraphs',
  '@apollo/subgraph': 'subgraphs',
};
