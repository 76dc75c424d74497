import { defineConfig } from 'rolldown';
import manifest from './package.json' with { type: 'json' };
import { thirdPartyLicences } from './tools/third-party-licences.ts';

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
  plugins: [thirdPartyLicences('third-party-licences.txt')],
  output: { dir: 'dist', cleanDir: true, chunkFileNames: 'chunks/[name]-[hash].js' },
  onLog(level, log, handle) {
    // TypeORM asks for the drivers of databases that nobody uses here, and is prepared to miss them.
    if (log.code !== 'UNRESOLVED_IMPORT' || !log.id?.includes('/node_modules/typeorm/')) handle(level, log);
  },
});
