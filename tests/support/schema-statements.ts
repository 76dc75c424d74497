import type {
  DescribedMigration,
  TableWork,
} from '../../src/adapters/typeorm-persistence/schema-changes/schema-change.ts';

/** Tables that grow with the agents or with what happens, and are not to be locked for long. */
const bigTables = new Set([
  ...['agents', 'agent_values', 'agent_groups', 'memberships', 'sessions'],
  ...['journal', 'journal_terms', 'sealed_entries', 'seal_tiles', 'request_blocks', 'request_names'],
]);

const table = '(?:IF (?:NOT )?EXISTS )?"?`?(\\w+)';
/** What a part of a statement does to the table that is named in it. */
const patterns: readonly (readonly [RegExp, TableWork])[] = [
  [new RegExp(`^CREATE TABLE ${table}`), 'makesTable'],
  [new RegExp(`^CREATE (?:UNIQUE )?INDEX (?:IF NOT EXISTS )?\\S+ ON ${table}`), 'addsIndex'],
  [new RegExp(`^ALTER TABLE ${table}.*\\bADD (?:UNIQUE )?INDEX `), 'addsIndex'],
  [new RegExp(`^ALTER TABLE ${table}.*\\bADD COLUMN `), 'addsColumn'],
  [new RegExp(`^ALTER TABLE ${table}.*\\bMODIFY `), 'widensColumn'],
  [new RegExp(`^ALTER TABLE ${table}.*\\bRENAME COLUMN `), 'renamesColumn'],
  [new RegExp(`^ALTER TABLE ${table}.*\\bDROP COLUMN `), 'dropsColumn'],
  [new RegExp(`^UPDATE ${table}`), 'writesRows'],
  [new RegExp(`^DROP TABLE ${table}`), 'dropsTable'],
];

const takesAway: readonly TableWork[] = ['renamesColumn', 'dropsColumn', 'dropsTable'];

const oneLine = (statement: string): string => statement.replace(/\s+/g, ' ').trim();

/** What the statements do, `TABLE WORK`; what is done to a table that they make belongs to making it. */
export function worksIn(statements: readonly string[]): readonly string[] {
  const works = statements.map(oneLine).flatMap((statement) =>
    patterns.flatMap(([pattern, work]) => {
      const [, name] = pattern.exec(statement) ?? [];
      return name === undefined ? [] : [{ name, work }];
    }),
  );
  const made = new Set(works.filter(({ work }) => work === 'makesTable').map(({ name }) => name));
  const told = works.filter(({ name, work }) => work === 'makesTable' || !made.has(name));
  return [...new Set(told.map(({ name, work }) => `${name} ${work}`))].toSorted();
}

/** What a migration says that it does, in the same form. */
export const worksTold = ({ tables }: DescribedMigration['change']): readonly string[] =>
  Object.entries(tables)
    .flatMap(([name, works]) => works.map((work) => `${name} ${work}`))
    .toSorted();

/** Why statements would fail older releases that are not told, a sentence each. */
export function harmIn(
  statements: readonly string[],
  { unreadSince }: Pick<DescribedMigration['change'], 'unreadSince'>,
): readonly string[] {
  const lines = statements.map(oneLine);
  const taken = worksIn(statements).filter((work) => takesAway.some((one) => work.endsWith(` ${one}`)));
  const unfilled = lines.filter((line) => / ADD COLUMN [^,]* NOT NULL(?![^,]* DEFAULT )/.test(line));
  return [
    ...(unreadSince === undefined
      ? taken.map((work) => `${work} without saying since when it is unread`)
      : []),
    ...unfilled.map((line) => `older releases do not fill the column: ${line}`),
  ];
}

/** Statements on big tables by which a server might lock one for long, since they do not forbid it. */
export const lockingStatements = (statements: readonly string[]): readonly string[] =>
  statements.map(oneLine).filter((line) => {
    const name = /^(?:ALTER TABLE|CREATE (?:UNIQUE )?INDEX \S+ ON) (\w+)/.exec(line)?.[1] ?? '';
    const isOnline = /ALGORITHM ?= ?INSTANT|ALGORITHM ?= ?INPLACE,? LOCK ?= ?NONE/.test(line);
    return bigTables.has(name) && !isOnline;
  });
