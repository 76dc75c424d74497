import type { Command } from 'commander';
import { details } from '../aligned-text.ts';
import type { Installation } from '../installation.ts';
import { requireDatabase } from '../require-database.ts';
import { print, type VerbOptions, verb, withSession } from '../verb.ts';

export function addMigrateVerb(program: Command, installation: Installation): void {
  verb(program, 'migrate', 'bring the database schema up to date')
    .option('--status', 'only say what there is to do')
    .option('--beside-others', 'make the tables in a database where another program has tables as well')
    .action((options: VerbOptions & { status?: true; besideOthers?: true }) => {
      if (options.status) requireDatabase(installation);
      return withSession(
        installation,
        async ({ storage }) => {
          if (options.status) {
            const { product, location, pendingMigrations } = await storage.inspect();
            const pending = pendingMigrations.join(', ') || 'none';
            const document = { product, location, pending: pendingMigrations };
            return print({ document, text: details({ database: product, location, pending }) }, options);
          }
          const ran = await storage.migrate(options.besideOthers);
          const text = ran.length === 0 ? 'The schema is up to date.\n' : `Ran ${ran.join(', ')}.\n`;
          return print({ document: { ran }, text }, options);
        },
        'asItIs',
      );
    });
}
