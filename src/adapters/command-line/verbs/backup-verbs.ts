import { existsSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { Command } from 'commander';
import { copyKey, keyCopies, keysToCopy, keysToRestore } from '../backed-up-keys.ts';
import type { Installation, KeptBeside } from '../installation.ts';
import type { Outcome } from '../output.ts';
import { requireDatabase } from '../require-database.ts';
import { print, type VerbOptions, verb, withSession } from '../verb.ts';

export function addBackupVerbs(program: Command, installation: Installation): void {
  verb(program, 'backup <file>', 'write the embedded database into a file, while the service runs')
    .option('--with-keys', 'copy the files with keys beside it, to FILE.key and FILE.audit-key')
    .action(async (file: string, options: VerbOptions & { withKeys?: true }) =>
      print(await backUp(installation, file, options.withKeys === true), options),
    );
  verb(program, 'restore <file>', 'make the embedded database of a backup, where there is none').action(
    async (file: string, options: VerbOptions) => print(await restore(installation, file), options),
  );
}

async function backUp(installation: Installation, file: string, withKeys: boolean): Promise<Outcome> {
  requireDatabase(installation);
  const kept = installation.settings().keptBeside;
  const keys = withKeys ? keysToCopy(keyCopies(kept, file)) : [];
  await withSession(installation, ({ storage }) => storage.backUp(file), 'asItIs');
  for (const { key, copy } of keys) await copyKey(key, copy);
  const { size } = await stat(file);
  const copied = keys.map(({ copy }) => copy);
  const keepBeside = kept.filter(({ where }) => !keys.some(({ key }) => key === where));
  const text = [
    `The database is in ${file}, ${size} bytes, and was found to be whole.\n`,
    ...copied.map((copy) => `A key is in ${copy}: whoever has both reads every secret in it.\n`),
    ...(keepBeside.length > 0 ? ['What else is to be kept, and is not in it:\n'] : []),
    ...keepBeside.map((one) => `  ${keptText(one)}\n`),
  ];
  return {
    document: { file, bytes: size, keys: copied, keepBeside: keepBeside.map(asDocument) },
    text: text.join(''),
  };
}

async function restore(installation: Installation, file: string): Promise<Outcome> {
  const { keptBeside: kept, databaseFile } = installation.settings();
  const keys = keysToRestore(keyCopies(kept, file));
  await withSession(installation, ({ storage }) => storage.restore(file), 'asItIs');
  for (const { key, copy } of keys) await copyKey(copy, key);
  const missing = kept.filter(({ where, copyEnding }) => copyEnding !== undefined && !existsSync(where));
  const text = [
    `The database of ${file} is in ${databaseFile}, and was found to be whole.\n`,
    ...keys.map(({ key }) => `The key of the backup is in ${key}.\n`),
    ...missing.map(
      (one) =>
        `Missing: ${keptText(one)}. Put it there before the service starts, which makes another one otherwise.\n`,
    ),
    'Before you start the service, run: rollcall doctor, and: rollcall audit verify\n',
  ];
  const document = {
    file,
    database: databaseFile,
    keys: keys.map(({ key }) => key),
    missing: missing.map(asDocument),
  };
  return { document, text: text.join('') };
}

const keptText = ({ what, where }: KeptBeside): string => `${what}: ${where}`;

const asDocument = ({ what, where }: KeptBeside) => ({ what, where });
