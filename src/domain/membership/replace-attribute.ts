import { type Criteria, pathsOf } from '../../criteria/criteria.ts';
import { withPaths } from '../../criteria/with-paths.ts';

/** A multi-valued attribute whose values follow from rules: who belongs to what. */
export type DerivedAttribute = 'groups' | 'members';

const isBelow = (attribute: string, path: string): boolean =>
  path === attribute || path.startsWith(`${attribute}.`);

export const isAbout = (attribute: DerivedAttribute, criteria: Criteria): boolean =>
  pathsOf(criteria).some((path) => isBelow(attribute, path));

/**
 * The criteria with others in the place of each part about the attribute. A part asks whether there is one value
 * that satisfies it: it is a comparison, a presence, an element, or alternatives of these.
 */
export function replaceAttribute(
  attribute: DerivedAttribute,
  criteria: Criteria,
  replacement: (part: Criteria) => Criteria,
): Criteria {
  switch (criteria.kind) {
    case 'compare':
    case 'present':
    case 'element':
      return isAbout(attribute, criteria) ? replacement(criteria) : criteria;
    case 'identified':
      return criteria;
    case 'not':
      return { kind: 'not', of: replaceAttribute(attribute, criteria.of, replacement) };
    case 'all':
    case 'any': {
      // That some group is this or that is one question: `groups pr` asks for each part of a group.
      const isOneQuestion = criteria.kind === 'any' && criteria.of.length > 1;
      if (isOneQuestion && criteria.of.every((part) => isLeaf(attribute, part))) return replacement(criteria);
      const of = criteria.of.map((part) => replaceAttribute(attribute, part, replacement));
      return { kind: criteria.kind, of };
    }
  }
}

const isLeaf = (attribute: DerivedAttribute, part: Criteria): boolean =>
  (part.kind === 'compare' || part.kind === 'present') && isBelow(attribute, part.field.path);

/** What a part asks of one value of the attribute, with its paths below another name. */
export function askedOfValue(part: Criteria, pathOf: (path: string) => string): Criteria {
  return withPaths(part.kind === 'element' ? part.of : part, pathOf);
}
