import type { Command } from 'commander';
import type { Installation } from '../installation.ts';

export function addServeVerb(program: Command, installation: Installation): void {
  program
    .command('serve')
    .description('run the service until it is told to stop (SIGTERM, Ctrl+C)')
    .option(
      '--first-account',
      'make an account and a token where there is none, and show what to type into Okta',
    )
    .option('--json', 'no banner for people; the log is JSON lines in any case')
    .action(({ firstAccount = false, json = false }: { firstAccount?: boolean; json?: boolean }) =>
      installation.serve({ firstAccount, json }),
    );
}
