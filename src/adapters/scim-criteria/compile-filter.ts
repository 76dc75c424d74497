import { all, any, type ComparisonOperator, type Criteria, equals, nobody } from '../../criteria/criteria.ts';
import type { Field, Scalar } from '../../criteria/field.ts';
import type { GroupKind } from '../../domain/group/group-reference.ts';
import { compareWith } from '../../scim/filter/compare-values.ts';
import type { CompareOperator, Filter } from '../../scim/filter/filter.ts';
import { comparedPath } from '../../scim/filter/match-filter.ts';
import { type AttributeReference, positionOf } from '../../scim/path/attribute-reference.ts';
import { type ResolvedPath, resolveWithin } from '../../scim/path/resolve-attribute-path.ts';
import { booleanFromText } from '../../scim/quirks/entra.ts';
import type { Attribute } from '../../scim/schema/attribute.ts';
import { separatorAfter, wholeResource } from '../../scim/schema/find-attribute.ts';
import { groupResourceType, userGroupResourceType } from '../../scim/schema/group-resource-type.ts';
import { ScimError } from '../../scim/scim-error.ts';
import { constantValues, whereConstant } from './constant-attributes.ts';
import { fieldOf, refuseUnknown } from './field-of.ts';
import type { SearchedType } from './searched-type.ts';

type Comparison = Extract<Filter, { kind: 'compare' }>;
type ValuePath = Extract<Filter, { kind: 'valuePath' }>;

const operators: Readonly<Record<Exclude<CompareOperator, 'ne'>, ComparisonOperator>> = {
  eq: 'equals',
  co: 'contains',
  sw: 'startsWith',
  ew: 'endsWith',
  gt: 'greater',
  ge: 'greaterOrEqual',
  lt: 'less',
  le: 'lessOrEqual',
};

const groupEndpoints: Readonly<Record<GroupKind, string>> = {
  agents: groupResourceType.endpoint,
  users: userGroupResourceType.endpoint,
};
const groupKind: Field = { path: 'groups.kind', type: 'text', caseExact: true };
const groupId: Field = { path: 'groups.value', type: 'text', caseExact: true };

/**
 * What a filter asks, in the domain's words. What is not understood is refused and never answered with an empty
 * list: clients would take that for the absence of the person and create somebody twice.
 *
 * @throws ScimError 400 `invalidFilter`, naming the attribute or operator and its place in the text.
 */
export const compileFilter = (filter: Filter, searched: SearchedType): Criteria =>
  new FilterCompiler(searched, wholeResource(searched.type), '').compile(filter);

class FilterCompiler {
  constructor(
    private readonly searched: SearchedType,
    /** The whole resource, or the multi-valued attribute of whose elements the filter speaks. */
    private readonly within: Attribute,
    /** What stands before the names in paths: `emails.`. */
    private readonly prefix: string,
  ) {}

  compile(filter: Filter): Criteria {
    switch (filter.kind) {
      case 'and':
        return { kind: 'all', of: filter.of.map((part) => this.compile(part)) };
      case 'or':
        return { kind: 'any', of: filter.of.map((part) => this.compile(part)) };
      case 'not':
        return { kind: 'not', of: this.compile(filter.of) };
      case 'present':
        return located(filter.path, () => this.present(this.resolve(filter.path)));
      case 'compare':
        return located(filter.path, () => this.compare(filter));
      case 'valuePath':
        return located(filter.path, () => this.element(filter));
    }
  }

  private resolve(reference: AttributeReference): ResolvedPath {
    const path = resolveWithin(this.within, reference, 'invalidFilter');
    refuseUnknown(path, 'invalidFilter');
    const reason = this.searched.unaskable?.[path.attribute.name] ?? this.searched.unaskable?.[path.text];
    if (reason !== undefined) {
      throw new ScimError(400, `"${path.text}" cannot be asked about here: ${reason}.`, 'invalidFilter');
    }
    return this.prefix === '' ? path : { ...path, text: this.prefix + path.text };
  }

