import { entities } from './entities/database-schema.ts';

type Verb = 'INSERT' | 'UPDATE' | 'DELETE';

/**
 * Whoever guards the audit log may grant no more than is needed, and more where somebody is erased or an archive is kept; all
 * else is done to every table.
 */
const neverDone: Readonly<Record<string, readonly Verb[]>> = {
  accounts: ['DELETE'],
  api_tokens: ['DELETE'],
  group_templates: ['UPDATE'],
  journal: ['DELETE'],
  journal_indexed: ['INSERT', 'DELETE'],
  journal_order: ['INSERT', 'DELETE'],
  journal_sinks: ['INSERT', 'DELETE'],
  journal_terms: ['UPDATE', 'DELETE'],
  memberships: ['UPDATE'],
  profile_attributes: ['DELETE'],
  schema_readers: ['INSERT', 'UPDATE', 'DELETE'],
  seal_checkpoints: ['DELETE'],
  seal_keys: ['DELETE'],
  seal_log: ['INSERT', 'DELETE'],
  sealed_entries: ['UPDATE', 'DELETE'],
};

/** Of the audit log only an erasure writes over anything else, so that a right to this column is enough. */
const updated: Readonly<Record<string, string>> = { journal: 'position' };

/** A write of the service, as a statement that finds no row. */
export interface WriteAttempt {
  /** Such as `INSERT on agents`. */
  readonly what: string;
  readonly sql: string;
}

/** Every kind of write that the service does. A database refuses one that finds no row just as one that does. */
export const writeAttempts: readonly WriteAttempt[] = entities.flatMap(({ options: { name, columns } }) => {
  const names = Object.keys(columns);
  const column = updated[name] ?? names[0];
  const statements: Readonly<Record<Verb, string>> = {
    INSERT: `INSERT INTO ${name} (${names.join(', ')}) SELECT ${names.join(', ')} FROM ${name} WHERE 1 = 0`,
    UPDATE: `UPDATE ${name} SET ${column} = ${column} WHERE 1 = 0`,
    DELETE: `DELETE FROM ${name} WHERE 1 = 0`,
  };
  return (['INSERT', 'UPDATE', 'DELETE'] as const)
    .filter((verb) => !neverDone[name]?.includes(verb))
    .map((verb) => ({ what: `${verb} on ${name}`, sql: statements[verb] }));
});

/** The same of what is done where older entries of the audit log go to an archive, and nowhere else. */
export const archiveAttempts: readonly WriteAttempt[] = [
  { what: 'DELETE on journal', sql: 'DELETE FROM journal WHERE 1 = 0' },
  { what: 'DELETE on journal_terms', sql: 'DELETE FROM journal_terms WHERE 1 = 0' },
  {
    what: 'UPDATE on sealed_entries',
    sql: 'UPDATE sealed_entries SET salt = salt, opened = opened WHERE 1 = 0',
  },
];
