import { createServer, type AddressInfo } from 'node:net';
import { findFreePort } from './embedded-postgres/find-free-port.ts';

/**
 * A port of 127.0.0.1 that can be listened on: `port` itself, or for 0 one that is free.
 *
 * @throws Error - one sentence that names `option`, where the port is taken or not allowed.
 */
export async function claimPort(port: number, option: string): Promise<number> {
  return port === 0 ? findFreePort() : tryPort(port, option);
}

function tryPort(port: number, option: string): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      const reason =
        error.code === 'EADDRINUSE'
          ? 'is taken by another program'
          : `cannot be used (${error.code ?? 'unknown'})`;
      reject(new Error(`Port ${port} ${reason}; choose another with ${option}.`));
    });
    server.listen(port, '127.0.0.1', () => {
      const address = server.address() as AddressInfo;
      server.close(() => {
        resolve(address.port);
      });
    });
  });
}
