import { expect, test } from 'vitest';
import manifest from '../../../package.json' with { type: 'json' };
import { freshFolder } from '../../main/installation.ts';

const { run, json } = freshFolder();

test('the version is told alone, and by the doctor', async () => {
  expect(await run('--version')).toEqual({ code: 0, stdout: `${manifest.version}\n`, stderr: '' });
  const { checks } = await json('doctor');
  expect(checks[0]).toMatchObject({ name: 'version', found: expect.stringContaining(manifest.version) });
});

test.each([
  ['rollcall', ['help'], ['--help'], ['-h']],
  ['rollcall token', ['help', 'token'], ['token', '--help'], ['token', '-h']],
  ['rollcall token create', ['help', 'token', 'create'], ['token', 'create', '--help']],
  ['rollcall doctor', ['help', 'doctor'], ['doctor', '-h'], ['doctor', '--json', '--help']],
])('the help of "%s" is given wherever it is asked for', async (called, ...verbs) => {
  for (const verb of verbs) {
    const { code, stdout, stderr } = await run(...verb);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toMatch(new RegExp(`^Usage: ${called} \\[options\\]`));
  }
});

test.each([
  [['tokn', 'list'], "unknown command 'tokn'", '(Did you mean token?)', 'See: rollcall --help'],
  [['tokn', '--help'], "unknown command 'tokn'", '(Did you mean token?)', 'See: rollcall --help'],
  [['token', 'creat'], "unknown command 'creat'", '(Did you mean create?)', 'See: rollcall token --help'],
  [
    ['help', 'token', 'creat'],
    "unknown command 'creat'",
    '(Did you mean create?)',
    'See: rollcall token --help',
  ],
  [
    ['agent', 'list', '--filtr', 'x'],
    "unknown option '--filtr'",
    '(Did you mean --filter?)',
    'See: rollcall agent list --help',
  ],
  [
    ['token', 'create', '--nam', 'x'],
    "unknown option '--nam'",
    '(Did you mean --name?)',
    'See: rollcall token create --help',
  ],
])('%j is a wrong call that says what was meant', async (verb, ...lines) => {
  expect(await run(...verb)).toEqual({ code: 2, stdout: '', stderr: `${lines.join('\n')}\n` });
});
