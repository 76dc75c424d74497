import { afterAll, expect, test } from 'vitest';
import { rootAbove } from '../../src/adapters/audit-log/merkle/growing-tree.ts';
import { rootOf, type TreeNodes } from '../../src/adapters/audit-log/merkle/proofs.ts';
import { tileBelow, tileIn, tilePath } from '../../src/adapters/audit-log/merkle/tiles.ts';
import { checkpointIn } from '../../src/adapters/audit-log/notes/checkpoint.ts';
import { newSignerKey, verifierKeyIn, verifierKeyText } from '../../src/adapters/audit-log/notes/note-key.ts';
import { verifiedText } from '../../src/adapters/audit-log/notes/signed-note.ts';
import type { Application } from '../../src/application/application.ts';
import { SealFailed } from '../../src/application/ports/audit-seal.ts';
import { applicationOn } from '../support/application-on.ts';
import { administer, onEachDatabase, onEachServer } from '../support/databases.ts';
import { openDatabase, stageOn } from '../support/open-storage.ts';
import { operator, reader, sealedLog, writeEntries } from '../support/sealed-log.ts';

/** The last checkpoint, as whoever has the keys reads it. */
async function checkpointOf(application: Application) {
  const keys = (await application.listCheckpointKeys(reader)).map(({ verifier }) => verifierKeyIn(verifier));
  const { note = '' } = (await application.readCheckpoint(reader)) ?? {};
  return checkpointIn(
    verifiedText(
      note,
      keys.filter((key) => key !== undefined),
    ),
  );
}

/** The tree, by the tiles that are served. */
const nodesOf = (application: Application, size: number): TreeNodes => ({
  hashAt: async (place) => {
    const { level, index, from, nodes } = tileBelow(place);
    const tile = tileIn(size, level, index);
    const bytes = tile && (await application.readTile(reader, { path: tilePath(tile) }));
    const hashes = Array.from({ length: nodes }, (_, node) =>
      Buffer.from(bytes?.subarray((from + node) * 32, (from + node + 1) * 32) ?? []),
    );
    return rootAbove(hashes);
  },
});

