import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { sqlite } from '../support/databases.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'node_modules/typeorm/cli.js');

/** TypeORM's own command line with Rollcall's data source. */
function typeorm(databaseUrl: string, verb: string, ...rest: readonly string[]) {
  const { status, stdout } = spawnSync(
    process.execPath,
    [program, verb, '-d', 'dist/ormconfig.js', ...rest],
    {
      cwd: root,
      encoding: 'utf8',
      env: { PATH: process.env.PATH, ROLLCALL_DATABASE_URL: databaseUrl },
    },
  );
  return { status, stdout };
}

test('TypeORM generates migrations from the entities, and none where there is nothing to change', async () => {
  const url = await sqlite.freshUrl();
  const generated = typeorm(url, 'migration:generate', '--dryrun', 'First');
  expect(generated).toMatchObject({ status: 0, stdout: expect.stringContaining('CREATE TABLE "agents"') });
  expect(existsSync(join(root, 'First.ts'))).toBe(false);
  expect(typeorm(url, 'migration:show')).toMatchObject({
    status: 0,
    stdout: expect.stringContaining('[ ] Groups'),
  });
  expect(typeorm(url, 'migration:run').status).toBe(0);
  expect(typeorm(url, 'migration:show').stdout).toContain('[X] 2 Groups1764100000000');
  const none = typeorm(url, 'migration:generate', '--check', 'None');
  expect(none).toMatchObject({ status: 0, stdout: expect.stringContaining('No changes') });
});
