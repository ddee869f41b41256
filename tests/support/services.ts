import { connect } from 'node:net';

/** Real servers that tests may use: the variable that names each, and where it usually is on a CI machine. */
const SERVICES = {
  postgres: { variable: 'TEST_POSTGRES_URL', usual: 'postgres://postgres@127.0.0.1:5432/postgres' },
  mariadb: { variable: 'TEST_MARIADB_URL', usual: 'mysql://root@127.0.0.1:3306' },
  redis: { variable: 'TEST_REDIS_URL', usual: 'redis://127.0.0.1:6379' },
} as const;

export type ServiceName = keyof typeof SERVICES;

/**
 * The URL of a real server for tests, or undefined where none is named: then the caller skips, and one line says so.
 * With `CI=true` the usual local port is taken, and a server that does not answer is a failure, never a skip.
 */
export async function serviceUrl(name: ServiceName): Promise<string | undefined> {
  const { variable, usual } = SERVICES[name];
  const named = process.env[variable] ?? (process.env['CI'] === 'true' ? usual : undefined);
  if (named === undefined) {
    process.stderr.write(`skipped: tests against a real ${name} (name one in ${variable})\n`);
    return undefined;
  }
  await reach(named, variable);
  return named;
}

function reach(url: string, variable: string): Promise<void> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect({ host: hostname, port: Number(port), timeout: 3_000 });
    const fail = () => {
      socket.destroy();
      reject(new Error(`the server that ${variable} should name does not answer`));
    };
    socket.once('connect', () => {
      socket.end();
      resolve();
    });
    socket.once('error', fail);
    socket.once('timeout', fail);
  });
}
