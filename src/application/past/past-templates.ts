import type { GroupTemplate } from '../../domain/group/group-template.ts';
import { groupTemplateId } from '../../domain/group/group-template.ts';
import { removedTemplate, templateEvents } from '../../domain/group/group-template-before.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { JournalEntry } from '../ports/journal-entry.ts';
import { entriesBehind, eventOf } from './events-about.ts';
import type { PastAccount } from './past-account.ts';
import { attributesOfOldTexts } from './past-attributes.ts';
import { pastUntold } from './past-untold.ts';

/**
 * The group templates that there were at a time, the oldest first.
 *
 * @throws DomainError `pastUntold`.
 */
export async function pastTemplates(past: PastAccount): Promise<readonly GroupTemplate[]> {
  const { scope, position } = past;
  const now = await scope.groupTemplates.list();
  const first = new Map<string, JournalEntry>();
  for await (const entry of entriesBehind(scope.journal.past, 'template', position)) {
    const id = entry.target?.id ?? '';
    if (isTemplateEvent(entry) && !first.has(id)) first.set(id, entry);
  }
  const there = now.filter(({ state }) => !first.has(state.id));
  const removed = [...first].filter(([, { action }]) => action === 'GroupTemplateRemoved');
  const gone = removed.length === 0 ? [] : await removedTemplates(past, removed);
  // Ids grow with time.
  return [...there, ...gone].sort((left, right) => (left.state.id < right.state.id ? -1 : 1));
}

async function removedTemplates(
  past: PastAccount,
  removed: readonly (readonly [string, JournalEntry])[],
): Promise<readonly GroupTemplate[]> {
  const { scope, context, position, at } = past;
  const ids = removed.map(([id]) => id);
  const lives = await scope.journal.past.lives(ids, templateEvents, position);
  const known = await attributesOfOldTexts(past);
  return removed.map(([id, entry]) => {
    const created = lives.get(id)?.first;
    if (created?.action !== 'GroupTemplateCreated') throw pastUntold('template', id, at);
    const facts = { accountId: context.account.state.id, createdAt: created.at };
    const attribute = entry.changes.find(({ path }) => path === 'attribute')?.from;
    try {
      const field = context.ruleLanguage.parseAttribute(String(attribute), known);
      return removedTemplate(eventOf(entry), { ...facts, id: groupTemplateId(id), field });
    } catch (error) {
      if (error instanceof DomainError) throw pastUntold('template', id, at);
      throw error;
    }
  });
}

const isTemplateEvent = ({ action }: JournalEntry): boolean =>
  (templateEvents as readonly string[]).includes(action);
