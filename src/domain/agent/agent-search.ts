import { all, any, type Criteria } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';

const text = (path: string): Field => ({ path, type: 'text', caseExact: false });

/** By what people look for somebody. */
const fields = ['userName', 'displayName', 'name.givenName', 'name.familyName', 'emails.value'].map(text);

const wordsMax = 5;

/** Every word of a text begins one of the agent's names or addresses, letter case aside; of many words the first count. */
export const criteriaOfSearch = (search: string): Criteria =>
  all(
    ...search
      .split(/\s+/)
      .filter((word) => word !== '')
      .slice(0, wordsMax)
      .map((word) =>
        any(
          ...fields.map(
            (field) => ({ kind: 'compare', field, operator: 'startsWith', value: word }) as const,
          ),
        ),
      ),
  );
