import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { Progress } from '../../../src/adapters/command-line/progress.ts';
import { freshInstallation } from '../../main/installation.ts';
import { administer } from '../../support/databases.ts';

function terminal(isTTY: boolean) {
  const written: string[] = [];
  return { isTTY, written, write: (text: string) => written.push(text) > 0 };
}

test('a terminal is told on one line, which goes when the work is done', () => {
  const shown = terminal(true);
  const progress = new Progress((done) => `${done} of 2 agents are moved …`, shown);
  progress.report(1);
  progress.end();
  expect(shown.written).toEqual(['\r1 of 2 agents are moved …\u001b[K', '\r\u001b[K']);
});

test('what is no terminal is told nothing', () => {
  const piped = terminal(false);
  const progress = new Progress(String, piped);
  progress.report(1);
  progress.end();
  expect(piped.written).toEqual([]);
});

test('a renaming writes nothing beside its result where nobody watches', async () => {
  const { json, run, provision } = freshInstallation();
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com', 'bob@example.com');
  expect(await run('attribute', 'rename', 'location', 'city')).toEqual({
    code: 0,
    stdout: expect.stringContaining('profile.location is profile.city now; 2 agents had it.'),
    stderr: '',
  });
});

test('an export into a file tells on the terminal how far it is, and nothing of it in the file', async () => {
  const { folder, json, runOnTerminal, provision } = freshInstallation();
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  await provision('ada@example.com');
  const { code, stdout } = await runOnTerminal('entries.jsonl', 'audit', 'export');
  expect([code, stdout]).toEqual([0, expect.stringMatching(/At position \d+ of \d+ …/)]);
  const lines = readFileSync(join(folder, 'entries.jsonl'), 'utf8').trim().split('\n');
  expect(lines.map((line) => JSON.parse(line).action)).toContain('AgentProvisioned');
});

test('a renaming that was interrupted is listed with what goes on with it', async () => {
  const { folder, json, run, provision } = freshInstallation();
  const opened = ['--name', 'Acme', '--sso-issuer', 'https://acme.okta.example'];
  const { id } = await json('account', 'create', ...opened);
  await provision('ada@example.com');
  const renamed = "UPDATE profile_attributes SET renamed_to = 'city' WHERE name = 'location'";
  await administer(`sqlite:${folder}/data/rollcall.db`, renamed);
  const goingOn = `rollcall attribute rename location city --account ${id}`;
  expect((await run('attribute', 'list')).stdout).toContain(
    `A renaming was interrupted. To go on: ${goingOn}\n`,
  );
  expect((await run('attribute', 'show', 'location')).stdout).toContain(`1 agents; to go on: ${goingOn}`);
  expect(await json(...goingOn.split(' ').slice(1))).toEqual({ from: 'location', to: 'city', agents: 1 });
  expect((await run('attribute', 'list')).stdout).not.toContain('interrupted');
});
