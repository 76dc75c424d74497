import type { JsonObject, JsonValue } from '../../criteria/json.ts';
import type { AttributePath } from '../filter/parse-attribute-path.ts';
import { ScimError } from '../scim-error.ts';

/** One operation of a PATCH (RFC 7644 section 3.5.2). */
export type PatchOperation = {
  /** Its place in the message, counting from 0. */
  readonly index: number;
  /** Of a long list that several operations give, how many of its values stand before this one's. */
  readonly valuesBefore?: number;
} & (
  | { readonly op: 'add' | 'replace'; readonly path: AttributePath; readonly value: JsonValue }
  /** The value's members are the attributes to write. */
  | { readonly op: 'add' | 'replace'; readonly path?: undefined; readonly value: JsonObject }
  /** The RFC gives no meaning to the value of a removal; quirks do. */
  | { readonly op: 'remove'; readonly path: AttributePath; readonly value?: JsonValue }
);

/**
 * Does the work. A refusal of it names the operation, `Operations[2]`, unless it is the only one.
 *
 * @param count - of the operations that are left of the message.
 */
export function namingOperation<Result>(
  { index }: Pick<PatchOperation, 'index'>,
  count: number,
  work: () => Result,
): Result {
  try {
    return work();
  } catch (error) {
    const isOnly = count === 1 && index === 0;
    if (isOnly || !(error instanceof ScimError)) throw error;
    throw new ScimError(error.status, `Operations[${index}]: ${error.detail}`, error.scimType);
  }
}
