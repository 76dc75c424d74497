import { execFileSync } from 'node:child_process';

/** The path of a program of the machine. @throws Error that says how to install it. */
export function installedProgram(name: string): string {
  try {
    return execFileSync('/bin/sh', ['-c', `PATH="$PATH:/usr/sbin" command -v ${name}`], {
      encoding: 'utf8',
    }).trim();
  } catch (error) {
    throw new Error(`There is no ${name} here. On Debian: apt-get install ${name}`, { cause: error });
  }
}
