/** RFC 7644 section 3.12, table 9, and RFC 9865 section 2.1. */
export type ScimType =
  | 'invalidFilter'
  | 'tooMany'
  | 'uniqueness'
  | 'mutability'
  | 'invalidSyntax'
  | 'invalidPath'
  | 'noTarget'
  | 'invalidValue'
  | 'invalidCursor'
  | 'expiredCursor'
  | 'invalidCount';

const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

/** An error as the protocol tells it; `detail` is for people and names the attribute and what was expected. */
export class ScimError extends Error {
  override readonly name = 'ScimError';

  constructor(
    readonly status: number,
    readonly detail: string,
    readonly scimType?: ScimType,
    /** The place in the filter or path at which it is wrong, counting from 0. */
    readonly position?: number,
  ) {
    super(detail);
  }

  /** RFC 7644 section 3.12: `status` is a string. */
  toBody() {
    return {
      schemas: [errorSchema],
      status: String(this.status),
      scimType: this.scimType,
      detail: this.detail,
    };
  }
}
