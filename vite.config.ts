import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { compressedCopies } from './tools/compressed-copies.ts';
import { thirdPartyLicences } from './tools/third-party-licences.ts';

// The build is the same whoever asks for it, such as tests, which have it be `test`.
process.env.NODE_ENV = 'production';

/** The console: docs/decisions/0069-the-console-is-built-beside-the-service.md. */
export default defineConfig({
  root: 'src/adapters/console',
  // Where a proxy takes a path away, addresses hang on the page's `base`.
  base: './',
  html: { cspNonce: '{{nonce}}' },
  plugins: [react(), thirdPartyLicences('third-party-licences.txt'), compressedCopies()],
  build: {
    outDir: '../../../dist/console',
    emptyOutDir: true,
    // By which `size-limit` knows what the first load is.
    manifest: 'manifest.json',
    target: 'es2023',
    // Those that know `light-dark()`, which is written out for others in a way that leaves Mantine's schemes unheard.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    modulePreload: { polyfill: false },
    // The content security policy lets nothing in that stands inside of something else.
    assetsInlineLimit: 0,
  },
});
