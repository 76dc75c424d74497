import { foldCase } from '../../criteria/fold-case.ts';
import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import { attributeLimits } from '../shared/attribute-limits.ts';
import { codePointsIn, hasMoreCodePoints } from '../shared/character-count.ts';
import { DomainError } from '../shared/domain-error.ts';
import { requireWellFormed } from '../shared/well-formed.ts';

/** What may still be accepted of an agent's total size; counts down over all of its attributes. */
export interface SizeBudget {
  charactersLeft: number;
}

/**
 * The attributes as they are accepted: within the limits, without `null` and empty lists (RFC 7643 section 2.5:
 * the same as no value), and without anything called password, whoever sent it.
 *
 * @throws DomainError `attributeTooLarge` or `attributeInvalid`, naming the attribute's path.
 */
export function boundedAttributes(
  attributes: JsonObject,
  budget: SizeBudget,
  prefix = '',
  depth = 1,
): Readonly<Record<string, JsonValue>> {
  const names = Object.keys(attributes);
  if (names.length > attributeLimits.valuesMax) {
    throw tooLarge(
      prefix.slice(0, -1) || 'the agent',
      `has ${names.length} attributes`,
      `at most ${attributeLimits.valuesMax}`,
    );
  }
  const accepted: Record<string, JsonValue> = {};
  for (const name of names) {
    if (foldCase(name) === 'password') continue;
    const path = prefix + name;
    if (hasMoreCodePoints(name, attributeLimits.attributeNameCharactersMax)) {
      throw tooLarge(
        `${path.slice(0, 40)}…`,
        'has too long a name',
        `at most ${attributeLimits.attributeNameCharactersMax} characters`,
      );
    }
    requireWellFormed(name, path);
    if (name === '__proto__') throw invalid(path, 'cannot be kept under this name');
    spend(budget, name.length, path);
    const bounded = boundedValue(attributes[name], budget, path, depth);
    if (bounded !== undefined) accepted[name] = bounded;
  }
  return accepted;
}

function boundedValue(
  value: JsonValue | undefined,
  budget: SizeBudget,
  path: string,
  depth: number,
): JsonValue | undefined {
  if (value === null || value === undefined) return undefined;
  if (typeof value === 'string') return boundedString(value, budget, path);
  if (typeof value === 'boolean') return value;
  if (typeof value === 'number') {
    // JSON has none of these, and minus zero would come back as zero.
    if (Number.isFinite(value) && !Object.is(value, -0)) return value;
    throw invalid(path, 'is a number that cannot be kept exactly; give it as a string');
  }
  if (typeof value !== 'object') throw invalid(path, `must be a JSON value, not ${typeof value}`);
  if (depth >= attributeLimits.depthMax) {
    throw tooLarge(path, 'is nested too deeply', `at most ${attributeLimits.depthMax} levels`);
  }
  if (Array.isArray(value)) return boundedList(value, budget, path, depth);
  return boundedAttributes(
    value as JsonObject,
    budget,
    path + (path.startsWith('urn:') ? ':' : '.'),
    depth + 1,
  );
}

function boundedList(values: readonly JsonValue[], budget: SizeBudget, path: string, depth: number) {
  if (values.length > attributeLimits.valuesMax) {
    throw tooLarge(path, `has ${values.length} values`, `at most ${attributeLimits.valuesMax}`);
  }
  const accepted = values
    .map((element) => boundedValue(element, budget, path, depth + 1))
    .filter((element) => element !== undefined);
  return accepted.length === 0 ? undefined : accepted;
}

export function boundedString<Text extends string | undefined>(
  value: Text,
  budget: SizeBudget,
  path: string,
): Text {
  if (value === undefined) return value;
  if (hasMoreCodePoints(value, attributeLimits.stringCharactersMax)) {
    throw tooLarge(
      path,
      `has ${codePointsIn(value)} characters`,
      `at most ${attributeLimits.stringCharactersMax}`,
    );
  }
  requireWellFormed(value, path);
  spend(budget, value.length, path);
  return value;
}

function spend(budget: SizeBudget, characters: number, path: string): void {
  budget.charactersLeft -= characters;
  if (budget.charactersLeft < 0) {
    throw tooLarge(
      path,
      "takes the agent's attributes over their total size",
      `at most ${attributeLimits.agentCharactersMax} characters for the whole agent`,
    );
  }
}

function invalid(path: string, problem: string): DomainError {
  return new DomainError('attributeInvalid', `"${path}" ${problem}.`, { attribute: path });
}

function tooLarge(path: string, fact: string, limit: string): DomainError {
  return new DomainError('attributeTooLarge', `"${path}" ${fact}; allowed is ${limit}.`, { attribute: path });
}
