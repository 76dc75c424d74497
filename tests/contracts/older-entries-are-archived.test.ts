import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { OfflineExportVerifier } from '../../src/adapters/audit-log/export/offline-export-verifier.ts';
import { SqlNumberedEntries } from '../../src/adapters/audit-log/sql-numbered-entries.ts';
import { TermIndex } from '../../src/adapters/audit-log/term-index.ts';
import type { Application } from '../../src/application/application.ts';
import { ArchiveFailed } from '../../src/application/ports/audit-archive.ts';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { applicationOn } from '../support/application-on.ts';
import { administer, copyRows, onEachDatabase } from '../support/databases.ts';
import { readJournal, stageOn } from '../support/open-storage.ts';
import { operator } from '../support/sealed-log.ts';
import { callerIn } from '../support/stored-agents.ts';

const log = {
  warn: () => {},
  error: (_: string, error: unknown) => {
    throw error;
  },
};
/** Days, and hours of the day, since the accounts were opened. */
const timeOf = (day: number, hour = 12) => instantOf(new Date(Date.UTC(2026, 0, 1 + day, hour)));
const blockPositions = 64;

onEachDatabase('entries that an account keeps for 30 days', (product) => {
  const stage = stageOn(product);
  const folder = mkdtempSync(join(tmpdir(), 'archives-'));
  let now = timeOf(0);
  let application: Application;
  let acme: Caller;
  let other: Caller;
  let gone: AgentId;
  let out: AgentId;
  afterAll(() => rmSync(folder, { recursive: true }));

  const openAccount = async (name: string) => {
    const ssoIssuer = 'https://acme.okta.example';
    return callerIn((await application.openAccount(operator, { name, ssoIssuer })).state.id);
  };
  const provision = async (caller: Caller, userName: string) =>
    (await application.provisionAgent(caller, { desired: { userName, active: true } })).agent.state.id;
  const sealAndIndex = async () => {
    await application.sealAuditLog(operator);
    const { logConnections } = stage().storage;
    const index = new TermIndex(logConnections, new SqlNumberedEntries(logConnections), log);
    while (await index.step());
  };
  const archive = () => application.archiveAuditLog(operator);
  const verify = (withArchive = false) =>
    application.verifyAuditLog(operator, withArchive ? { archive: folder } : {});
  const rows = async (sql: string) => (await administer(stage().url, sql)) as Record<string, unknown>[];
  const entriesOf = async ({ accountId }: Caller) =>
    (await rows(`SELECT position FROM journal WHERE account_id = '${accountId}'`)).length;
  const files = () =>
    readdirSync(join(folder, acme.accountId)).map((file) => join(folder, acme.accountId, file));
  const verifyFile = async (bytes: AsyncIterable<Uint8Array>) => {
    const keys = await application.listCheckpointKeys(acme);
    return new OfflineExportVerifier().verify(bytes, keys.map(({ verifier }) => verifier).join('\n'));
  };
  const exported = async (caller: Caller) => {
    const texts: string[] = [];
    const write = async (text: string) => {
      texts.push(text);
    };
    await application.proveAuditLog(caller, { write });
    return verifyFile(bytesOf(texts.join('')));
  };

  beforeAll(async () => {
    application = applicationOn(stage().storage, {
      clock: { now: () => now },
      settings: { auditArchive: folder, tokenCacheSeconds: 0 },
    });
    [acme, other] = [await openAccount('Acme'), await openAccount('Other')];
    gone = await provision(acme, 'gone@example.com');
    for (let number = 0; number < 260; number += 1)
      await provision(number % 3 === 0 ? other : acme, `agent-${number}@example.com`);
    await application.removeAgent(acme, { id: gone });
    out = await provision(acme, 'out@example.com');
    await application.deactivateAgent(acme, { id: out });
    now = timeOf(40);
    await provision(acme, 'young@example.com');
    await sealAndIndex();
  });

  test('stay where the account does not say so, and where there is no folder', async () => {
    expect(await archive()).toEqual({ archived: 0, pruned: 0 });
    await application.keepAuditLog(acme, { days: 30 });
    const without = applicationOn(stage().storage, { clock: { now: () => now } });
    await expect(without.archiveAuditLog(operator)).rejects.toThrow(ArchiveFailed);
    expect(readdirSync(folder)).toEqual([]);
  });

  test('stay as long as they are not found by their terms, or a sink has not had them', async () => {
    const withSink = applicationOn(stage().storage, {
      clock: { now: () => now },
      settings: { auditArchive: folder, auditFile: join(folder, 'audit.jsonl') },
    });
    expect(await withSink.archiveAuditLog(operator)).toEqual({ archived: 0, pruned: 0 });
    expect(readdirSync(folder)).toEqual([]);
  });

  test('go to a file first', async () => {
    const before = await entriesOf(acme);
    const { archived, pruned } = await archive();
    expect(pruned).toBe(0);
    expect(archived).toBeGreaterThan(170);
    const [file = ''] = files();
    expect(await verifyFile(bytesOf(readFileSync(file, 'utf8')))).toMatchObject({
      accountId: acme.accountId,
      entries: archived,
    });
    // All are there still, and one that tells of the file.
    expect(await entriesOf(acme)).toBe(before + 1);
    expect(await archive()).toEqual({ archived: 0, pruned: 0 });
    await application.sealAuditLog(operator);
    expect(await verify(true)).not.toHaveProperty('fault');
  });

  test('stay where the file is not as it was written', async () => {
    now = timeOf(40, 14);
    const [file = ''] = files();
    const written = readFileSync(file, 'utf8');
    writeFileSync(file, written.replace('agent-7@example.com', 'agent-8@example.com'));
    await expect(archive()).rejects.toThrow(/An archive of the audit log .* Position \d+ was altered/);
    expect((await verify(true)).fault).toMatchObject({ code: 'archiveAltered' });
    rmSync(file);
    await expect(archive()).rejects.toThrow(ArchiveFailed);
    expect((await verify(true)).fault).toMatchObject({ code: 'archiveMissing' });
    // A whole export of fewer entries.
    const lines = written.trimEnd().split('\n');
    const fewer = [...lines.slice(0, -2), JSON.stringify({ entries: lines.length - 3 }), ''];
    writeFileSync(file, fewer.join('\n'));
    await expect(archive()).rejects.toThrow(/It does not have the \d+ entries/);
    writeFileSync(file, written);
    expect(await verify(true)).not.toHaveProperty('fault');
  });

  test('leave the database an hour later, also where a process ended in between', async () => {
    const inFirstBlock = `account_id = '${acme.accountId}' AND position <= ${blockPositions}`;
    const step = await rows(`SELECT position FROM journal WHERE ${inFirstBlock}`);
    await rows(`UPDATE sealed_entries SET salt = NULL, opened = NULL WHERE ${inFirstBlock}`);
    await rows(`DELETE FROM journal WHERE ${inFirstBlock}`);
    await rows(`DELETE FROM journal_terms WHERE account_id = '${acme.accountId}' AND block = 0`);
    const before = await entriesOf(acme);
    const othersBefore = await entriesOf(other);
    const { archived, pruned } = await archive();
    expect(archived).toBe(0);
    expect(pruned).toBeGreaterThan(100);
    expect(await entriesOf(acme)).toBe(before - pruned);
    expect(await entriesOf(other)).toBe(othersBefore);
    expect(await archive()).toEqual({ archived: 0, pruned: 0 });
    expect(await verify(true)).toMatchObject({
      archived: pruned + step.length,
      checkpointsOutside: 1,
      unsealed: 0,
    });
    expect(await verify(true)).not.toHaveProperty('fault');
  });

  test('leave no terms that lead to nothing', async () => {
    const terms = await rows(
      `SELECT DISTINCT block FROM journal_terms WHERE account_id = '${acme.accountId}'`,
    );
    const left = await rows(`SELECT position FROM journal WHERE account_id = '${acme.accountId}'`);
    const blocks = new Set(left.map(({ position }) => Math.floor((Number(position) - 1) / blockPositions)));
    expect(terms.map(({ block }) => Number(block)).filter((block) => !blocks.has(block))).toEqual([]);
  });

  test('are missed by nobody who asks who was removed, and by nobody unsaid who asks for the past', async () => {
    const removals = await readJournal(stage().storage, acme, (journal) => journal.removals('agent', [gone]));
    expect(removals.get(gone)).toMatchObject({ name: 'gone@example.com' });
    await expect(application.listAgents(acme, { at: timeOf(5) })).rejects.toMatchObject({
      code: 'pastUntold',
    });
    await expect(application.listAgents(other, { at: timeOf(5) })).resolves.toBeDefined();
    await expect(application.listAgents(acme, { at: timeOf(39) })).resolves.toBeDefined();
  });

  test('prove of nobody that access ended, and that is what is said', async () => {
    await expect(application.proveDeprovisioning(acme, { id: out })).rejects.toMatchObject({
      code: 'pastUntold',
      message: `The audit log does not tell any more how the access of the agent ended, since its entries from before ${timeOf(10, 0)} are in the archive. Each file of the archive proves what is in it.`,
    });
  });

  test('are leaves of whole exports, of other accounts and of their own', async () => {
    expect(await exported(other)).toMatchObject({ isComplete: true, entries: await entriesOf(other) });
    const own = await exported(acme);
    expect(own).toMatchObject({ isComplete: true, entries: await entriesOf(acme) });
    expect(own.archivedUpTo).toBeGreaterThan(200);
  });

  test('are found to be removed where somebody takes others away in the same way', async () => {
    const takeAway = async (where: string) => {
      const [row] = await rows(`SELECT position FROM journal WHERE ${where} ORDER BY position`);
      const position = Number(row?.position);
      for (const table of ['journal', 'sealed_entries'])
        await copyRows(stage().url, table, `kept_${table}`, `position = ${position}`);
      await rows(`UPDATE sealed_entries SET salt = NULL, opened = NULL WHERE position = ${position}`);
      await rows(`DELETE FROM journal WHERE position = ${position}`);
      expect((await verify()).fault).toMatchObject({ code: 'removed', position });
      await rows(`DELETE FROM sealed_entries WHERE position = ${position}`);
      for (const table of ['journal', 'sealed_entries']) {
        await rows(`INSERT INTO ${table} SELECT * FROM kept_${table}`);
        await rows(`DROP TABLE kept_${table}`);
      }
    };
    await takeAway(`account_id = '${other.accountId}'`);
    await takeAway(`account_id = '${acme.accountId}' AND target_name = 'young@example.com'`);
    expect(await verify(true)).not.toHaveProperty('fault');
  });

  test('go on to another file when days have passed, once whoever archives, and stay when the account says so', async () => {
    now = timeOf(75);
    await provision(acme, 'younger@example.com');
    await sealAndIndex();
    expect(await Promise.all([archive(), archive()])).toMatchObject([{ pruned: 0 }, { pruned: 0 }]);
    expect(files()).toHaveLength(2);
    expect(await rows("SELECT id FROM journal WHERE action = 'AuditLogArchived'")).toHaveLength(2);
    await application.keepAuditLog(acme, { days: null });
    now = timeOf(76);
    await application.sealAuditLog(operator);
    expect(await archive()).toEqual({ archived: 0, pruned: 0 });
    await application.keepAuditLog(acme, { days: 30 });
    expect((await archive()).pruned).toBeGreaterThan(0);
    expect(await verify(true)).toMatchObject({ checkpointsOutside: 2 });
    expect(await verify(true)).not.toHaveProperty('fault');
  });

  test('name nobody who is erased, go on verifying, and are told of where they are not reached', async () => {
    const owner = { ...acme, principal: { kind: 'person', name: 'o@example.com', role: 'owner' } } as const;
    const erase = (by = application) => by.eraseAgent(owner, { id: gone, reason: 'Asked for by letter' });
    const text = () =>
      files()
        .map((file) => readFileSync(file, 'utf8'))
        .join('');
    expect(text()).toContain('gone@example.com');
    const without = applicationOn(stage().storage, { clock: { now: () => now } });
    expect(await erase(without)).toMatchObject({ archivedUpTo: expect.any(Number) });
    expect(text()).toContain('gone@example.com');
    const before = text().split('\n').length;
    expect(await erase()).toMatchObject({ entries: 0, archived: 2 });
    expect(text()).not.toContain('gone@example.com');
    expect(text().split('\n')).toHaveLength(before);
    expect(text()).toContain('agent-1@example.com');
    expect(await verify(true)).toMatchObject({ erased: 1, checkpointsOutside: 2 });
    expect(await verify(true)).not.toHaveProperty('fault');
    expect(await erase()).toMatchObject({ entries: 0, archived: 0 });
    const [told] = await application.readAuditLog(acme, { limit: 1 });
    expect(told).toMatchObject({ action: 'AgentErased' });
    expect(told?.changes).toContainEqual({ path: 'archived', to: 2 });
  });

  test('are named where they cannot be erased from', async () => {
    const owner = { ...acme, principal: { kind: 'person', name: 'o@example.com', role: 'owner' } } as const;
    const [file = ''] = files();
    const written = readFileSync(file, 'utf8');
    rmSync(file);
    await expect(application.eraseAgent(owner, { id: out, reason: 'By letter' })).rejects.toThrow(
      /^Everywhere else it is erased, and not from these files of the archive in .*: ENOENT/,
    );
    writeFileSync(file, written);
    expect(await application.eraseAgent(owner, { id: out, reason: 'By letter' })).toMatchObject({
      archived: 2,
    });
    expect(readFileSync(file, 'utf8')).not.toContain('out@example.com');
    expect(await verify(true)).not.toHaveProperty('fault');
  });
});

async function* bytesOf(text: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(text);
}
