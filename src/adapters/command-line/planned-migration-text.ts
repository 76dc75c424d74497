import type { PlannedMigration, PlannedTable, TableWait } from '../../application/ports/planned-migration.ts';

const waits: Readonly<Record<TableWait, string>> = {
  nothing: 'nobody waits for it',
  moment: 'it waits for statements under way, and those behind it for a moment',
  rows: 'in steps, and who writes one of the rows waits for the step',
  writes: 'who writes waits until it is done; who reads does not',
};

/** The same for scripts. */
export const plannedMigrationDocument = (planned: PlannedMigration) => ({
  ...planned,
  kind: planned.oldestRelease === undefined ? 'expands' : 'contracts',
  goBackBy: planned.oldestRelease === undefined ? 'startingTheVersionBefore' : 'restoringABackup',
});

/** What a migration does, how long about, who waits for it, and what is done to go back. */
export const plannedMigrationText = ({ name, does, oldestRelease, tables }: PlannedMigration): string =>
  [
    name,
    `  ${does}`,
    ...tables.map((table) => `  ${tableText(table)}`),
    ...(oldestRelease === undefined ? expands : contracts(oldestRelease)).map((line) => `  ${line}`),
    '',
  ].join('\n');

function tableText({ name, rows, wait, seconds }: PlannedTable): string {
  const much = rows === 0 ? 'no rows' : `about ${rows.toLocaleString('en')} rows`;
  const long = seconds === 0 ? 'done at once' : `about ${durationText(seconds)}`;
  return `${name} (${much}): ${long}; ${waits[wait]}.`;
}

const durationText = (seconds: number): string =>
  seconds < 120 ? `${seconds} s` : `${Math.ceil(seconds / 60)} minutes`;

const expands = [
  'It only adds: processes of the version before go on working beside it and after it.',
  'To go back, start the version before; nothing has to be undone.',
];

const contracts = (oldestRelease: string): readonly string[] => [
  `It takes away: processes of versions older than ${oldestRelease} are refused from then on.`,
  `To go back to one of them, restore a backup from before it; it cannot be undone otherwise.`,
];
