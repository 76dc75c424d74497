import {
  appendFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FileSink } from '../../../src/adapters/audit-log/sinks/file-sink.ts';
import { sinkFormats } from '../../../src/adapters/entry-formats/sink-formats.ts';
import { entriesFrom, entryAt } from '../../support/entries.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

function sinkIn({
  bytesMax = 1_000_000,
  kept = 10,
  format = sinkFormats.jsonl as (typeof sinkFormats)[keyof typeof sinkFormats],
} = {}) {
  const folder = temporaryFolder();
  const path = join(folder, 'audit.jsonl');
  const make = () => new FileSink(format, { path, bytesMax, kept });
  const files = () => readdirSync(folder).toSorted();
  const positions = () =>
    files()
      .toSorted((left, right) => right.length - left.length || left.localeCompare(right))
      .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
      .filter((line) => line !== '')
      .map((line) => format.positionIn(JSON.parse(line)));
  return { folder, path, make, files, positions };
}

const numbers = (first: number, last: number) => entriesFrom(first, last).map(({ position }) => position);

test.each(Object.entries(sinkFormats))(
  'entries stand in the file as %s, which only its owner reads',
  async (_, format) => {
    const { path, make, positions } = sinkIn({ format });
    const sink = make();
    expect(await sink.open(0)).toBe(0);
    expect(await sink.write(entriesFrom(1, 3))).toBe(3);
    expect(await sink.settle()).toBe(3);
    await sink.close();
    expect(positions()).toEqual([1, 2, 3]);
    expect(statSync(path).mode & 0o777).toBe(0o600);
  },
);

test('what was written and not remembered is not written again', async () => {
  const { make, positions } = sinkIn();
  const killed = make();
  await killed.open(0);
  await killed.write(entriesFrom(1, 3));
  // The database never heard of it.
  const next = make();
  expect(await next.open(0)).toBe(3);
  await next.write(entriesFrom(4, 5));
  await next.close();
  await killed.close();
  expect(positions()).toEqual([1, 2, 3, 4, 5]);
});

test.each([1, 40, 300])('a line of which only %i bytes were written is written anew', async (bytes) => {
  const { path, make, positions } = sinkIn();
  const killed = make();
  await killed.open(0);
  await killed.write(entriesFrom(1, 2));
  await killed.close();
  appendFileSync(path, sinkFormats.jsonl.lineOf(entryAt(3)).slice(0, bytes));
  const next = make();
  expect(await next.open(2)).toBe(2);
  await next.write(entriesFrom(3, 4));
  await next.close();
  expect(positions()).toEqual([1, 2, 3, 4]);
});

test('a first line that was begun is written anew', async () => {
  const { path, make, positions } = sinkIn();
  writeFileSync(path, '{"posi');
  const sink = make();
  expect(await sink.open(0)).toBe(0);
  await sink.write(entriesFrom(1, 1));
  await sink.close();
  expect(positions()).toEqual([1]);
});

test('an entry of megabytes is found at the end', async () => {
  const { make } = sinkIn();
  const sink = make();
  await sink.open(0);
  await sink.write([entryAt(1), entryAt(2, { changes: [{ path: 'x', to: 'y'.repeat(3_000_000) }] })]);
  await sink.close();
  expect(await make().open(0)).toBe(2);
});

test('a file that was moved away, or emptied, goes on with the entry that follows', async () => {
  const { folder, path, make, positions } = sinkIn();
  const sink = make();
  await sink.open(0);
  await sink.write(entriesFrom(1, 3));
  await sink.close();
  renameSync(path, join(folder, 'elsewhere'));
  const next = make();
  expect(await next.open(3)).toBe(3);
  await next.write(entriesFrom(4, 4));
  await next.close();
  expect(positions()).toEqual([4, 1, 2, 3]);
});

test.each<[string, (path: string, folder: string) => void, readonly number[]]>([
  ['moved away', (path, folder) => renameSync(path, join(folder, 'elsewhere')), [4, 1, 2, 3]],
  ['removed', (path) => rmSync(path), [4]],
  ['emptied', (path) => truncateSync(path), [4]],
])('a file that is %s while it is written to is begun anew', async (_, change, left) => {
  const { folder, path, make, positions } = sinkIn();
  const sink = make();
  await sink.open(0);
  await sink.write(entriesFrom(1, 3));
  change(path, folder);
  expect(await sink.write(entriesFrom(4, 4))).toBe(4);
  await sink.close();
  expect(positions()).toEqual(left);
});

test('a process that stood still while another one went on writes nothing twice', async () => {
  const { make, positions } = sinkIn();
  const stood = make();
  await stood.open(0);
  await stood.write(entriesFrom(1, 3));
  const next = make();
  expect(await next.open(3)).toBe(3);
  await next.write(entriesFrom(4, 5));
  await expect(stood.write(entriesFrom(4, 5))).rejects.toThrow('Somebody else has written to');
  await stood.close();
  await next.write(entriesFrom(6, 6));
  await next.close();
  expect(positions()).toEqual(numbers(1, 6));
});

test('a file is set aside before it is too large, with the position of its last entry, and the newest are kept', async () => {
  const { make, files, positions } = sinkIn({ bytesMax: 2_000, kept: 2 });
  const sink = make();
  await sink.open(0);
  for (let position = 1; position <= 24; position += 2) await sink.write(entriesFrom(position, position + 1));
  await sink.close();
  const [current, ...setAside] = files();
  expect([current, setAside.length]).toEqual(['audit.jsonl', 2]);
  expect(positions()).toEqual(numbers(Number(positions()[0]), 24));
  expect(Number(setAside.at(-1)?.slice(-15))).toBeLessThan(24);
});

test('a process that is killed as it sets a file aside writes nothing twice', async () => {
  const { path, make, positions } = sinkIn();
  const killed = make();
  await killed.open(0);
  await killed.write(entriesFrom(1, 3));
  await killed.close();
  renameSync(path, `${path}.000000000000003`);
  const next = make();
  expect(await next.open(0)).toBe(3);
  await next.write(entriesFrom(4, 4));
  await next.close();
  expect(positions()).toEqual([1, 2, 3, 4]);
});

test.each([
  ['another format', sinkFormats.ocsf.lineOf(entryAt(1))],
  ['lines of something else', 'root:x:0:0:root:/root:/bin/bash\n'],
  ['text without a line', 'precious'],
  ['a document of JSON', '{"name":"precious"}'],
])('a file of %s is left as it is', async (_, content) => {
  const { path, make } = sinkIn();
  writeFileSync(path, content);
  await expect(make().open(0)).rejects.toThrow(
    `${path} holds something else than entries of the audit log in this format. Name another file, or move this one away.`,
  );
  expect(readFileSync(path, 'utf8')).toBe(content);
});

test('a folder in place of the file is told', async () => {
  const { path, make } = sinkIn();
  mkdirSync(path);
  await expect(make().open(0)).rejects.toThrow('EISDIR');
});
