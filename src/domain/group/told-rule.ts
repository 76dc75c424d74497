import type { Criteria } from '../../criteria/criteria.ts';
import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import { type AgentId, agentId } from '../shared/identifiers.ts';
import type { MembershipRule } from './membership-rule.ts';
import { type RuleException, termsOf, withExceptions } from './rule-exceptions.ts';

/** What the text of a rule meant. */
export type ReadCondition = (text: string) => Criteria;

/**
 * A rule as entries of the journal have it.
 *
 * @param readCondition - asked of older entries, which hold the text alone.
 */
export function toldRule(told: JsonObject, readCondition: ReadCondition): MembershipRule {
  const text = String(told.text);
  const listed = { always: idsIn(told.always), never: idsIn(told.never) };
  const rule: MembershipRule = {
    ...{ text, ...listed, includesDeactivated: told.includesDeactivated === true },
    criteria: (told.condition as Criteria | undefined) ?? readCondition(text),
  };
  const exceptions = told.exceptions as readonly RuleException[] | undefined;
  if (exceptions === undefined) return rule;
  const excepting = withExceptions(rule, exceptions);
  return { ...excepting, terms: termsOf(excepting) };
}

const idsIn = (list: JsonValue | undefined): readonly AgentId[] =>
  [list ?? []].flat().map((id) => agentId(String(id)));
