import { readFileSync } from 'node:fs';
import { ApolloGateway } from '@apollo/gateway';
import { ApolloServer } from '@apollo/server';
import { startStandaloneServer } from '@apollo/server/standalone';

/** The baseline of every comparison: `@apollo/gateway` on `@apollo/server`, as they come. Arguments: supergraph file, port. */
const [supergraphFile = 'supergraph.graphql', port = '4010'] = process.argv.slice(2);
process.env['APOLLO_TELEMETRY_DISABLED'] = 'true';

const server = new ApolloServer({
  gateway: new ApolloGateway({ supergraphSdl: readFileSync(supergraphFile, 'utf8') }),
  introspection: true,
});
const { url } = await startStandaloneServer(server, { listen: { port: Number(port) } });
process.stdout.write(`stock answers at ${url}\n`);
