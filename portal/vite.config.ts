import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/**
 * The portal's bundle, served by the gateway beneath `/explorer/` under a policy that allows no inline script. Two
 * pages, so that the picture of coverage loads nothing of GraphiQL.
 */
export default defineConfig({
  root: here('.'),
  base: '/explorer/',
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // A file for everything: what is inlined as data would need a wider policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Monaco alone is larger than Vite's warning line; it is loaded after the header bar is up.
    chunkSizeWarningLimit: 5_000,
    rolldownOptions: {
      input: { explorer: here('index.html'), coverage: here('coverage.html') },
      onLog: (level, log, show) => {
        // GraphiQL's files address React's compiler by directives that mean nothing after it has run.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') show(level, log);
      },
    },
  },
});
