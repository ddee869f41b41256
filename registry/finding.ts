import type { ConfigPath } from '../common/config/yaml-tree.ts';

/** What is wrong in a region's file, and at which key. */
export type Finding = readonly [path: ConfigPath, expected: string];
