import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../../', import.meta.url));

interface LockedPackage {
  readonly version?: string;
  readonly integrity?: string;
  readonly os?: string | readonly string[];
  readonly cpu?: string | readonly string[];
  readonly libc?: readonly string[];
}

const packagesOf = (lockFile: string): readonly (readonly [string, LockedPackage])[] =>
  Object.entries<LockedPackage>(JSON.parse(readFileSync(root + lockFile, 'utf8')).packages).filter(
    ([path]) => path !== '',
  );

const locked = packagesOf('package-lock.json');

/** Packages that bring a program or a library for each platform: of the build first, then of the checks. */
const families = [
  '@rolldown/binding-',
  '@typescript/typescript-',
  '@biomejs/cli-',
  '@swc/core-',
  '@oxc-parser/binding-',
  '@oxc-resolver/binding-',
  'lightningcss-',
];

const platforms = [
  { name: 'linux-x64', os: 'linux', cpu: 'x64', libc: 'glibc' },
  { name: 'linux-arm64', os: 'linux', cpu: 'arm64', libc: 'glibc' },
  { name: 'linuxmusl-x64', os: 'linux', cpu: 'x64', libc: 'musl' },
  { name: 'linuxmusl-arm64', os: 'linux', cpu: 'arm64', libc: 'musl' },
  { name: 'darwin-x64', os: 'darwin', cpu: 'x64' },
  { name: 'darwin-arm64', os: 'darwin', cpu: 'arm64' },
  { name: 'win32-x64', os: 'win32', cpu: 'x64' },
  { name: 'win32-arm64', os: 'win32', cpu: 'arm64' },
];

test.each(['package-lock.json', 'tools/node-24/package-lock.json'])(
  'every package in %s has a hash by which npm knows what it fetched',
  (lockFile) => {
    expect(packagesOf(lockFile).filter(([, { integrity }]) => integrity === undefined)).toEqual([]);
  },
);

test.each(platforms)(
  'everything that differs between platforms is there for $name',
  ({ name, os, cpu, libc }) => {
    const fits = ({ os: oses, cpu: cpus, libc: libcs }: LockedPackage) =>
      [oses].flat().includes(os) &&
      [cpus].flat().includes(cpu) &&
      (libcs === undefined || libc === undefined || libcs.includes(libc));
    const missing = families.filter(
      (family) => !locked.some(([path, entry]) => path.startsWith(`node_modules/${family}`) && fits(entry)),
    );
    expect(missing).toEqual([]);
    expect(existsSync(`${root}node_modules/better-sqlite3/prebuilds/${name}.node`)).toBe(true);
  },
);

test('whoever installs Rollcall gets no Node.js with it', () => {
  const { dependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  expect(Object.keys(dependencies).filter((name) => /^node(-(bin|linux|darwin|win)|$)/.test(name))).toEqual(
    [],
  );
});
