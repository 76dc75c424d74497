import type { AccountSession } from '../account-verb.ts';

/** Says where the archive ends, so that nobody takes what is in the database for all; nothing where there is none. */
export async function archivedText({ application, operator, caller }: AccountSession): Promise<string> {
  // The log of the service itself belongs to no account.
  const accounts = await application.listAccounts(operator);
  const archive = accounts.find(({ state }) => state.id === caller.accountId)?.state.auditLogArchive;
  if (archive === undefined) return '';
  return `Entries from before ${archive.before}, up to position ${archive.upTo}, are in the archive.\n`;
}
