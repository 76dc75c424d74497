import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };
import { leftOut } from './tools/left-out.ts';
import { thirdPartyLicences } from './tools/third-party-licences.ts';

/** TypeORM's drivers of databases that Rollcall has not, and class-validator's telephone numbers, which nobody checks here. */
const unused =
  /node_modules\/(typeorm\/driver\/(?!mysql|better-sqlite3|sqlite-abstract)[a-z-]+\/\w+Driver\.js|libphonenumber-js\/.+)$/;

const installed = Object.keys(manifest.dependencies);

/**
 * What `dependencies` names is installed beside the package; what else the sources import becomes part of it:
 * docs/decisions/0042-one-package-with-its-big-libraries-inside.md.
 */
export default defineConfig({
  input: {
    'src/main/command-line': 'src/main/command-line.ts',
    'src/main/in-process': 'src/main/in-process.ts',
    ormconfig: 'ormconfig.ts',
    // Of a thread, which finds it beside the chunk that starts it.
    'chunks/run-statements': 'src/adapters/typeorm-persistence/dialects/sqlite/run-statements.ts',
  },
  platform: 'node',
  external: (id) => installed.some((name) => id === name || id.startsWith(`${name}/`)),
  plugins: [leftOut(unused), thirdPartyLicences('third-party-licences.txt')],
  output: {
    dir: 'dist',
    cleanDir: true,
    chunkFileNames: 'chunks/[name]-[hash].js',
    comments: { jsdoc: false },
  },
});
