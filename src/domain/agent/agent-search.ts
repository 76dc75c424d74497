import type { Criteria } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });

/** By what people look for somebody. */
const fields = ['userName', 'displayName', 'name.givenName', 'name.familyName', 'emails.value'].map(text);

const wordsMax = 5;

/**
 * What has to hold of somebody who is looked for, word by word: each begins one of the agent's names or addresses, letter case
 * aside. Of many words the first count.
 */
export const criteriaOfWords = (search: string): readonly Extract<Criteria, { kind: 'any' }>[] =>
  search
    .split(/\s+/)
    .filter((word) => word !== '')
    .slice(0, wordsMax)
    .map((word) => {
      const beginsWith = (field: Field) =>
        ({ kind: 'compare', field, operator: 'startsWith', value: word }) as const;
      return { kind: 'any', of: fields.map(beginsWith) };
    });
