import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';
import { onEachDatabase } from '../../support/databases.ts';

const header =
  'userName,name.givenName,NAME.familyName,emails.value,active,externalId,profile.location,department,"phoneNumbers[type eq ""work""].value","phoneNumbers[type eq ""home""].value"';

onEachDatabase('Agents are imported', (product) => {
  let on: ReturnType<typeof freshInstallation>;
  const fileOf = (name: string, ...lines: readonly string[]) => {
    const file = join(on.folder, name);
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    return file;
  };
  const entries = async () =>
    (await on.json('audit', 'tail', '--limit', '50')).map(
      ({ action, target }: { action: string; target?: { name?: string } }) => `${action} ${target?.name}`,
    );

  beforeAll(async () => {
    on = freshInstallation({ ROLLCALL_DATABASE_URL: await product.freshUrl() });
    await on.run('migrate');
    await on.json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.example');
  });

  test('from CSV whose first line names attributes, each with an entry in the audit log', async () => {
    const file = fileOf(
      'people.csv',
      header,
      'ada@example.com,Ada,"Love\nlace ""the first""",ada@example.com,TRUE,e-1,London,Sales,+44 1,',
      '',
      'bob@example.com,Bob,,,false,,,,,+44 2',
    );
    expect(await on.run('agent', 'import', file)).toEqual({
      code: 0,
      stdout: 'imported       2\nalready there  0\nrefused        0\n',
      stderr: '',
    });
    expect(await on.json('agent', 'show', 'ada@example.com')).toMatchObject({
      externalId: 'e-1',
      status: 'active',
      name: { givenName: 'Ada', familyName: 'Love\nlace "the first"' },
      emails: [{ value: 'ada@example.com', primary: true }],
      profile: { location: 'London' },
      directory: {
        phoneNumbers: [{ type: 'work', value: '+44 1' }],
        'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User': { department: 'Sales' },
      },
    });
    expect(await on.json('agent', 'show', 'bob@example.com')).toMatchObject({
      status: 'deactivated',
      directory: { phoneNumbers: [{ type: 'home', value: '+44 2' }] },
    });
    expect(await entries()).toEqual(
      expect.arrayContaining(['AgentProvisioned ada@example.com', 'AgentProvisioned bob@example.com']),
    );
  });

  test('from JSON lines on standard input; what is not kept is told', async () => {
    const cy = { userName: 'cy@example.com', name: { givenName: 'Cy' }, shoeSize: 44, id: 'theirs' };
    const dee = { schemas: ['urn:ietf:params:scim:schemas:core:2.0:User'], userName: 'dee@example.com' };
    const lines = `\uFEFF${JSON.stringify(cy)}\r\n\r\n${JSON.stringify(dee)}`;
    const { stdout, code } = await on
      .start('agent', 'import', '-', '--format', 'jsonl', '--json')
      .fed(lines)
      .ended();
    expect([code, JSON.parse(stdout)]).toEqual([
      0,
      { imported: 2, alreadyThere: 0, refused: 0, dryRun: false, unkept: ['shoeSize'], firstRefused: [] },
    ]);
    expect(await on.json('agent', 'show', 'cy@example.com')).toMatchObject({ name: { givenName: 'Cy' } });
  });

  test('once: what is there already stays as it is, and is no refusal', async () => {
    const before = await entries();
    const file = fileOf('again.csv', 'userName,title', 'ADA@example.com,Countess', 'eve@example.com,');
    expect(await on.json('agent', 'import', file)).toMatchObject({ imported: 1, alreadyThere: 1 });
    expect((await on.json('agent', 'show', 'ada@example.com')).directory).not.toHaveProperty('title');
    expect(await entries()).toEqual([...before, 'AgentProvisioned eve@example.com']);
  });

  test('but for the lines that are refused, each of which is told with its number and why', async () => {
    const refused = join(on.folder, 'refused.jsonl');
    const file = fileOf(
      'wrong.csv',
      'userName,active,"emails[type eq ""work""].value","emails[type eq ""work""].primary"',
      'fay@example.com,true,,',
      'nobody,true,,',
      'gus@example.com,perhaps,,',
      'hal@example.com,true',
      'FAY@example.com,true,,',
      'ivy@example.com,true,other@example.com,true',
      'jo@example.com,true,,',
    );
    const { code, stdout } = await on.run('agent', 'import', file, '--refused', refused);
    expect(code).toBe(1);
    expect(stdout).toContain('line 3: ');
    expect(stdout).toMatch(/^imported +2\nalready there +0\nrefused +5$/m);
    const told = readFileSync(refused, 'utf8').trim().split('\n');
    expect(told.map((line) => JSON.parse(line)).sort((left, right) => left.line - right.line)).toEqual([
      { line: 3, userName: 'nobody', code: 'emailInvalid', message: expect.stringContaining('userName') },
      { line: 4, code: 'inputInvalid', message: expect.stringContaining('"active"') },
      {
        line: 5,
        code: 'inputInvalid',
        message: 'The line has 2 cells, and the first line names 4 columns.',
      },
      {
        line: 6,
        userName: 'FAY@example.com',
        code: 'userNameTaken',
        message: 'Line 2 has the same userName.',
      },
      { line: 7, userName: 'ivy@example.com', code: 'primaryEmailDiffers', message: expect.any(String) },
    ]);
    expect(statSync(refused).mode & 0o777).toBe(0o600);
    expect(await entries()).toContain('ProvisionAgent nobody');
    expect((await on.json('agent', 'list')).total).toBe(7);
  });

  test('not at all in a dry run, which tells what would become of each', async () => {
    const before = await entries();
    const file = fileOf('trial.csv', 'userName', 'kim@example.com', 'nobody', 'ada@example.com');
    const { code, stdout } = await on.run('agent', 'import', file, '--dry-run');
    expect(code).toBe(1);
    expect(stdout).toMatch(/^line 3: .*\nwould be imported +1\nalready there +1\nrefused +1$/m);
    expect(await entries()).toEqual(before);
    expect((await on.json('agent', 'list')).total).toBe(7);
  });

  test('more of them than one transaction takes', async () => {
    const people = Array.from({ length: 1201 }, (_, index) => `p${index}@example.com`);
    const file = fileOf('many.csv', 'userName', ...people.slice(0, 600), 'nobody', ...people.slice(600));
    const { code, stdout } = await on.run('agent', 'import', file, '--json');
    expect([code, JSON.parse(stdout)]).toMatchObject([
      1,
      { imported: 1201, alreadyThere: 0, refused: 1, firstRefused: [{ line: 602 }] },
    ]);
    expect((await on.json('agent', 'list', '--filter', 'userName sw "p"')).total).toBe(1201);
  });
});
