import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { requestObserverOf, storageObserverOf } from '../../src/main/observers-together.ts';
import { sqlite } from '../support/databases.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

/** What the package loads of metrics and traces when it is opened with such settings, SCIM included. */
async function loadedWith(settings: object): Promise<readonly string[]> {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => { loaded.push(url); return next(url, context); } });
    const { openRollcall } = await import('rollcall');
    const [databaseUrl, settings] = process.argv.slice(1);
    const rollcall = await openRollcall({ serviceName: 'test', databaseUrl, ...JSON.parse(settings) });
    await rollcall.scimMiddleware();
    await rollcall.close();
    console.log(JSON.stringify(loaded));`;
  const { stdout } = await run(
    process.execPath,
    ['--input-type=module', '-e', program, await sqlite.freshUrl(), JSON.stringify(settings)],
    { cwd: root },
  );
  const loaded: readonly string[] = JSON.parse(stdout.trim().split('\n').at(-1) ?? '');
  return loaded.flatMap((url) => /\/chunks\/(metrics|start-tracing)-/.exec(url)?.[1] ?? []).toSorted();
}

test('metrics and traces that nobody asks for are not loaded', async () => {
  expect(await loadedWith({})).toEqual([]);
  const asked = { metricsListen: '127.0.0.1:0', tracesUrl: 'http://127.0.0.1:9/v1/traces' };
  expect(await loadedWith(asked)).toEqual(['metrics', 'start-tracing']);
});

test('where nobody watches, requests and statements have no observer that could cost anything', () => {
  expect([requestObserverOf([]), storageObserverOf([])]).toEqual([undefined, undefined]);
});
