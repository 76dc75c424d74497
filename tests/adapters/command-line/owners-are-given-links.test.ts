import { expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run } = freshInstallation();

test('a link is made for the only owner, or for the one who is named', async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.com');
  const without = await run('sign-in-link');
  expect([without.code, without.stderr]).toEqual([1, expect.stringContaining('rollcall owner name EMAIL')]);
  await json('owner', 'name', 'ada@example.com');
  const link = expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+\/sign-in\/link#[\w-]{43}$/);
  const made = { owner: 'ada@example.com', link, endsAt: expect.any(String) };
  expect(await json('sign-in-link')).toEqual(made);
  expect((await run('sign-in-link')).stdout).toMatch(/^Have ada@example\.com open this before 20/);
  expect((await run('doctor')).stdout).toContain('one signs ada@example.com in to "Acme" until');
  await json('owner', 'name', 'grace@example.com');
  const ambiguous = await run('sign-in-link');
  expect(ambiguous.code).toBe(1);
  expect(ambiguous.stderr).toMatch(/--owner:\s+ada@example\.com\s+grace@example\.com/);
  expect(await json('sign-in-link', '--owner', 'GRACE@example.com')).toMatchObject({
    owner: 'grace@example.com',
  });
  const nobody = await run('sign-in-link', '--owner', 'eve@example.com');
  expect(nobody.code).toBe(1);
  expect(nobody.stderr).toMatch(/no owner with the userName "eve@example\.com".*\s+ada@example\.com/);
  expect((await run('audit', 'tail')).stdout.match(/SignInLinkMade/g)).toHaveLength(3);
});
