import type { Command } from 'commander';
import { details, printable } from '../aligned-text.ts';
import type { Check } from '../doctor/check.ts';
import { examine } from '../doctor/examine.ts';
import type { Installation } from '../installation.ts';
import { print, type VerbOptions, verb } from '../verb.ts';

export function addDoctorVerb(program: Command, installation: Installation): void {
  verb(program, 'doctor', 'check the configuration, the database, the clock, accounts and tokens').action(
    async (options: VerbOptions) => {
      const checks = await examine(installation);
      const ok = checks.every((check) => check.ok);
      const text = checks.map((check) => {
        const [found, ...more] = check.found.split('\n');
        const lines = [
          details({ [`${markOf(check)} ${check.name.padEnd(14)}`]: found }),
          ...more.map((line) => `  ${printable(line)}\n`),
        ];
        return lines.join('') + (check.mend === undefined ? '' : `  → ${check.mend}\n`);
      });
      const document = { ok, checks };
      await print({ document, text: `${text.join('')}${verdictOn(checks)}\n`, failed: !ok }, options);
    },
  );
}

function verdictOn(checks: readonly Check[]): string {
  const marks = new Set(checks.map(markOf));
  if (marks.has('✗')) return 'Something is to be mended.';
  return marks.has('!') ? 'It works. See what is marked with "!".' : 'Everything is as it should be.';
}

const markOf = ({ ok, mend }: Check): string => {
  if (!ok) return '✗';
  return mend === undefined ? '✓' : '!';
};