  private compare({ path: reference, operator, value }: Comparison): Criteria {
    const path = comparedPath(this.resolve(reference));
    if (value === null && (operator === 'eq' || operator === 'ne')) {
      const present = this.present(path);
      return operator === 'ne' ? present : { kind: 'not', of: present };
    }
    if (operator === 'ne') return { kind: 'not', of: this.compareAs('eq', path, value) };
    return this.compareAs(operator, path, value);
  }

  private compareAs(
    operator: Exclude<CompareOperator, 'ne'>,
    path: ResolvedPath,
    raw: Comparison['value'],
  ): Criteria {
    // Refuses what the schema says can have no answer.
    const holds = compareWith(operator, raw, path);
    const constants = constantValues(path, this.searched.type);
    if (constants !== undefined) return whereConstant(constants, holds);
    const asked = { operator: operators[operator], value: raw as Scalar };
    if (path.text === 'groups.$ref') return this.groupReference(asked);
    const { type } = path.subAttribute ?? path.attribute;
    const value = type === 'boolean' ? booleanFromText(raw) : raw;
    const field = fieldOf(path, this.searched);
    return {
      kind: 'compare',
      field,
      operator: operators[operator],
      value: (path.text === 'meta.version' ? withoutDigest(value) : value) as Scalar,
    };
  }

  /** Groups of either kind have their own address. */
  private groupReference(asked: { readonly operator: ComparisonOperator; readonly value: Scalar }): Criteria {
    const ofKind = ([kind, endpoint]: readonly [string, string]): Criteria =>
      all(equals(groupKind, kind), {
        kind: 'compare',
        field: { ...groupId, affixes: { before: `${this.searched.baseUrl}${endpoint}/`, after: '' } },
        ...asked,
      });
    const of = any(...Object.entries(groupEndpoints).map(ofKind));
    return this.prefix === '' ? { kind: 'element', path: 'groups', of } : of;
  }

  /** A complex attribute is present when one of its parts is. */
  private present(path: ResolvedPath): Criteria {
    const constants = constantValues(path, this.searched.type);
    if (constants !== undefined) return whereConstant(constants, () => true);
    const attribute = path.subAttribute ?? path.attribute;
    if (attribute.subAttributes === undefined)
      return { kind: 'present', field: fieldOf(path, this.searched) };
    const parts = attribute.subAttributes.map((part) =>
      this.present({
        extension: path.extension ?? (attribute.name.includes(':') ? attribute : undefined),
        attribute: path.subAttribute === undefined ? attribute : path.attribute,
        subAttribute: part,
        text: path.text + separatorAfter(attribute) + part.name,
      }),
    );
    return parts.length === 0 ? nobody : { kind: 'any', of: parts };
  }

  private element({ path: reference, of }: ValuePath): Criteria {
    const path = this.resolve(reference);
    if (path.subAttribute !== undefined || !path.attribute.multiValued) {
      const detail = `"${path.text}" has one value, so it takes no filter in brackets.`;
      throw new ScimError(400, detail, 'invalidFilter');
    }
    const elements = new FilterCompiler(this.searched, path.attribute, `${path.text}.`);
    return { kind: 'element', path: path.text, of: elements.compile(of) };
  }
}

/** An entity tag is a version and, for whoever belongs to groups, a digest of these. */
const withoutDigest = (tag: unknown): unknown =>
  typeof tag === 'string' ? tag.replace(/^(W\/"\d+)\.\w+"$/, '$1"') : tag;

/** Says of a refusal at which attribute's place in the text it is. */
function located(reference: AttributeReference, compile: () => Criteria): Criteria {
  try {
    return compile();
  } catch (error) {
    if (!(error instanceof ScimError) || error.position !== undefined) throw error;
    throw new ScimError(error.status, error.detail, error.scimType, positionOf(reference));
  }
}
