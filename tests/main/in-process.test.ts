import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { Container } from 'inversify';
import { expect, test } from 'vitest';
import { useCases } from '../../src/application/index.ts';
import type { UseCase } from '../../src/application/use-case/use-case.ts';
import { DomainError, rollcall, rollcallModule } from '../../src/main/in-process.ts';
import { sourceOf, useCaseFiles } from '../reference/use-case-files.ts';
import { sqlite } from '../support/databases.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

test('the example of an internal service does what its text says', async () => {
  const { stdout } = await run(
    process.execPath,
    ['docs/examples/internal-service.ts', await sqlite.freshUrl()],
    {
      cwd: root,
    },
  );
  expect(stdout.split('\n')).toEqual([
    'provisioned ada@example.com at version 1',
    'revised ada@example.com to version 2',
    'refused with userNameImmutable',
    'found 1',
    'audit: AccountOpened name',
    'audit: SsoConnectionAdded name kind issuer',
    expect.stringMatching(/^audit: AgentProvisioned userName active .*profile\.location/),
    'audit: AgentUpdated profile.location',
    'audit: ReviseAgent refused',
    'audit: AgentDeactivated active',
    '',
  ]);
});

test('importing the package loads neither the HTTP server nor the command line', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { openRollcall } = await import('rollcall');
    const rollcall = await openRollcall({ serviceName: 'test', databaseUrl: process.argv[1] });
    await rollcall.close();
    console.log(JSON.stringify(loaded));`;
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '-e', program, await sqlite.freshUrl()],
    {
      cwd: root,
    },
  );
  const loaded: string[] = JSON.parse(stdout);
  expect(loaded.some((url) => url.includes('/node_modules/inversify/'))).toBe(true);
  expect(loaded.filter((url) => /\/node_modules\/(koa|@koa|commander)\//.test(url))).toEqual([]);
});

test('another container has Rollcall as a singleton, opened when it is asked for and closed when it is unbound', async () => {
  const container = new Container();
  await container.load(rollcallModule({ serviceName: 'staffing', databaseUrl: await sqlite.freshUrl() }));
  const opened = await container.getAsync(rollcall);
  expect(await container.getAsync(rollcall)).toBe(opened);
  const { id } = (await opened.openAccount(opened.requester(), { name: 'Acme' })).state;
  const untyped = opened.readAgent(opened.caller(id), { id: 'me' as never });
  await expect(untyped).rejects.toBeInstanceOf(DomainError);
  await expect(untyped).rejects.toMatchObject({ code: 'inputInvalid', details: { attribute: 'id' } });
  await container.unbindAllAsync();
  await expect(opened.listAccounts(opened.requester())).rejects.toThrow();
});

test('the type of every input is exported', () => {
  const named = readFileSync(`${root}src/main/in-process.ts`, 'utf8');
  expect(named).toContain("export type * from '../application/index.ts'");
  const inTheirFiles = useCaseFiles().map(sourceOf).join('\n');
  const isExported = (name: string) =>
    new RegExp(`\\b${name}\\b`).test(named) || new RegExp(`^export class ${name}\\b`, 'm').test(inTheirFiles);
  const inputs = (Object.values(useCases) as readonly unknown[] as readonly UseCase[]).flatMap(
    ({ input }) => input?.name ?? [],
  );
  expect(inputs.length).toBeGreaterThan(20);
  expect(inputs.filter((name) => !isExported(name))).toEqual([]);
});