onEachDatabase('the audit log', (product) => {
  const stage = stageOn(product);
  const others: { close(): Promise<void> }[] = [];
  afterAll(() => Promise.all(others.map((other) => other.close())));

  /** The same database, in another process. */
  const anotherApplication = () => {
    const open = openDatabase(stage().url);
    others.push(open.storage);
    return applicationOn(open);
  };

  test('has no checkpoint before anything is sealed, and verifies', async () => {
    const application = applicationOn(stage().storage);
    expect(await application.readCheckpoint(reader)).toBeUndefined();
    expect(await application.readTile(reader, { path: 'tile/0/000.p/1' })).toBeUndefined();
    await writeEntries(stage(), 3);
    expect(await application.describeSeal(operator)).toMatchObject({ waiting: 3, undelivered: 0 });
    expect(await application.verifyAuditLog(operator, {})).toEqual({
      ...{ entries: 0, checkpoints: 0, checkpointsOutside: 0, unsealed: 3 },
    });
  });

  test('is sealed in steps, and its tiles lead to the root that is signed', async () => {
    const application = await sealedLog(stage(), [1300, 2]);
    const { size, root, origin } = await checkpointOf(application);
    expect(size).toBe(1305);
    expect(origin).toMatch(/^rollcall\/[\da-f]{16}$/);
    expect((await rootOf(nodesOf(application, size), size)).equals(root)).toBe(true);
    expect(await application.describeSeal(operator)).toMatchObject({
      checkpoint: { size: 1305 },
      waiting: 0,
      undelivered: 0,
    });
    // Two steps, and one for what came later.
    expect(await application.verifyAuditLog(operator, {})).toEqual({
      ...{ entries: 1305, checkpoints: 3, checkpointsOutside: 0, unsealed: 0 },
    });
  });

  test('has whole and partial tiles, also such as were wider since, and no others', async () => {
    const application = applicationOn(stage().storage);
    const bytesAt = async (path: string) => (await application.readTile(reader, { path }))?.length;
    expect(await bytesAt('tile/0/000')).toBe(256 * 32);
    expect(await bytesAt('tile/0/005.p/25')).toBe(25 * 32);
    expect(await bytesAt('tile/0/005.p/20')).toBe(20 * 32);
    expect(await bytesAt('tile/1/000.p/5')).toBe(5 * 32);
    for (const path of [
      'tile/0/005.p/26',
      'tile/0/005',
      'tile/0/006.p/1',
      'tile/1/000.p/6',
      'tile/2/000',
      'x',
    ])
      expect(await bytesAt(path), path).toBeUndefined();
  });

  test('gets no checkpoint where nothing was added', async () => {
    const application = applicationOn(stage().storage);
    const before = await application.readCheckpoint(reader);
    expect(await application.sealAuditLog(operator)).toBe(1305);
    expect(await application.readCheckpoint(reader)).toEqual(before);
  });

  test('is sealed once, whoever seals at the same time', async () => {
    const applications = [applicationOn(stage().storage), anotherApplication(), anotherApplication()];
    for (let round = 0; round < 5; round += 1) {
      await writeEntries(stage(), 40);
      const sealed = await Promise.all(applications.map((each) => each.sealAuditLog(operator)));
      expect(sealed).toEqual(applications.map(() => 1305 + (round + 1) * 40));
    }
    expect(await applications[0]?.verifyAuditLog(operator, {})).toMatchObject({ entries: 1505, unsealed: 0 });
  });

  test('goes on verifying when the key was changed, and by the keys that somebody kept', async () => {
    const application = applicationOn(stage().storage);
    const [old] = await application.listCheckpointKeys(reader);
    const fresh = await application.rotateCheckpointKey(operator);
    await writeEntries(stage(), 1);
    await application.sealAuditLog(operator);
    expect(await application.listCheckpointKeys(reader)).toMatchObject([
      { verifier: old?.verifier, signs: false },
      { verifier: fresh.verifier, signs: true },
    ]);
    const verifiers = [String(old?.verifier), fresh.verifier];
    // One entry that was written, and one that tells of the key.
    expect(await application.verifyAuditLog(operator, { verifiers })).toMatchObject({ entries: 1507 });
    const { fault } = await application.verifyAuditLog(operator, { verifiers: verifiers.slice(0, 1) });
    expect(fault).toMatchObject({ code: 'wrongKey', message: expect.stringMatching('1507 entries') });
    const [entry, ...more] = await application.readAuditLog(reader, { limit: 10 });
    expect(more).toEqual([]);
    expect(entry).toMatchObject({
      action: 'CheckpointKeyRotated',
      ...{ principal: operator.principal, source: operator.source, requestId: operator.requestId },
      changes: [{ path: 'checkpointKey', from: old?.verifier, to: fresh.verifier }],
    });
  });

  test('takes no key for its own that somebody has added to the database', async () => {
    const application = applicationOn(stage().storage);
    const forged = verifierKeyText(newSignerKey('rollcall/forged'));
    await administer(
      stage().url,
      `INSERT INTO seal_keys (number, verifier, secret, made_at) SELECT 0, '${forged}', secret, made_at FROM seal_keys WHERE number = 1`,
    );
    const keys = await application.listCheckpointKeys(reader);
    expect(keys.map(({ verifier }) => verifier)).not.toContain(forged);
    expect(keys).toHaveLength(2);
    await administer(stage().url, 'DELETE FROM seal_keys WHERE number = 0');
  });

  test('goes on verifying when the key to secrets was changed, and the old one is taken away', async () => {
    const [before, after] = ['k'.repeat(32), 'n'.repeat(32)];
    const withKeys = (secretKey: string) => applicationOn(stage().storage, { settings: { secretKey } });
    await writeEntries(stage(), 1);
    await withKeys(`${after} ${before}`).sealAuditLog(operator);
    await writeEntries(stage(), 1);
    await withKeys(after).sealAuditLog(operator);
    expect(await withKeys(after).verifyAuditLog(operator, {})).toMatchObject({ entries: 1509, unsealed: 0 });
    expect(await withKeys(after).listCheckpointKeys(reader)).toMatchObject([
      { signs: false },
      { signs: true },
    ]);
    expect((await withKeys(before).verifyAuditLog(operator, {})).fault).toMatchObject({ code: 'wrongKey' });
    await writeEntries(stage(), 1);
    await expect(withKeys(before).sealAuditLog(operator)).rejects.toThrow(SealFailed);
    await withKeys(after).sealAuditLog(operator);
  });

  test('is not sealed beyond an entry that is missing, nor on a tree that was changed', async () => {
    const application = applicationOn(stage().storage, { settings: { secretKey: 'n'.repeat(32) } });
    await writeEntries(stage(), 3);
    await administer(stage().url, 'UPDATE journal SET position = -1511 WHERE position = 1511');
    const gap = application.sealAuditLog(operator);
    await expect(gap).rejects.toThrow(SealFailed);
    await expect(gap).rejects.toThrow('The entry at position 1511 of the audit log is missing');
    await administer(stage().url, 'UPDATE journal SET position = 1511 WHERE position = -1511');
    await administer(stage().url, "UPDATE seal_tiles SET hashes = 'AAAA' WHERE level = 0 AND place = 5");
    await expect(application.sealAuditLog(operator)).rejects.toThrow(
      'is not the one that the last checkpoint',
    );
  });
});

onEachServer('the audit log', (product) => {
  const stage = stageOn(product);

  test('is not sealed without a key to secrets, and it is said what to do', async () => {
    const settings = { secretKey: undefined, databaseUrl: stage().url };
    const application = applicationOn(stage().storage, { settings });
    await writeEntries(stage(), 1);
    const sealing = application.sealAuditLog(operator);
    await expect(sealing).rejects.toThrow(SealFailed);
    await expect(sealing).rejects.toThrow(/^The audit log is not sealed\. .*ROLLCALL_SECRET_KEY/);
    expect(await application.describeSeal(operator)).toMatchObject({ waiting: 1 });
  });
});
