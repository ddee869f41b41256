import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse, print } from 'graphql';
import { projectRoot } from '../../common/project-root.ts';
import { withoutSecurity } from '../../federation/without-security.ts';
import { SUBGRAPHS } from '../../server/compose-supergraph.ts';
import type { Teardown } from '../../server/teardown.ts';
import { startIssuer } from '../scale/start-issuer.ts';
import { startCannedSubgraphs, type CannedSubgraphs } from './start-canned-subgraphs.ts';

/** The Banten graph made ready to be measured. */
export interface BantenWorkload {
  readonly subgraphs: CannedSubgraphs;
  readonly supergraphFile: string;
  /** Without security directives, which stock refuses. */
  readonly stockSupergraphFile: string;
  /** Switches everything of the product on. */
  readonly configFile: string;
  /** Of a caller who may not see payments. */
  readonly token: string;
}

/** Starts the subgraphs and an issuer of tokens, and writes what gateways are started with. */
export async function openBantenWorkload(
  folder: string,
  teardown: Teardown,
): Promise<BantenWorkload> {
  const subgraphs = await startCannedSubgraphs(teardown);
  const supergraph = SUBGRAPHS.reduce(
    (sdl, name) => sdl.replace(`http://${name}.invalid/graphql`, subgraphs.urlOf(name)),
    readFileSync(join(projectRoot, 'supergraph.graphql'), 'utf8'),
  );
  const write = (name: string, text: string) => {
    const file = join(folder, name);
    writeFileSync(file, text);
    return file;
  };
  const { issuer, jwksUri, audience, sign } = await startIssuer(teardown);
  const config = {
    authentication: { issuers: [{ issuer, jwksUri, audience }] },
    envelopes: { kid: 'bench', root: randomBytes(32).toString('base64url') },
    subgraphs: Object.fromEntries(SUBGRAPHS.map((name) => [name, { envelope: true }])),
    sharing: { calls: false },
  };
  return {
    subgraphs,
    supergraphFile: write('supergraph.graphql', supergraph),
    stockSupergraphFile: write(
      'stock-supergraph.graphql',
      print(withoutSecurity(parse(supergraph))),
    ),
    // JSON is YAML.
    configFile: write('everything-on.yml', JSON.stringify(config)),
    token: sign({ sub: 'bench', scope: 'population:read', regions: ['36.71'] }),
  };
}
