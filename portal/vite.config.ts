import { fileURLToPath } from 'node:url';

import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** The explorer's bundle, served by the gateway beneath `/explorer/` under a policy that allows no inline script. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
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
      onLog: (level, log, show) => {
        // GraphiQL's files address React's compiler by directives that mean nothing after it has run.
        if (log.code !== 'MODULE_LEVEL_DIRECTIVE') show(level, log);
      },
    },
  },
});
