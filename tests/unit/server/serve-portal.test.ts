import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';

import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { fastify, type FastifyInstance } from 'fastify';

import type { ExplorerConfig } from '../../../portal/src/explorer-config.ts';
import { registerPortal, type Portal } from '../../../server/serve-portal.ts';

const CONFIG: ExplorerConfig = {
  issuer: 'http://localhost:4001',
  tokenEndpoint: 'http://localhost:4001/token',
  clientId: 'jawara-explorer',
  audience: 'https://jawara.example/graphql',
  personas: [],
  examples: [],
  purposes: ['PUBLIC_SERVICE'],
};

describe('serving the portal', () => {
  let folder: string;
  let app: FastifyInstance;
  let portal: Portal;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'jawara-portal-'));
    mkdirSync(join(folder, 'dist', 'assets'), { recursive: true });
    writeFileSync(join(folder, 'secret.json'), '"outside"');
    writeFileSync(join(folder, 'dist', 'index.html'), '<!doctype html><title>Explorer</title>');
    writeFileSync(join(folder, 'dist', 'assets', 'main-abc.js'), 'export {};');
    writeFileSync(join(folder, 'dist', 'assets', 'font-abc.ttf'), 'font');
    writeFileSync(join(folder, 'dist', 'assets', 'notes.exe'), 'unknown kind');
    app = fastify({ forceCloseConnections: true });
    portal = register(join(folder, 'dist'));
  });
  afterEach(async () => {
    await app.close();
    rmSync(folder, { recursive: true });
  });

  const register = (
    distFolder: string,
    issuerOrigin: string | undefined = 'http://localhost:4001',
  ) => registerPortal(app, { distFolder, config: CONFIG, issuerOrigin });

  it.each([
    '/explorer/../secret.json',
    '/explorer/%2e%2e/secret.json',
    '/explorer/..%2fsecret.json',
    '/explorer/assets/..%5c..%5c..%5csecret.json',
    '/explorer//etc/passwd',
    '/explorer/assets/',
    '/explorer/assets/notes.exe',
    '/explorer/__proto__',
  ])('finds nothing at %s', async (path) => {
    // Sent as it stands: an HTTP client would tidy the path first.
    const { port } = new URL(
      app.server.listening ? '' : await app.listen({ host: '127.0.0.1', port: 0 }),
    );
    const answer = await sendRaw(Number(port), path);
    expect(answer).toMatch(/^HTTP\/1\.1 404 /);
    expect(answer).not.toContain('outside');
  });

  it('says how to build the portal where it is not built', async () => {
    const bare = fastify();
    const unbuilt = registerPortal(bare, {
      distFolder: join(folder, 'nowhere'),
      config: CONFIG,
      issuerOrigin: undefined,
    });
    expect(unbuilt.explorerPage().html).toContain('npm run build:portal');
    expect((await bare.inject('/explorer/assets/main-abc.js')).statusCode).toBe(404);
    await bare.close();
  });

  it('serves files for good, with their type and the policy of the page', async () => {
    const script = await app.inject('/explorer/assets/main-abc.js');
    expect([script.statusCode, script.body]).toEqual([200, 'export {};']);
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
    });
    expect((await app.inject('/explorer/assets/font-abc.ttf')).headers['content-type']).toBe(
      'font/ttf',
    );
  });

  it('packs what it sends for those who can unpack it', async () => {
    const answer = await app.inject({
      url: '/explorer/assets/main-abc.js',
      headers: { 'accept-encoding': 'gzip, br' },
    });
    expect(answer.headers['content-encoding']).toBe('gzip');
    expect(gunzipSync(answer.rawPayload).toString()).toBe('export {};');
  });

  it('lets the page speak to the gateway and to the issuer alone', () => {
    const { html, headers } = portal.explorerPage();
    expect(html).toContain('<title>Explorer</title>');
    expect(headers['content-security-policy']).toBe(
      "default-src 'none'; script-src 'self'; worker-src 'self'; connect-src 'self' http://localhost:4001; " +
        "style-src 'self' 'unsafe-inline'; font-src 'self' data:; img-src 'self' data:; base-uri 'none'; " +
        "form-action 'none'; frame-ancestors 'none'",
    );
    expect(headers).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      vary: 'Accept',
    });
  });

  it('gives its configuration, never from a cache', async () => {
    const answer = await app.inject('/explorer/config.json');
    expect(answer.json()).toEqual(CONFIG);
    expect(answer.headers['cache-control']).toBe('no-store');
  });
});

function sendRaw(port: number, path: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.write(`GET ${path} HTTP/1.1\r\nhost: localhost\r\nconnection: close\r\n\r\n`);
    });
    let answer = '';
    socket.on('data', (chunk: Buffer) => (answer += chunk.toString()));
    socket.on('error', reject);
    socket.on('end', () => {
      resolve(answer);
    });
  });
}
