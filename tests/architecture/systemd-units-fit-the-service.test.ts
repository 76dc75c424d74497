import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { AppConfig } from '../../config/app-config.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const folder = fileURLToPath(new URL('../../config/systemd/', import.meta.url));
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

const unitText = (name: string): string => readFileSync(join(folder, name), 'utf8');
const settingOf = (text: string, name: string): string | undefined =>
  new RegExp(`^${name}=(.*)$`, 'm').exec(text)?.[1];

/** What systemd says of a unit whose program is there. */
function said(name: string, text: string): string {
  const file = join(temporaryFolder(), name);
  writeFileSync(file, text.replaceAll('/opt/rollcall/rollcall', process.execPath));
  return spawnSync('systemd-analyze', ['verify', '--man=no', file], { encoding: 'utf8' }).stderr;
}

test.skipIf(!hasSystemd).each(['rollcall.service', 'rollcall-migrate.service'])(
  'systemd finds nothing wrong with %s',
  (name) => {
    expect(said(name, unitText(name))).toBe('');
    expect(said(name, unitText(name).replace('UMask', 'Umaks'))).toContain('Umaks');
  },
);

test('the service comes with the machine, and again however often it ends', () => {
  const text = unitText('rollcall.service');
  const settings = ['WantedBy', 'Restart', 'StartLimitIntervalSec'].map((name) => settingOf(text, name));
  expect(settings).toEqual(['multi-user.target', 'always', '0']);
});

test('the service has the time that it may take to stop, and writes where its database is', () => {
  const { stopSecondsMax, databaseUrl } = new AppConfig();
  const text = unitText('rollcall.service');
  expect(Number(settingOf(text, 'TimeoutStopSec'))).toBeGreaterThan(stopSecondsMax + 1);
  const file = join(settingOf(text, 'WorkingDirectory') ?? '', databaseUrl.replace('sqlite:', ''));
  expect(file.startsWith(`${settingOf(text, 'ReadWritePaths')}/`)).toBe(true);
});
