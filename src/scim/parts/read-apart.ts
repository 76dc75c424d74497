import { ScimError } from '../scim-error.ts';

/**
 * Reads a request whole, and where that fails the parts of it apart, so that one that cannot be read spoils no other.
 *
 * @param read - takes over what a part says, or throws and has taken over nothing.
 * @param split - a part in smaller ones; none where it says one thing only.
 * @returns the parts that cannot be read, each with the reason.
 * @throws whatever `read` throws that is no ScimError.
 */
export function readApart<Part>(
  part: Part,
  read: (part: Part) => void,
  split: (part: Part) => readonly Part[],
): readonly { readonly part: Part; readonly error: ScimError }[] {
  try {
    read(part);
    return [];
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const parts = split(part);
    return parts.length === 0 ? [{ part, error }] : parts.flatMap((one) => readApart(one, read, split));
  }
}
