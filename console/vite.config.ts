import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const path = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** Builds into the server: one page, one script, one style, whose names have hashes. */
export default defineConfig({
  root: path('.'),
  base: '/',
  publicDir: false,
  resolve: { alias: { 'grafeas-ts/client': path('../src/client/client.ts') } },
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: path('../dist/http/console'),
    emptyOutDir: true,
    assetsDir: 'console',
    // The policy of the page allows no inline script, style or data: URL.
    assetsInlineLimit: 0,
    modulePreload: false,
    target: 'es2022',
    reportCompressedSize: false,
  },
  // `npm run dev` serves the API that this page calls.
  server: { proxy: { '/v1': 'http://127.0.0.1:8080', '/v1beta1': 'http://127.0.0.1:8080' } },
});
