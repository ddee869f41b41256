import { readdirSync } from 'node:fs';
import { extname, join, relative, sep } from 'node:path';

/** A built file of the portal. */
export interface PortalAsset {
  readonly file: string;
  readonly contentType: string;
}

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.map': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.ttf': 'font/ttf',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
};

/**
 * The portal's built files by their path beneath the folder, with forward slashes. What is served is looked up here
 * and never joined from a request's path, so that no request can name a file outside. `index.html` is not one of them.
 */
export function listPortalAssets(folder: string): ReadonlyMap<string, PortalAsset> {
  const assets = new Map<string, PortalAsset>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const contentType = CONTENT_TYPES[extname(entry.name)];
    if (!entry.isFile() || contentType === undefined) continue;
    const file = join(entry.parentPath, entry.name);
    assets.set(relative(folder, file).split(sep).join('/'), { file, contentType });
  }
  return assets;
}
