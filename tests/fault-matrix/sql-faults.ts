import type { Socket } from 'node:net';
import { TLSSocket } from 'node:tls';

import type { SqlDialect } from '../../common/binding.ts';
import type { ServerCertificate } from '../support/make-certificates.ts';
import type { Behaviour, Meddling } from '../support/tcp-proxy.ts';
import type { Fault } from './faults.ts';

/** Faults that begin with the connection. */
export function sqlFaults(dialect: SqlDialect): Partial<Record<Fault, Behaviour>> {
  const refuse = dialect === 'postgresql' ? refusePostgresql : refuseMariadb;
  return {
    'HTML in a 200': (client) => {
      client.end('HTTP/1.1 200 OK\r\ncontent-type: text/html\r\n\r\n<html><h1>Dasbor</h1></html>');
    },
    'a 401 storm': refuse({ sqlState: '28P01', number: 1045 }),
    'a 429 with a long Retry-After': refuse({ sqlState: '53300', number: 1040 }),
  };
}

/** Faults of a reply, on whatever connection it comes. */
export const meddlings: Partial<Record<Fault, Meddling>> = {
  'a reset mid-body': (chunk, client) => {
    client.write(half(chunk), () => client.resetAndDestroy());
    return 'TAKEN';
  },
  'a reply that breaks off': (chunk, client) => {
    client.end(half(chunk));
    return 'TAKEN';
  },
};

function half(chunk: Buffer): Buffer {
  return chunk.subarray(0, Math.ceil(chunk.length / 2));
}

type Refusal = (error: { readonly sqlState: string; readonly number: number }) => Behaviour;

/** ErrorResponse to whatever the client begins with (PostgreSQL's manual, section 54.7). */
const refusePostgresql: Refusal =
  ({ sqlState }) =>
  (client) => {
    const fields = Buffer.from(`SFATAL\0C${sqlState}\0Mditolak\0\0`);
    const head = Buffer.alloc(5);
    head.write('E');
    head.writeInt32BE(fields.length + 4, 1);
    client.once('data', () => client.end(Buffer.concat([head, fields])));
  };

/** ERR_Packet in the greeting's place. */
const refuseMariadb: Refusal =
  ({ number }) =>
  (client) => {
    const text = Buffer.from('ditolak');
    client.end(
      Buffer.concat([
        Buffer.from([3 + text.length, 0, 0, 0, 0xff, number & 0xff, number >> 8]),
        text,
      ]),
    );
  };

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 4, 210, 22, 47]);
/** In the lower half of the greeting's capabilities. */
const CLIENT_SSL = 0x0800;

/** TLS as each protocol begins it: PostgreSQL's at once, MariaDB's after its greeting. */
export function beginTls(dialect: SqlDialect, certificate: ServerCertificate): Behaviour {
  return dialect === 'postgresql'
    ? (client, reach) => {
        client.once('data', (chunk: Buffer) => {
          if (!chunk.equals(SSL_REQUEST)) return client.destroy();
          client.write('S');
          const inside = secure(client, certificate);
          const peer = reach();
          inside.pipe(peer).pipe(inside);
          return undefined;
        });
      }
    : (client, reach) => {
        const peer = reach();
        peer.once('data', (greeting: Buffer) => {
          client.once('data', (request: Buffer) => {
            // What came behind the request for TLS is TLS already.
            client.pause();
            const rest = request.subarray(4 + request.readUIntLE(0, 3));
            if (rest.length > 0) client.unshift(rest);
            joinMariadb(secure(client, certificate), peer);
          });
          client.write(offerTls(greeting));
        });
      };
}

/** The peer knows nothing of TLS, whose request was a packet of its own: the login's packets are numbered anew. */
function joinMariadb(inside: TLSSocket, peer: Socket): void {
  inside.once('data', (login: Buffer) => {
    const plain = Buffer.from(login);
    plain.writeUInt8(plain.readUInt8(3) - 1, 3);
    plain.writeUInt16LE(plain.readUInt16LE(4) & ~CLIENT_SSL, 4);
    peer.once('data', (reply: Buffer) => {
      const numbered = Buffer.from(reply);
      numbered.writeUInt8(numbered.readUInt8(3) + 1, 3);
      inside.write(numbered);
      peer.pipe(inside);
    });
    peer.write(plain);
    inside.pipe(peer);
  });
}

function secure(client: Socket, { cert, key }: ServerCertificate): TLSSocket {
  const inside = new TLSSocket(client, { isServer: true, cert, key });
  inside.on('error', () => client.destroy());
  return inside;
}

/** The greeting, with TLS among its capabilities: they follow the version's text and 4 + 8 + 1 bytes. */
function offerTls(greeting: Buffer): Buffer {
  const offered = Buffer.from(greeting);
  const at = offered.indexOf(0, 5) + 1 + 4 + 8 + 1;
  offered.writeUInt16LE(offered.readUInt16LE(at) | CLIENT_SSL, at);
  return offered;
}
