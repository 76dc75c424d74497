import type { Criteria } from '../../criteria/criteria.ts';
import type { Field } from '../../criteria/field.ts';
import type { Attribute } from '../schema/attribute.ts';

/** What a filter or a sort order is about. */
export interface FilterSubject {
  /** The whole resource, or the multi-valued attribute of whose elements the filter speaks. */
  readonly attribute: Attribute;
  /** How to ask for the attribute at a path; `undefined` for one that is stored as it is shown. */
  readonly derived?: (path: string) => DerivedAttribute | undefined;
  /** The attributes that cannot be asked about, by path or by the name of the attribute, each with the reason. */
  readonly unaskable?: Readonly<Record<string, string | undefined>>;
}

/** How to ask for an attribute whose shown values are not stored as such. */
export type DerivedAttribute =
  | { readonly kind: 'constants'; readonly constants: readonly ConstantValue[] }
  | AffixedAttribute;

/** A value that an attribute has wherever the criteria hold. */
export interface ConstantValue {
  readonly value: string;
  readonly where: Criteria;
}

/** A stored value that is shown with a text around it, such as an id at the end of an address. */
export interface AffixedAttribute {
  readonly kind: 'affixed';
  readonly stored: Pick<Field, 'path' | 'type'>;
  /** Where there are several forms, the criteria of each tell for which values it is used. */
  readonly forms: readonly { readonly before: string; readonly after: string; readonly where?: Criteria }[];
  /** What to compare with, of the text that the filter gives; the text itself where this is absent. */
  readonly comparedAs?: (given: string) => string;
}
