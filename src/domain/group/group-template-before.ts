import type { ToldEvent } from '../shared/told-event.ts';
import {
  GroupTemplate,
  type GroupTemplateEvent,
  type GroupTemplateState,
  templateField,
} from './group-template.ts';

/** Templates come and go, and never change. */
export const templateEvents = [
  'GroupTemplateCreated',
  'GroupTemplateRemoved',
] as const satisfies readonly GroupTemplateEvent['type'][];

/**
 * A template that an event removed.
 *
 * @param facts - what the event does not tell.
 */
export function removedTemplate(
  { changes }: ToldEvent,
  facts: Pick<GroupTemplateState, 'id' | 'accountId' | 'field' | 'createdAt'>,
): GroupTemplate {
  const told = Object.fromEntries(changes.map(({ path, from }) => [path, from]));
  const { kind, attribute, namePattern, includesDeactivated } = told as unknown as GroupTemplateState;
  const field = templateField(facts.field);
  return GroupTemplate.restore({ kind, attribute, namePattern, includesDeactivated, ...facts, field });
}
