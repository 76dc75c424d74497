import { existsSync, readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { openRollcall } from '../../src/main/in-process.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { freshInstallation, type RollcallProcess } from './installation.ts';

/** `KILLS=50 npx vitest run tests/main/archives-outlive-kills.test.ts` kills it as often in the middle of either. */
const kills = Number(process.env.KILLS ?? 2);
const agents = 2000;
const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString();

onEachDatabase('an archive whose process is killed again and again', (product) => {
  test('loses no entry, and has none twice', { timeout: 180_000 + kills * 20_000 }, async () => {
    const url = await product.freshUrl();
    const archives = temporaryFolder();
    const { start, run, json } = freshInstallation({
      ROLLCALL_DATABASE_URL: url,
      ROLLCALL_AUDIT_ARCHIVE: archives,
      ROLLCALL_SECRET_KEY: 'k'.repeat(32),
    });
    const count = async (what: string) => {
      const [row] = (await administer(url, `SELECT COUNT(*) AS n FROM ${what}`)) as { n: number }[];
      return Number(row?.n);
    };
    const positions = async (condition: string) =>
      (
        (await administer(url, `SELECT position FROM journal WHERE ${condition} ORDER BY position`)) as {
          position: number;
        }[]
      ).map(({ position }) => Number(position));
    const verified = async () => {
      const verification = await json('audit', 'verify', '--archive', archives);
      expect(verification).not.toHaveProperty('fault');
      return verification;
    };
    /** Kills it as soon as something is so; answers whether it was so before the end. */
    const killedOnce = async (process: RollcallProcess, holds: () => boolean | Promise<boolean>) => {
      let isOver = false;
      const ended = process.ended().finally(() => {
        isOver = true;
      });
      let held = false;
      while (!isOver && !held) {
        held = await holds();
        if (!held) await pause(2);
      }
      process.signal('SIGKILL');
      await ended;
      return held;
    };

    expect((await run('migrate')).code).toBe(0);
    const { id } = await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://a.example');
    const rollcall = await openRollcall({ serviceName: 'test', databaseUrl: url });
    const provisionings = Array.from({ length: agents }, (_, index) => ({
      desired: { userName: `agent-${index}@example.com`, active: true },
    }));
    const caller = rollcall.caller(id);
    for (let start = 0; start < agents; start += 500)
      await rollcall.provisionAgents(caller, { provisionings: provisionings.slice(start, start + 500) });
    await rollcall.close();
    await administer(url, `UPDATE journal SET recorded_at = '${daysAgo(40)}'`);
    const serving = start('serve');
    await serving.address();
    while ((await count(`journal_indexed WHERE typed_position > ${agents}`)) === 0) await pause(50);
    await serving.stop();
    await json('account', 'audit-log', '--keep-days', '30');
    const old = await positions(`recorded_at < '${daysAgo(30)}'`);
    const folder = join(archives, id);
    const files = () => (existsSync(folder) ? readdirSync(folder) : []);
    const unfinished = () => files().filter((name) => name.startsWith('.'));

    // In the middle of the file, further on each time, and as soon as it has its name.
    for (let kill = 0; kill < kills; kill += 1) {
      const known = new Set(unfinished());
      const bytes = (kill * agents * 800) / kills;
      const isFar = (name: string) => !known.has(name) && statSync(join(folder, name)).size > bytes;
      const wasKilled = await killedOnce(start('audit', 'archive'), () => unfinished().some(isFar));
      expect([wasKilled, files().filter((name) => !name.startsWith('.'))]).toEqual([true, []]);
      expect(await count("journal WHERE action = 'AuditLogArchived'")).toBe(0);
      await verified();
    }
    expect(unfinished()).toHaveLength(kills);
    const longAgo = new Date(daysAgo(1));
    for (const name of unfinished()) utimesSync(join(folder, name), longAgo, longAgo);
    await killedOnce(start('audit', 'archive'), () => files().some((name) => !name.startsWith('.')));
    await verified();
    await json('audit', 'archive');
    expect(await count("journal WHERE action = 'AuditLogArchived'")).toBe(1);
    expect(files()).toHaveLength(1);

    // An hour later. What is not sealed yet may be written anew.
    await administer(
      url,
      `UPDATE journal SET recorded_at = '${daysAgo(1)}' WHERE action = 'AuditLogArchived'`,
    );
    await json('audit', 'seal');
    for (let kill = 0; kill < kills; kill += 1) {
      const before = await count('journal');
      const pruned = async () => (await count('journal')) < before;
      expect(await killedOnce(start('audit', 'archive'), pruned)).toBe(true);
      await verified();
    }
    await json('audit', 'archive');
    expect(await positions(`recorded_at < '${daysAgo(30)}'`)).toEqual([]);
    expect(await verified()).toMatchObject({ archived: old.length });
    const [file = ''] = files();
    const lines = readFileSync(join(folder, file), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
    expect(lines.flatMap(({ entry }) => entry?.position ?? [])).toEqual(old);
  });
});
