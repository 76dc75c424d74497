import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';
import type { Plugin } from 'rolldown';

/** Fonts are compressed already. */
const shrinks = /\.(js|css|svg)$/;

/** Puts compressed copies beside what is built, for servers that send a file as it is. */
export const compressedCopies = (): Plugin => ({
  name: 'compressed-copies',
  writeBundle({ dir = '.' }, bundle) {
    for (const name of Object.keys(bundle).filter((one) => shrinks.test(one))) {
      const file = join(dir, name);
      const content = readFileSync(file);
      const quality = { params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY } };
      writeFileSync(`${file}.br`, brotliCompressSync(content, quality));
      writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
    }
  },
});
