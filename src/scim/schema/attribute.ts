/** An attribute's characteristics: RFC 7643 section 2.2, under the names of section 7. */
export interface Attribute {
  readonly name: string;
  readonly type: AttributeType;
  readonly multiValued: boolean;
  readonly description: string;
  readonly required: boolean;
  readonly caseExact: boolean;
  readonly mutability: 'readOnly' | 'readWrite' | 'immutable' | 'writeOnly';
  readonly returned: 'always' | 'never' | 'default' | 'request';
  readonly uniqueness: 'none' | 'server' | 'global';
  readonly canonicalValues?: readonly string[];
  readonly referenceTypes?: readonly string[];
  readonly subAttributes?: readonly Attribute[];
  /**
   * Any further sub-attribute is taken as it comes, under a name and of a type that the customer chooses. No part
   * of the RFC, and not told by discovery.
   */
  readonly openSubAttributes?: true;
  /** How many values may come in one message, where that differs from `limits.valuesMax`. No part of the RFC. */
  readonly valuesMax?: number;
  /** Whether an empty text is no value of it, since it identifies something. No part of the RFC. */
  readonly neverBlank?: true;
  /** Names that it had in older versions; of a whole resource or an extension, its schema's `formerIds`. Not told by discovery. */
  readonly formerNames?: readonly string[];
}

/** RFC 7643 section 2.3, and `any`: an open sub-attribute, which no schema lists. */
export type AttributeType =
  | 'string'
  | 'boolean'
  | 'decimal'
  | 'integer'
  | 'dateTime'
  | 'binary'
  | 'reference'
  | 'complex'
  | 'any';
