import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshFolder, freshInstallation } from '../../main/installation.ts';
import { lasting, outputsShown } from '../../support/guide-outputs.ts';

const service = freshInstallation();
/** An auditor's laptop: a folder with two files, and neither database nor configuration. */
const laptop = freshFolder();
const path = (file: string) => join(laptop.folder, file);
const verify = (file: string, key = 'key.pub', ...options: readonly string[]) =>
  laptop.run('audit', 'verify', '--export', path(file), '--public-key', path(key), ...options);
let [ada, bob] = ['', ''];

async function kept(file: string, ...verb: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await service.run(...verb);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  writeFileSync(path(file), stdout);
  return stdout;
}

beforeAll(async () => {
  await service.json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  [ada = '', bob = ''] = await service.provision('ada@example.com', 'bob@example.com');
  await service.json('group', 'create', '--name', 'Engineers', '--members', 'ada@example.com');
  await service.json('agent', 'deactivate', 'ada@example.com');
  await service.json('account', 'create', '--name', 'Other', '--sso-issuer', 'https://other.okta.example');
  await kept('key.pub', 'audit', 'public-key');
  await kept('all.jsonl', 'audit', 'export', '--proofs', '--account', 'Acme');
  await kept('ada.jsonl', 'audit', 'export', '--proofs', '--account', 'Acme', '--agent', 'ada@example.com');
  await kept('proof.json', 'agent', 'proof', ada, '--account', 'Acme');
});

test('a whole export verifies, and shows that nothing is missing', async () => {
  const { code, stdout, stderr } = await verify('all.jsonl');
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  expect(stdout).toMatch(
    /^6 entries of the account \S+ are as the log \S+ has signed them, the last of \S+\.\nNone is missing/,
  );
  expect(lasting(stdout)).toBe(lasting(outputsShown('Verify it on another machine')[0] ?? ''));
  const document = JSON.parse((await verify('all.jsonl', 'key.pub', '--json')).stdout);
  expect(document).toMatchObject({ entries: 6, isComplete: true });
});

test('a part of it verifies, and says that it is one', async () => {
  const { code, stdout } = await verify('ada.jsonl');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^2 entries .*\nOnly entries that were asked for/);
});

test('a proof of deprovisioning verifies, and reads as sentences', async () => {
  const { code, stdout } = await verify('proof.json');
  expect(code).toBe(0);
  expect(stdout).toMatch(
    /: ada@example\.com was made inactive by the operator .*From then on sign-in and personal tokens/,
  );
  const { summary } = JSON.parse(readFileSync(path('proof.json'), 'utf8'));
  expect(stdout).toContain(summary[0]);
  const [shown = ''] = outputsShown('Prove that somebody is out');
  expect(lasting(stdout).split('\n').at(-2)).toBe(lasting(shown).split('\n').at(-2));
});

test.each<[string, string, (text: string) => string]>([
  ['all.jsonl', 'entryAltered', (text) => text.replace('bob@example.com', 'eve@example.com')],
  ['all.jsonl', 'entryRemoved', (text) => text.replace(/.*bob@example\.com.*\n/, '')],
  ['all.jsonl', 'exportTruncated', (text) => text.slice(0, -100)],
  ['proof.json', 'entryAltered', (text) => text.replace('"to": false', '"to": true')],
  ['proof.json', 'summaryAltered', (text) => text.replace('was made inactive', 'was never made inactive')],
  [
    'proof.json',
    'notProved',
    (text) => text.replace(/("agentId": ")[^"]+/, '$10199d2a0-0000-7000-8000-ffffffffffff'),
  ],
  ['proof.json', 'notProved', (text) => JSON.stringify({ ...JSON.parse(text), summary: [], entries: [] })],
  ['proof.json', 'exportMalformed', (text) => text.slice(0, -10)],
])('in %s what was changed is found: %s', async (file, code, change) => {
  const before = readFileSync(path(file), 'utf8');
  writeFileSync(path('changed'), change(before));
  expect(change(before)).not.toBe(before);
  const answer = await verify('changed', 'key.pub', '--json');
  expect(answer).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(answer.stderr).error).toMatchObject({ code });
});

test('the key of another installation is refused', async () => {
  const other = freshInstallation();
  await other.json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  writeFileSync(path('other.pub'), (await other.run('audit', 'public-key')).stdout);
  const { code, stdout, stderr } = await verify('all.jsonl', 'other.pub');
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toMatch(/^The checkpoint is of the log ".*", and the public key is for ".*"\.\n$/);
});

test.each([
  [['--export', 'nowhere.jsonl', '--public-key', path('key.pub')], 'fileUnreadable'],
  [['--export', path('all.jsonl'), '--public-key', 'nowhere.pub'], 'fileUnreadable'],
  [['--export', path('all.jsonl')], 'publicKeyMissing'],
  [['--export', path('key.pub'), '--public-key', path('key.pub')], 'exportMalformed'],
])('a wrong call ends with one sentence: %j', async (options, code) => {
  const answer = await laptop.run('audit', 'verify', ...options, '--json');
  expect(answer).toMatchObject({ code: 1, stdout: '' });
  expect(JSON.parse(answer.stderr).error).toMatchObject({ code });
});

test('nobody is proved to have left who is there', async () => {
  const { code, stderr } = await service.run('agent', 'proof', bob, '--account', 'Acme');
  expect({ code, stderr }).toEqual({
    code: 1,
    stderr: 'The agent is active, so that there is no end of its access to be proved.\n',
  });
});

test('after an erasure what was exported before verifies, and what is exported then names nobody', async () => {
  const words = ['agent', 'erase', ada, '--account', 'Acme', '--reason', 'Letter of 1 November'];
  const would = await service.json(...words, '--dry-run');
  expect(would).toMatchObject({ id: ada });
  const erased = await service.json(...words, '--yes');
  expect(erased.entries).toBeGreaterThanOrEqual(would.entries);
  expect((await verify('all.jsonl')).code).toBe(0);
  const after = await kept('after.jsonl', 'audit', 'export', '--proofs', '--account', 'Acme');
  expect(after).not.toContain('ada@example.com');
  expect(after).toContain('bob@example.com');
  expect((await verify('after.jsonl')).stdout).toMatch(/None is missing/);
  expect(await service.json('audit', 'verify')).not.toHaveProperty('fault');
  const left = await kept('left.json', 'agent', 'proof', ada, '--account', 'Acme');
  expect(left).not.toContain('ada@example.com');
  expect((await verify('left.json')).code).toBe(0);
});
