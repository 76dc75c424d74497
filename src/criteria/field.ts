/**
 * An attribute that one can ask about, or by which one can sort. A type alias, since the compiler takes interfaces
 * for no JSON, and criteria are kept as JSON.
 */
export type Field = {
  /** Attribute path in SCIM notation and the schema's spelling; what stands behind `profile.` in folded case. */
  readonly path: string;
  readonly type: FieldType;
  /** Whether letter case counts, where values are texts. */
  readonly caseExact: boolean;
  /**
   * The texts around the stored value where it is shown, such as the address in front of an id in `meta.location`.
   * Comparisons are with the whole of what is shown.
   */
  readonly affixes?: { readonly before: string; readonly after: string };
};

/** As what values are compared; `any`: each as what it is, and never with one of another type. */
export type FieldType = 'text' | 'number' | 'boolean' | 'instant' | 'any';

/** One value of an attribute. */
export type Scalar = string | number | boolean;
