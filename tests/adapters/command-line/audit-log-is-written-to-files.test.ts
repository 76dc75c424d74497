import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { folder, json, run, startWithin, provision } = freshInstallation();
const text = (file: string) => readFileSync(`${folder}/${file}`, 'utf8');

beforeAll(async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com');
  mkdirSync(`${folder}/out`);
});

test('an export goes into a file as a whole, which only its owner reads', async () => {
  writeFileSync(`${folder}/out/entries.jsonl`, 'of yesterday');
  const { code, stdout, stderr } = await run('audit', 'export', '--output', 'out/entries.jsonl');
  expect([code, stdout, stderr]).toEqual([0, '', expect.stringContaining('This is every entry up to')]);
  expect(text('out/entries.jsonl')).toBe((await run('audit', 'export')).stdout);
  expect(statSync(`${folder}/out/entries.jsonl`).mode & 0o777).toBe(0o600);
  expect(readdirSync(`${folder}/out`)).toEqual(['entries.jsonl']);
});

test('an export of OCSF is an event a line, in the order of the log', async () => {
  const { stdout } = await run('audit', 'export', '--format', 'ocsf');
  const events = stdout.trimEnd().split('\n');
  expect(
    events.map((line) => JSON.parse(line)).map(({ class_uid, activity_id }) => [class_uid, activity_id]),
  ).toEqual([
    [3004, 1],
    [3004, 1],
    [3001, 1],
  ]);
});

test.each([
  [['--output', 'nowhere/entries.jsonl'], 'nowhere/entries.jsonl cannot be written: ENOENT'],
  [['--output', 'out'], 'out cannot be written: it is a folder.'],
  [['--format', 'xml'], 'There is no format "xml"; there are jsonl, csv, ocsf.'],
  [['--output', 'out/never.jsonl', '--since', 'soon'], '"soon" is no time.'],
  [['--output', 'out/never.jsonl', '--token', 'Entra'], 'There is no API token of that id or name'],
])('an export with %j is refused in a sentence, and leaves no file', async (options, message) => {
  const before = readdirSync(`${folder}/out`);
  const { code, stdout, stderr } = await run('audit', 'export', ...options);
  expect([code, stdout]).toEqual([1, '']);
  expect(stderr).toContain(message);
  expect(stderr).toMatch(/^[^\n]+\n(See: [^\n]+\n)?$/);
  expect(readdirSync(`${folder}/out`)).toEqual(before);
});

test('an export for which there is no room leaves nothing behind', async () => {
  await provision(...Array.from({ length: 400 }, (_, index) => `agent-${index}@example.com`));
  const exporting = startWithin(100, 'audit', 'export', '--output', 'out/too-large.jsonl');
  const { code, stderr } = await exporting.ended();
  expect([code, stderr]).toEqual([
    1,
    expect.stringContaining('out/too-large.jsonl cannot be written: EFBIG'),
  ]);
  expect(readdirSync(`${folder}/out`)).toEqual(['entries.jsonl']);
});
