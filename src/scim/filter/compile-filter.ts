import type { ElementValue } from '../../criteria/attribute-values.ts';
import { all, any, type ComparisonOperator, type Criteria, nobody, not } from '../../criteria/criteria.ts';
import type { Scalar } from '../../criteria/field.ts';
import { matchCriteria } from '../../criteria/match-criteria.ts';
import type { AttributeReference } from '../path/attribute-reference.ts';
import type { ResolvedPath } from '../path/resolve-attribute-path.ts';
import type { Attribute } from '../schema/attribute.ts';
import { separatorAfter } from '../schema/find-attribute.ts';
import { ScimError } from '../scim-error.ts';
import { askedAttribute, comparedPath, fieldOf } from './asked-attribute.ts';
import type { CompareOperator, Filter } from './filter.ts';
import type { AffixedAttribute, ConstantValue, FilterSubject } from './filter-subject.ts';
import { refuseIncomparable } from './refuse-incomparable.ts';

type Comparison = Extract<Filter, { kind: 'compare' }>;
type ValuePath = Extract<Filter, { kind: 'valuePath' }>;

/** `ne` is the opposite of `eq`. */
const operators: Readonly<Record<CompareOperator, ComparisonOperator>> = {
  eq: 'equals',
  ne: 'equals',
  co: 'contains',
  sw: 'startsWith',
  ew: 'endsWith',
  gt: 'greater',
  ge: 'greaterOrEqual',
  lt: 'less',
  le: 'lessOrEqual',
};

/**
 * What a filter asks, as criteria. What is not understood is refused and never answered with an empty list:
 * clients would take that for the absence of the resource and create it twice.
 *
 * @throws ScimError 400 `invalidFilter`, naming the attribute or operator and its place in the text.
 */
export const compileFilter = (filter: Filter, subject: FilterSubject): Criteria =>
  new FilterCompiler(subject, subject.attribute).compile(filter);

class FilterCompiler {
  constructor(
    private readonly subject: FilterSubject,
    private readonly within: Attribute,
    /** Inside brackets, the path of the attribute in front of them. */
    private readonly elementsOf?: string,
  ) {}

  compile(filter: Filter): Criteria {
    switch (filter.kind) {
      case 'and':
        return all(...filter.of.map((part) => this.compile(part)));
      case 'or':
        return any(...filter.of.map((part) => this.compile(part)));
      case 'not':
        return not(this.compile(filter.of));
      case 'present':
        return located(filter.path, () => this.present(this.resolve(filter.path)));
      case 'compare':
        return located(filter.path, () => this.compare(filter));
      case 'valuePath':
        return located(filter.path, () => this.element(filter));
    }
  }

  private resolve(reference: AttributeReference): ResolvedPath {
    const path = askedAttribute(this.within, reference, this.subject.unaskable, 'invalidFilter');
    if (this.elementsOf === undefined) return path;
    // An element of a list of plain values has no parts but itself.
    const isPlain = this.within.type !== 'complex';
    return { ...path, text: isPlain ? this.elementsOf : `${this.elementsOf}.${path.text}` };
  }

  private compare({ path: reference, operator, value }: Comparison): Criteria {
    const path = comparedPath(this.resolve(reference));
    if (value === null && (operator === 'eq' || operator === 'ne')) {
      const present = this.present(path);
      return operator === 'ne' ? present : not(present);
    }
    refuseIncomparable(operator, value, path);
    const criteria = this.comparison(path, operators[operator], value);
    return operator === 'ne' ? not(criteria) : criteria;
  }

  private comparison(path: ResolvedPath, operator: ComparisonOperator, value: Scalar): Criteria {
    const derived = this.subject.derived?.(path.text);
    if (derived?.kind === 'affixed') return this.affixedComparison(path, derived, operator, value);
    const criteria: Criteria = { kind: 'compare', field: fieldOf(path), operator, value };
    return derived === undefined ? criteria : whereTrue(derived.constants, path.text, criteria);
  }

  private affixedComparison(
    path: ResolvedPath,
    derived: AffixedAttribute,
    operator: ComparisonOperator,
    given: Scalar,
  ): Criteria {
    const value = derived.comparedAs?.(String(given)) ?? given;
    const [only, ...others] = derived.forms.map(({ where, ...affixes }): Criteria => {
      const field = { ...fieldOf(path), ...derived.stored, affixes };
      const criteria: Criteria = { kind: 'compare', field, operator, value };
      return where === undefined ? criteria : all(where, criteria);
    });
    if (only === undefined) return nobody;
    if (others.length === 0) return only;
    const of = any(only, ...others);
    // A value and what tells its form belong to the same element.
    if (this.elementsOf !== undefined || !path.attribute.multiValued) return of;
    return { kind: 'element', path: path.text.slice(0, path.text.lastIndexOf('.')), of };
  }

  /** A complex attribute is present when one of its parts is (RFC 7644 section 3.4.2.2, `pr`). */
  private present(path: ResolvedPath): Criteria {
    const field = fieldOf(path);
    const derived = this.subject.derived?.(path.text);
    if (derived?.kind === 'constants') {
      return whereTrue(derived.constants, path.text, { kind: 'present', field });
    }
    if (derived?.kind === 'affixed') return { kind: 'present', field: { ...field, ...derived.stored } };
    const attribute = path.subAttribute ?? path.attribute;
    if (attribute.subAttributes === undefined) return { kind: 'present', field };
    return any(
      ...attribute.subAttributes.map((part) =>
        this.present({
          attribute: path.attribute,
          subAttribute: part,
          text: path.text + separatorAfter(attribute) + part.name,
        }),
      ),
    );
  }

  private element({ path: reference, of }: ValuePath): Criteria {
    const path = this.resolve(reference);
    const list = path.subAttribute ?? path.attribute;
    if (!list.multiValued) {
      const detail = `"${path.text}" has one value, so it takes no filter in brackets.`;
      throw new ScimError(400, detail, 'invalidFilter');
    }
    const derived = this.subject.derived?.(path.text);
    // Constants are the elements themselves, and so nothing to look up once more.
    const subject = derived === undefined ? this.subject : { ...this.subject, derived: undefined };
    const { path: text } = fieldOf(path);
    const criteria = new FilterCompiler(subject, list, text).compile(of);
    if (derived?.kind === 'constants') return whereTrue(derived.constants, text, criteria);
    return { kind: 'element', path: text, of: criteria };
  }
}

/** Wherever the attribute has one of the constants for which the criteria hold. */
function whereTrue(constants: readonly ConstantValue[], path: string, criteria: Criteria): Criteria {
  const valuesOf = (value: string) => new Map<string, ElementValue[]>([[path, [{ element: 0, value }]]]);
  const [only, ...others] = constants
    .filter(({ value }) => matchCriteria(valuesOf(value), criteria))
    .map(({ where }) => where);
  return only !== undefined && others.length === 0 ? only : any(...(only ? [only, ...others] : []));
}

/** Says of a refusal at which attribute's place in the text it is. */
function located(reference: AttributeReference, compile: () => Criteria): Criteria {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof ScimError) || error.position !== undefined) throw error;
    throw new ScimError(error.status, error.detail, error.scimType, reference.position);
  }
}
