import { join } from 'node:path';
import { Client } from 'pg';
import { silentLogger } from '../../common/logger.ts';
import { projectRoot } from '../../common/project-root.ts';
import { startEmbeddedPostgres } from '../../server/embedded-postgres.ts';
import type { Teardown } from '../../server/teardown.ts';
import { fillBooks } from './fill-books.ts';
import { fillRegister } from './fill-register.ts';

/**
 * Where registers are made: the server that `SCALE_POSTGRES_URL` names (its account may make databases), else one from npm
 * with so many buffers.
 */
export async function openServer(sharedBuffers: string, teardown: Teardown): Promise<string> {
  const named = process.env['SCALE_POSTGRES_URL'];
  if (named !== undefined) return named;
  const dataFolder = join(projectRoot, '.jawara', 'scale');
  const embedded = await startEmbeddedPostgres({
    dataFolder,
    logger: silentLogger,
    sharedBuffers,
  });
  teardown.add(() => embedded.stop());
  return embedded.url;
}

/** Makes a database with a filled register of residents and the regency's books, and drops it with the teardown. */
export async function openRegister(
  serverUrl: string,
  residents: number,
  teardown: Teardown,
): Promise<string> {
  const name = `jawara_scale_${residents}_${process.pid}`;
  const drop = () => onServer(serverUrl, `DROP DATABASE IF EXISTS "${name}" WITH (FORCE)`);
  await onServer(serverUrl, `CREATE DATABASE "${name}" TEMPLATE template0`);
  teardown.add(drop);
  const url = new URL(serverUrl);
  url.pathname = `/${name}`;
  await fillRegister(url.href, residents);
  await fillBooks(url.href, residents);
  return url.href;
}

async function onServer(url: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
