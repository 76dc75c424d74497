import { hasMoreCharacters } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import type { AgentId } from '../shared/identifiers.ts';
import type { Instant } from '../shared/instant.ts';
import { requireWellFormed } from '../shared/well-formed.ts';

/** Why somebody is an exception, and from when on not any more. */
export interface ExceptionTerms {
  readonly reason?: string;
  readonly until?: Instant;
}

/** That an agent belongs to a group, or does not, whatever the condition of its rule says. */
export interface RuleException extends ExceptionTerms {
  readonly agentId: AgentId;
  readonly belongs: 'always' | 'never';
}

/** The exceptions of a rule: who they are, and what there is to say of them. */
export interface ExceptionLists {
  /** Who belongs whatever the condition says. */
  readonly always: readonly AgentId[];
  /** Who does not. */
  readonly never: readonly AgentId[];
  /** Of agents in one of the lists, as far as there is something to say. */
  readonly terms?: Readonly<Record<AgentId, ExceptionTerms>>;
}

const reasonCharactersMax = 500;

/** The exceptions of a rule, those that have ended among them; who always belongs first. */
export const exceptionsOf = ({ always, never, terms = {} }: ExceptionLists): readonly RuleException[] =>
  [
    ...always.map((agentId) => ({ agentId, belongs: 'always' as const })),
    ...never.map((agentId) => ({ agentId, belongs: 'never' as const })),
  ].map((exception) => ({ ...exception, ...terms[exception.agentId] }));

/** The rule with these exceptions and no others. */
export function withExceptions<Rule extends ExceptionLists>(
  rule: Rule,
  exceptions: readonly RuleException[],
): Rule {
  const listed = (which: RuleException['belongs']) =>
    exceptions.filter(({ belongs }) => belongs === which).map(({ agentId }) => agentId);
  const terms = exceptions.map(({ agentId, reason, until }) => [agentId, { reason, until }]);
  return { ...rule, always: listed('always'), never: listed('never'), terms: Object.fromEntries(terms) };
}

/** The rule with the terms that those of its exceptions have who stand in the same list of the rule before. */
export function keepingTerms<Rule extends ExceptionLists>(rule: Rule, before: ExceptionLists): Rule {
  const known = new Map(exceptionsOf(before).map((exception) => [exception.agentId, exception]));
  const kept = exceptionsOf(rule).map((exception) => {
    const old = known.get(exception.agentId);
    return old?.belongs === exception.belongs ? old : exception;
  });
  return withExceptions(rule, kept);
}

export const hasEnded = ({ until }: ExceptionTerms, at: Instant): boolean =>
  until !== undefined && until <= at;

/** @throws DomainError `ruleInvalid`. */
export function requireNotEnded(terms: ExceptionTerms, at: Instant): void {
  if (!hasEnded(terms, at)) return;
  const message = `The exception would have ended already, at ${terms.until}.`;
  throw new DomainError('ruleInvalid', message, { attribute: 'until' });
}

/** The rule as it counts at a moment: without the exceptions that have ended by then. */
export function ruleAt<Rule extends ExceptionLists>(rule: Rule, at: Instant): Rule {
  const hasSomeEnded = Object.values(rule.terms ?? {}).some((terms) => hasEnded(terms, at));
  return hasSomeEnded
    ? withExceptions(
        rule,
        exceptionsOf(rule).filter((exception) => !hasEnded(exception, at)),
      )
    : rule;
}

/** When the first of the exceptions ends that count at the moment; `undefined` where none does. */
export function firstEndAfter(rules: readonly ExceptionLists[], at: Instant): Instant | undefined {
  let first: Instant | undefined;
  for (const { terms = {} } of rules) {
    for (const { until } of Object.values(terms)) {
      if (until !== undefined && until > at && (first === undefined || until < first)) first = until;
    }
  }
  return first;
}

/**
 * What is said of the agents in the lists, without what says nothing.
 *
 * @returns `undefined` where nothing is left.
 * @throws DomainError `attributeTooLarge`, `attributeInvalid`.
 */
export function termsOf({ always, never, terms = {} }: ExceptionLists): ExceptionLists['terms'] {
  const kept: [AgentId, ExceptionTerms][] = [];
  for (const id of [...always, ...never]) {
    const { reason, until } = terms[id] ?? {};
    if (reason !== undefined) requireReason(reason);
    const said = { ...(reason && { reason }), ...(until && { until }) };
    if (Object.keys(said).length > 0) kept.push([id, said]);
  }
  return kept.length === 0 ? undefined : Object.fromEntries(kept);
}

function requireReason(reason: string): void {
  requireWellFormed(reason, 'reason');
  if (!hasMoreCharacters(reason, reasonCharactersMax)) return;
  const message = `The reason of an exception has at most ${reasonCharactersMax} characters.`;
  throw new DomainError('attributeTooLarge', message, { attribute: 'reason' });
}
