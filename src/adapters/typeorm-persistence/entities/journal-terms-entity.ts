import { bigNumber, id, primary, text } from './columns.ts';
import { tableEntity } from './table-entity.ts';

/** In which blocks of the audit log there is an entry that a term leads to. */
export const journalTermsEntity = tableEntity('journal_terms', {
  account_id: primary(id()),
  term: primary(text(22)),
  block: primary(bigNumber()),
});
