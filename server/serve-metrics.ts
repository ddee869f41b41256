import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Metrics } from './metrics.ts';
import type { Teardown } from './teardown.ts';

/**
 * Serves `/metrics` in Prometheus' text format on a listener of its own, so that whoever reaches the endpoint does not reach
 * the metrics: they tell which systems a regency has and how they fare. Gives its URL.
 *
 * @throws Error - where it cannot listen (`code` EADDRINUSE).
 */
export async function serveMetrics(
  listen: { readonly host: string; readonly port: number },
  metrics: Pick<Metrics, 'print'>,
  teardown: Teardown,
): Promise<string> {
  const server = createServer((request, response) => {
    const path = request.url?.split('?')[0];
    if (path !== '/metrics' || request.method !== 'GET') {
      response.writeHead(path === '/metrics' ? 405 : 404, { 'content-length': 0 }).end();
      return;
    }
    metrics.print().then(
      (text) => {
        const type = 'text/plain; version=0.0.4; charset=utf-8';
        response.writeHead(200, { 'content-type': type, 'cache-control': 'no-store' }).end(text);
      },
      () => {
        response.writeHead(500, { 'content-length': 0 }).end();
      },
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(listen.port, listen.host, resolve);
  });
  teardown.add(
    () =>
      new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  );
  const { port } = server.address() as AddressInfo;
  const host = listen.host === '127.0.0.1' ? 'localhost' : listen.host;
  return `http://${host}:${port}/metrics`;
}
