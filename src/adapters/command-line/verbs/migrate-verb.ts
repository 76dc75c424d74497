import type { Command } from 'commander';
import { details } from '../aligned-text.ts';
import type { Installation } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { plannedMigrationDocument, plannedMigrationText } from '../planned-migration-text.ts';
import { requireDatabase } from '../require-database.ts';
import { print, type Session, type VerbOptions, verb, withSession } from '../verb.ts';

interface MigrateOptions extends VerbOptions {
  readonly status?: true;
  readonly plan?: true;
  readonly besideOthers?: true;
}

export function addMigrateVerb(program: Command, installation: Installation): void {
  verb(program, 'migrate', 'bring the database schema up to date')
    .option('--status', 'only say which migrations there are to run')
    .option('--plan', 'only say what each of them does, how long about, who waits for it and how to go back')
    .option('--beside-others', 'make the tables in a database where another program has tables as well')
    .action((options: MigrateOptions) => {
      if (options.status || options.plan) requireDatabase(installation);
      return withSession(
        installation,
        async ({ storage }) => {
          if (options.plan) return print(await plan(storage), options);
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

async function plan(storage: Session['storage']): Promise<Outcome> {
  const { product, location, refusal } = await storage.inspect();
  if (refusal !== undefined) throw refusal;
  const planned = await storage.plannedMigrations();
  const text = planned.map(plannedMigrationText).join('\n') || 'The schema is up to date.\n';
  return {
    document: { product, location, planned: planned.map(plannedMigrationDocument) },
    text: `${details({ database: product, location })}\n${text}`,
  };
}
