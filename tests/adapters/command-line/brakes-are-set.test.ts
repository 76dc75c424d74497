import { expect, test } from 'vitest';
import { freshInstallation } from '../../main/installation.ts';

const { json, run } = freshInstallation();

test('the brake is shown, set in parts and released, and nobody is brought back where nobody is out', async () => {
  await json('account', 'create', '--name', 'Acme', '--sso-issuer', 'https://acme.okta.com');
  const settings = { percent: 10, minutes: 15, agentsMin: 10, stops: false };
  const rest = { goesOnUntil: null, wave: null };
  expect(await json('brake', 'show')).toEqual({ ...settings, ...rest });
  const changed = { ...settings, percent: 25, stops: true };
  expect(await json('brake', 'set', '--percent', '25', '--stops', 'on')).toEqual({ ...changed, ...rest });
  expect((await run('brake', 'show')).stdout).toMatch(
    /more than 25 % within 15 minutes, and 10 agents at least\n.*Okta is\s+stopped/,
  );
  expect((await run('brake', 'set', '--percent', '101')).code).toBe(2);
  expect(await json('brake', 'list')).toEqual([]);
  expect((await run('brake', 'list')).stdout).toContain('0 would come back');
  expect(await json('brake', 'go-on')).toEqual({ ...changed, ...rest });
  const none = await run('brake', 'bring-back', '--yes');
  expect([none.code, none.stderr]).toEqual([1, expect.stringContaining('nobody to be brought back')]);
  expect((await run('brake', 'bring-back', '--dry-run')).stderr).toContain('nobody to be brought back');
  expect((await run('brake', 'bring-back')).stderr).toContain('repeat with --yes');
  expect((await run('audit', 'tail')).stdout.match(/BrakeSet/g)).toHaveLength(1);
});
