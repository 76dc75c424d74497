import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { RollcallProcess } from '../main/installation.ts';
import { administer, onEachServer } from '../support/databases.ts';
import { numbered, stageOn } from '../support/open-storage.ts';
import { StoredAgents } from '../support/stored-agents.ts';

const program = fileURLToPath(new URL('paused-numbering.ts', import.meta.url));

function startPaused(url: string, statements: number): RollcallProcess {
  const types = ['--experimental-transform-types', '--disable-warning=ExperimentalWarning'];
  const child = spawn(process.execPath, [...types, program, url, String(statements)]);
  onTestFinished(() => void child.kill('SIGKILL'));
  return new RollcallProcess(child);
}

onEachServer('a process that stands still while it gives positions', (product) => {
  const stage = stageOn(product);

  // Behind the lock, and behind all that it wrote.
  test.each([1, 4])(
    'is taken over within seconds, and numbers nothing twice: behind statement %i',
    async (statements) => {
      const { storage, url } = stage();
      const stored = new StoredAgents(storage);
      const order = () => administer(url, 'SELECT id, position FROM journal ORDER BY position');
      for (let index = 0; index < 3; index++) await stored.provision();
      const paused = startPaused(url, statements);
      await paused.written(/standing still/);
      const stoodStillAt = performance.now();
      await stored.provision();
      await numbered(storage);
      const milliseconds = Math.round(performance.now() - stoodStillAt);
      process.stdout.write(`${product.name}: taken over ${milliseconds} ms after the process stood still\n`);
      const positions = await order();
      await stored.provision();
      paused.signal('SIGCONT');
      await paused.written(/awake: /);
      await paused.written(/goes on/);
      expect((await paused.ended()).code).toBe(0);
      await numbered(storage);
      const all = (await order()) as { readonly position: number }[];
      expect(all.slice(0, -1)).toEqual(positions);
      expect(all.map(({ position }) => Number(position))).toEqual(all.map((_, index) => index + 1));
      expect(await administer(url, 'SELECT position FROM journal_order')).toEqual([{ position: all.length }]);
    },
  );
});
