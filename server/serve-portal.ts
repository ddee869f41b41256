import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createGzip } from 'node:zlib';

import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';

import type { ExplorerConfig } from '../portal/src/explorer-config.ts';
import { listPortalAssets, type PortalAsset } from './portal-assets.ts';
import { portalHeaders } from './portal-headers.ts';

export interface PortalOptions {
  /** Where `npm run build:portal` puts its files. */
  readonly distFolder: string;
  readonly config: ExplorerConfig;
  /** Origin of the token endpoint, to which the page may connect; undefined where there is none. */
  readonly issuerOrigin: string | undefined;
}

export interface ExplorerPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

export interface Portal {
  /** What `GET /graphql` answers to a browser that sends no operation. */
  explorerPage(): ExplorerPage;
}

const NOT_BUILT =
  '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Jawara</title></head>' +
  '<body><p>The portal is not built: run <code>npm run build:portal</code> and start again.</p></body></html>\n';

/**
 * Serves the portal's files beneath `/explorer/`, its configuration at `/explorer/config.json` and the picture of the
 * province's coverage at `/coverage`. The files are listed once, here: a portal that is built later is served after
 * the next start, and until then a page says so.
 */
export function registerPortal(app: FastifyInstance, options: PortalOptions): Portal {
  const headers = portalHeaders(options.issuerOrigin);
  const built = existsSync(options.distFolder);
  const assets = built ? listPortalAssets(options.distFolder) : new Map<string, PortalAsset>();
  const explorer = readPage(join(options.distFolder, 'index.html'), headers);
  const coverage = readPage(join(options.distFolder, 'coverage.html'), headers);

  app.get('/coverage', (_request, reply) => reply.headers(coverage.headers).send(coverage.html));
  app.get('/explorer/config.json', (_request, reply) =>
    reply.headers(headers).header('cache-control', 'no-store').send(options.config),
  );
  app.get<{ Params: { '*': string } }>('/explorer/*', (request, reply) => {
    const asset = assets.get(request.params['*']);
    if (asset !== undefined) return sendAsset(request, reply.headers(headers), asset);
    return reply.headers(headers).code(404).type('text/plain; charset=utf-8').send('not found\n');
  });
  return { explorerPage: () => explorer };
}

function readPage(file: string, headers: Readonly<Record<string, string>>): ExplorerPage {
  return {
    html: existsSync(file) ? readFileSync(file, 'utf8') : NOT_BUILT,
    headers: {
      ...headers,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-cache',
      vary: 'Accept',
    },
  };
}

/** Names carry a hash of the content, so a browser asks for each file once. */
function sendAsset(request: FastifyRequest, reply: FastifyReply, asset: PortalAsset): FastifyReply {
  void reply
    .type(asset.contentType)
    .header('cache-control', 'public, max-age=31536000, immutable')
    .header('vary', 'Accept-Encoding');
  const content = createReadStream(asset.file);
  if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(content);
  const packed = createGzip({ level: 5 });
  content.once('error', (error) => packed.destroy(error));
  return reply.header('content-encoding', 'gzip').send(content.pipe(packed));
}
