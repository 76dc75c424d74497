import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { onEachServer } from '../support/databases.ts';
import { freshInstallation, RollcallProcess } from './installation.ts';

const writers = 8;
const agentsOfEach = 25;
const inProcess = new URL('../../dist/src/main/in-process.js', import.meta.url).href;
const writing = fileURLToPath(new URL('writing-process.ts', import.meta.url));

onEachServer('A follower of eight processes that write', (product) => {
  test('sees each entry once, in the order of positions and soon', async () => {
    const url = await product.freshUrl();
    const { start, run, json } = freshInstallation({ ROLLCALL_DATABASE_URL: url });
    expect((await run('migrate')).code).toBe(0);
    const { id: account } = await json(
      'account',
      'create',
      '--name',
      'Ada',
      '--sso-issuer',
      'https://a.example',
    );
    const follower = start('audit', 'tail', '--follow', '--json');
    const seen: { readonly at: number; readonly id: string; readonly position: number }[] = [];
    follower.eachLine((line) => {
      const { action, target, position } = JSON.parse(line);
      if (action === 'AgentProvisioned') seen.push({ at: Date.now(), id: target.id, position });
    });
    await follower.written(/AccountOpened/);
    const processes = Array.from({ length: writers }, (_, index) => {
      const words = [writing, inProcess, url, account, `writer-${index}`, String(agentsOfEach)];
      const child = spawn(process.execPath, words);
      onTestFinished(() => void child.kill());
      return new RollcallProcess(child).ended();
    });
    const ended = await Promise.all(processes);
    expect(ended.map(({ code, stderr }) => [code, stderr])).toEqual(ended.map(() => [0, '']));
    const committed = ended.flatMap(({ stdout }) =>
      stdout
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line)),
    );
    while (seen.length < committed.length) await new Promise((resolve) => setTimeout(resolve, 50));
    await follower.stop();
    expect(committed).toHaveLength(writers * agentsOfEach);
    expect(new Set(seen.map(({ id }) => id))).toEqual(new Set(committed.map(({ id }) => id)));
    expect(seen).toHaveLength(committed.length);
    const positions = seen.map(({ position }) => position);
    expect(positions).toEqual(positions.toSorted((one, other) => one - other));
    const committedAt = new Map(committed.map(({ id, at }) => [id, at]));
    const waited = seen.map(({ id, at }) => at - committedAt.get(id)).toSorted((one, other) => one - other);
    const percentile = (part: number) => waited[Math.ceil(waited.length * part) - 1];
    process.stdout.write(
      `${product.name}: seen behind the commit after ${percentile(0.5)} ms (median), ${percentile(0.99)} ms (99th percentile)\n`,
    );
  });
});
