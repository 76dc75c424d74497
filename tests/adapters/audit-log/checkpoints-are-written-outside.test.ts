import { once } from 'node:events';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { CheckpointFolder } from '../../../src/adapters/audit-log/seal/checkpoint-folder.ts';
import type { Application } from '../../../src/application/application.ts';
import type { KeptCheckpoint } from '../../../src/application/ports/audit-seal.ts';
import { later, noon } from '../../support/agents.ts';
import { applicationOn } from '../../support/application-on.ts';
import { sqlite } from '../../support/databases.ts';
import { stageOn } from '../../support/open-storage.ts';
import { operator, reader, writeEntries } from '../../support/sealed-log.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const stage = stageOn(sqlite);

const checkpoint: KeptCheckpoint = { size: 12, note: 'note\n', madeAt: noon };

async function notesOf(folder: CheckpointFolder): Promise<readonly string[]> {
  const notes: string[] = [];
  for await (const note of folder.notes()) notes.push(note);
  return notes;
}

test('a folder has a file for each checkpoint, in one folder a day, and nothing unfinished', async () => {
  const path = join(temporaryFolder(), 'new', 'one');
  const folder = new CheckpointFolder(path);
  expect(await notesOf(folder)).toEqual([]);
  await folder.put({ ...checkpoint, size: 7, note: 'seven\n' });
  await folder.put(checkpoint);
  await folder.put(checkpoint);
  expect(readdirSync(path, { recursive: true, encoding: 'utf8' }).toSorted()).toEqual([
    noon.slice(0, 10),
    `${noon.slice(0, 10)}/000000000000007.checkpoint`,
    `${noon.slice(0, 10)}/000000000000012.checkpoint`,
  ]);
  expect(await notesOf(folder)).toEqual(['seven\n', 'note\n']);
});

test('a folder never has one checkpoint take the place of another', async () => {
  const folder = new CheckpointFolder(temporaryFolder());
  await folder.put(checkpoint);
  await expect(folder.put({ ...checkpoint, note: 'other\n' })).rejects.toThrow(
    'another checkpoint of 12 entries',
  );
  expect(await notesOf(folder)).toEqual(['note\n']);
});

test('what else is in a folder is passed over', async () => {
  const path = temporaryFolder();
  const folder = new CheckpointFolder(path);
  await folder.put(checkpoint);
  writeFileSync(join(path, 'README'), 'kept by the auditors');
  writeFileSync(join(path, noon.slice(0, 10), '.half'), 'no');
  expect(await notesOf(folder)).toEqual(['note\n']);
});

test('what could not be written down is written down later, and told meanwhile', async () => {
  const path = join(temporaryFolder(), 'outside');
  writeFileSync(path, 'in the way');
  const application = applicationOn(stage().storage, { settings: { auditCheckpoints: path } });
  await writeEntries(stage(), 2);
  await expect(application.sealAuditLog(operator)).rejects.toThrow(
    new RegExp(
      `^The checkpoint of 2 entries cannot be written to ${path}: .*It is tried again each minute\\.$`,
    ),
  );
  expect(await application.describeSeal(operator)).toMatchObject({
    checkpoint: { size: 2 },
    undelivered: 1,
    undeliveredSince: later,
  });
  rmSync(path);
  await application.sealAuditLog(operator);
  expect(await application.describeSeal(operator)).toMatchObject({
    undelivered: 0,
    undeliveredSince: undefined,
  });
  const [file = ''] = readdirSync(join(path, later.slice(0, 10)));
  const note = readFileSync(join(path, later.slice(0, 10), file), 'utf8');
  expect(note).toBe((await application.readCheckpoint(reader))?.note);
});

const received: { readonly method?: string; readonly type?: string; readonly body: string }[] = [];
let answers = 204;
const receiver = createServer(async (request, response) => {
  let body = '';
  for await (const chunk of request) body += chunk;
  received.push({ method: request.method, type: request.headers['content-type'], body });
  response.writeHead(answers, answers === 302 ? { Location: '/elsewhere' } : {}).end();
});
let toAddress: Application;
beforeAll(async () => {
  await once(receiver.listen(0, '127.0.0.1'), 'listening');
  const { port } = receiver.address() as AddressInfo;
  const auditCheckpoints = `http://127.0.0.1:${port}/a-secret-path`;
  toAddress = applicationOn(stage().storage, { settings: { auditCheckpoints } });
});
afterAll(() => receiver.close());

test('an address is sent each checkpoint once it takes it, and no error tells its path', async () => {
  for (answers of [500, 302]) {
    await writeEntries(stage(), 1);
    const sealing = toAddress.sealAuditLog(operator);
    await expect(sealing).rejects.toThrow(
      /^The checkpoint of \d+ entries cannot be written to http:\/\/127\.0\.0\.1/,
    );
    await expect(sealing).rejects.not.toThrow('a-secret-path');
  }
  received.length = 0;
  answers = 204;
  await toAddress.sealAuditLog(operator);
  expect(received).toMatchObject([
    { method: 'POST', type: 'text/plain; charset=utf-8', body: expect.stringMatching(/^rollcall\/.*\n3\n/) },
    { method: 'POST', body: (await toAddress.readCheckpoint(reader))?.note },
  ]);
  expect(await toAddress.describeSeal(operator)).toMatchObject({ undelivered: 0 });
  await toAddress.sealAuditLog(operator);
  expect(received).toHaveLength(2);
});
