import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Checker, type Checkers, failureOf, outcomeOf, stepsOfClients, workFolder } from './checker.ts';
import type { FreshServer } from './fresh-server.ts';

const sources = join(import.meta.dirname, 'go');
const program = join(process.cwd(), workFolder, 'go', 'verify-log');

function prepare(): string | undefined {
  if (failureOf('go', ['version']) !== undefined) {
    return 'Go (1.26 or newer) is not installed: https://go.dev/dl';
  }
  const unfetched = failureOf('go', ['-C', sources, 'mod', 'download']);
  if (unfetched !== undefined) {
    return `The modules of go/go.mod could not be fetched. Is a Go module proxy reached?\n${unfetched}`;
  }
  const failure = failureOf('go', ['-C', sources, 'build', '-o', program, '.']);
  if (failure !== undefined) throw new Error(`The program in ${sources} does not compile:\n${failure}`);
  return undefined;
}

/** Enough that the tree has tiles on two levels, the leaves two of them. */
const usersBefore = 200;
const usersAfter = 150;

async function addUsers({ baseUrl, token }: FreshServer, from: number, count: number): Promise<void> {
  for (let number = from; number < from + count; number += 1) {
    const answer = await fetch(`${baseUrl}/Users`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'application/scim+json' },
      body: JSON.stringify({
        schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'],
        userName: `agent-${number}@example.com`,
        name: { givenName: 'Zoë', familyName: '𝒪’Neil "<&>"' },
        profile: { level: number / 7, tags: ['a/b', 'c~d'] },
      }),
    });
    if (answer.status !== 201)
      throw new Error(`A user was answered with ${answer.status}: ${await answer.text()}`);
  }
}

/** What a verb prints on the database of the server. */
function rollcall(folder: string, ...words: readonly string[]): string {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['dist/src/main/command-line.js', ...words],
    {
      encoding: 'utf8',
      env: { ...process.env, ROLLCALL_DATABASE_URL: `sqlite:${join(folder, 'checked.db')}` },
      maxBuffer: 1024 ** 3,
    },
  );
  if (status !== 0) throw new Error(`rollcall ${words.join(' ')} ended with ${status}: ${stderr}`);
  return stdout;
}

async function check(server: FreshServer, folder: string) {
  const file = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const { origin } = new URL(server.baseUrl);
  const issued = ['token', 'create', '--name', 'Verifier', '--scopes', 'events:read', '--json'];
  const { token } = JSON.parse(rollcall(folder, ...issued)) as { token: string };
  const checkpoint = async () => {
    rollcall(folder, 'audit', 'seal');
    const headers = { Authorization: `Bearer ${token}` };
    return (await fetch(`${origin}/audit-log/checkpoint`, { headers })).text();
  };
  await addUsers(server, 0, usersBefore);
  const earlier = file('earlier.checkpoint', await checkpoint());
  await addUsers(server, usersBefore, usersAfter);
  const [erased] = JSON.parse(rollcall(folder, 'agent', 'list', '--json')).agents as { id: string }[];
  rollcall(folder, 'agent', 'erase', String(erased?.id), '--reason', 'Asked for by letter', '--yes');
  // An account whose leaves are not opened.
  rollcall(folder, 'account', 'create', '--name', 'Other', '--sso-issuer', 'https://other.okta.example');
  const [account] = JSON.parse(rollcall(folder, 'account', 'list', '--json')) as { id: string }[];
  await checkpoint();
  const key = file('key.pub', rollcall(folder, 'audit', 'public-key'));
  const exported = ['audit', 'export', '--proofs', '--account', String(account?.id)];
  const lines = file('export.jsonl', rollcall(folder, ...exported));
  return outcomeOf(program, [`${origin}/audit-log`, token, key, earlier, lines], stepsOfClients);
}

const verifier: Checker = { name: 'transparency-dev/merkle and formats (Go)', check };

export const goCheckers: Checkers = { prepare, checkers: [verifier] };
