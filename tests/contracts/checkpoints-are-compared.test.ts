import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from 'vitest';
import { leafHash } from '../../src/adapters/audit-log/merkle/tree-hash.ts';
import { checkpointText } from '../../src/adapters/audit-log/notes/checkpoint.ts';
import { newSignerKey } from '../../src/adapters/audit-log/notes/note-key.ts';
import { signedNote } from '../../src/adapters/audit-log/notes/signed-note.ts';
import type { Application } from '../../src/application/application.ts';
import type { LogFaultCode } from '../../src/application/ports/audit-verification.ts';
import { administer, onEachDatabase } from '../support/databases.ts';
import { openDatabase, type Stage } from '../support/open-storage.ts';
import { operator, sealedLog, writeEntries } from '../support/sealed-log.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

onEachDatabase('a sealed log of 300, 3 and 7 entries', (product) => {
  let stage: Stage;
  let application: Application;
  let outside: string;
  beforeEach(async () => {
    const url = await product.freshUrl();
    stage = { url, storage: openDatabase(url) };
    await stage.storage.storage.migrate();
    outside = temporaryFolder();
    application = await sealedLog(stage, [300, 3, 7], { auditCheckpoints: outside });
    return () => stage.storage.storage.close();
  });

  const run = (sql: string) => administer(stage.url, sql) as Promise<{ readonly [name: string]: string }[]>;
  const files = () =>
    readdirSync(outside, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.checkpoint'))
      .map((name) => join(outside, name))
      .toSorted();
  const faultOf = async () => (await application.verifyAuditLog(operator, {})).fault;
  const isFound = async (code: LogFaultCode, position: number | undefined, sentence: string) => {
    const fault = await faultOf();
    expect(fault).toMatchObject({ code });
    expect(fault?.position).toBe(position);
    expect(fault?.message).toContain(sentence);
  };
  const noteOf = async (size: number) =>
    String((await run(`SELECT note FROM seal_checkpoints WHERE size = ${size}`))[0]?.note);
  const setNote = (size: number, note: string) =>
    run(`UPDATE seal_checkpoints SET note = '${note}' WHERE size = ${size}`);

  test('has its checkpoints outside as well, and each is compared', async () => {
    expect(files().map((file) => file.slice(-26))).toEqual([
      '000000000000300.checkpoint',
      '000000000000303.checkpoint',
      '000000000000310.checkpoint',
    ]);
    expect(readFileSync(String(files()[1]), 'utf8')).toBe(await noteOf(303));
    expect(await application.verifyAuditLog(operator, {})).toEqual({
      ...{ entries: 310, checkpoints: 3, checkpointsOutside: 3, unsealed: 0 },
    });
  });

  test('is shown to have been changed where its checkpoint was', async () => {
    const note = await noteOf(303);
    await setNote(303, note.replace('\n303\n', '\n304\n'));
    await isFound(
      'brokenSignature',
      undefined,
      'The checkpoint of 303 entries in the database was changed after',
    );
    await setNote(303, 'nothing');
    await isFound('malformedCheckpoint', undefined, 'is no signed checkpoint');
    await setNote(303, await noteOf(300));
    await isFound('malformedCheckpoint', undefined, 'is one of 300 entries');
  });

  test('takes no checkpoint that somebody else has signed, nor one of another log', async () => {
    const [log] = await run('SELECT origin FROM seal_log');
    const checkpoint = { origin: String(log?.origin), size: 303, root: Buffer.alloc(32) };
    await setNote(303, signedNote(checkpointText(checkpoint), [newSignerKey(checkpoint.origin)]));
    await isFound('wrongKey', undefined, 'whoever wrote it does not have the key');
    await run("UPDATE seal_log SET origin = 'rollcall/another'");
    await isFound('otherLog', undefined, 'is of another log than rollcall/another');
  });

  test('is found to be cut off where checkpoints are gone', async () => {
    await run('DELETE FROM seal_checkpoints WHERE size = 310');
    await isFound('truncated', 304, '310 entries were sealed, and the checkpoints of more than 303 are gone');
    await run('DELETE FROM sealed_entries WHERE position > 303');
    await isFound(
      'truncated',
      304,
      'a checkpoint outside of the database is about 310 entries, and the last one in it about 303',
    );
  });

  test('is found to be written anew by whoever has its key, once a checkpoint is outside', async () => {
    await run("UPDATE journal SET source = '10.0.0.1' WHERE position = 302");
    for (const table of ['sealed_entries', 'seal_tiles', 'seal_checkpoints'])
      await run(`DELETE FROM ${table}`);
    // Whoever writes it anew keeps what there is outside as it was.
    const kept = files().map((file) => [file, readFileSync(file, 'utf8')] as const);
    for (const [file] of kept) rmSync(file);
    await application.sealAuditLog(operator);
    for (const file of files()) rmSync(file);
    for (const [file, note] of kept) writeFileSync(file, note);
    await isFound(
      'unknownCheckpoint',
      1,
      'A checkpoint of 300 entries outside of the database is not one of those in it',
    );
  });

  test('is held against checkpoints that somebody kept, in any order', async () => {
    const notes = files().map((file) => readFileSync(file, 'utf8'));
    const kept = async function* () {
      yield* notes.toReversed();
    };
    expect(await application.verifyAuditLog(operator, { notes: kept() })).toMatchObject({
      checkpointsOutside: 6,
    });
    const strange = async function* () {
      yield signedNote('another\n1\n', [newSignerKey('another')]);
    };
    expect((await application.verifyAuditLog(operator, { notes: strange() })).fault).toMatchObject({
      code: 'wrongKey',
      message: expect.stringMatching(/^A checkpoint outside of the database is signed by a key/),
    });
  });

  const hashesAt = async (level: number, place: number) =>
    Buffer.from(
      String(
        (await run(`SELECT hashes FROM seal_tiles WHERE level = ${level} AND place = ${place}`))[0]?.hashes,
      ),
      'base64',
    );
  const setHashes = (level: number, place: number, hashes: Buffer) =>
    run(
      `UPDATE seal_tiles SET hashes = '${hashes.toString('base64')}' WHERE level = ${level} AND place = ${place}`,
    );

  test('is told from a tree that was changed while no entry was', async () => {
    const hashes = await hashesAt(0, 1);
    await setHashes(0, 1, Buffer.concat([leafHash(hashes), hashes.subarray(32)]));
    await isFound('treeAltered', 257, 'at the leaf of position 257');
    await setHashes(0, 1, hashes);
    await setHashes(1, 0, Buffer.alloc(32));
    await isFound('treeAltered', undefined, 'above its leaves (level 1, tile 0)');
  });

  test('is found to be changed together with its tree, up to the checkpoint that does not fit', async () => {
    const hashes = await hashesAt(0, 1);
    await setHashes(
      0,
      1,
      Buffer.concat([hashes.subarray(0, 46 * 32), leafHash(hashes), hashes.subarray(47 * 32)]),
    );
    await run("UPDATE journal SET source = '10.0.0.1' WHERE position = 303");
    await isFound(
      'rewritten',
      301,
      'Between positions 301 and 303 entries were changed together with the tree',
    );
  });

  test('is found to have entries where none can be', async () => {
    await writeEntries(stage, 2);
    await run('UPDATE journal SET position = 0 WHERE position = 312');
    await isFound('inserted', 0, 'At position 0 there is an entry that was never sealed');
    await run('DELETE FROM journal WHERE position = 0');
    await isFound(
      'truncated',
      312,
      'entries up to position 312 were written, and the last one that is there is at position 311',
    );
    await writeEntries(stage, 1);
    await isFound('removed', 312, 'The entry at position 312, which was not sealed yet, was removed');
  });
});
