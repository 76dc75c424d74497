import type { Criteria } from './criteria.ts';
import type { Field } from './field.ts';
import { isJsonObject } from './json.ts';

/** Bounds on criteria that callers make by themselves; a filter over SCIM is bounded by its text. */
const depthMax = 32;
const partsMax = 1000;
const idsMax = 1000;
const textCharactersMax = 32_768;
const pathCharactersMax = 320;

const operators = new Set<unknown>([
  'equals',
  'contains',
  'startsWith',
  'endsWith',
  'greater',
  'greaterOrEqual',
  'less',
  'lessOrEqual',
] satisfies (Criteria & { kind: 'compare' })['operator'][]);

const fieldTypes = new Set<unknown>([
  'text',
  'number',
  'boolean',
  'instant',
  'any',
] satisfies Field['type'][]);

/** What keeps a value from being criteria, such as `is nested too deeply`; `undefined` where nothing does. */
export function criteriaProblem(value: unknown): string | undefined {
  const budget = { partsLeft: partsMax };
  return problemOf(value, 1, budget);
}

function problemOf(value: unknown, depth: number, budget: { partsLeft: number }): string | undefined {
  if (depth > depthMax) return `is nested more than ${depthMax} levels deep`;
  budget.partsLeft -= 1;
  if (budget.partsLeft < 0) return `has more than ${partsMax} parts`;
  if (!isJsonObject(value)) return 'must be criteria';
  const { kind, of, field, path, ids } = value;
  switch (kind) {
    case 'compare':
      return fieldProblem(field) ?? comparisonProblem(value.operator, value.value);
    case 'present':
      return fieldProblem(field);
    case 'element':
      return isText(path, pathCharactersMax) ? problemOf(of, depth + 1, budget) : 'has a part without a path';
    case 'identified':
      return isListOfTexts(ids) ? undefined : `names no list of at most ${idsMax} ids`;
    case 'not':
      return problemOf(of, depth + 1, budget);
    case 'all':
    case 'any':
      return listProblem(of, depth, budget);
    default:
      return 'has a part of no known kind';
  }
}

function listProblem(of: unknown, depth: number, budget: { partsLeft: number }): string | undefined {
  if (!Array.isArray(of)) return 'has a part without a list of parts';
  for (const part of of) {
    const problem = problemOf(part, depth + 1, budget);
    if (problem !== undefined) return problem;
  }
  return undefined;
}

function comparisonProblem(operator: unknown, value: unknown): string | undefined {
  if (!operators.has(operator)) return 'has a comparison of no known kind';
  const isScalar = typeof value === 'boolean' || Number.isFinite(value) || isText(value, textCharactersMax);
  return isScalar ? undefined : 'compares with what is no text, number or boolean';
}

/** What keeps a value from being a field; `undefined` where nothing does. */
export function fieldProblem(value: unknown): string | undefined {
  const isField =
    isJsonObject(value) &&
    isText(value.path, pathCharactersMax) &&
    fieldTypes.has(value.type) &&
    typeof value.caseExact === 'boolean' &&
    (value.affixes === undefined || areAffixes(value.affixes));
  return isField ? undefined : 'names what is no field';
}

const areAffixes = (value: unknown): boolean =>
  isJsonObject(value) && isText(value.before, textCharactersMax) && isText(value.after, textCharactersMax);

const isText = (value: unknown, charactersMax: number): value is string =>
  typeof value === 'string' && value.length <= charactersMax && value.isWellFormed();

const isListOfTexts = (value: unknown): boolean =>
  Array.isArray(value) && value.length <= idsMax && value.every((id) => isText(id, pathCharactersMax));
