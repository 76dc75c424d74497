import { limits } from '../limits.ts';
import { ScimError } from '../scim-error.ts';

type Split<Part> = (part: Part) => readonly Part[];

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
  split: Split<Part>,
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

/** The same for the parts of one request: what would make more parts than are read of one is not split. */
export function withinParts<Part>(split: Split<Part>): Split<Part> {
  let left: number = limits.partsMax;
  return (part) => {
    const parts = left === 0 ? [] : split(part);
    if (parts.length > left) return [];
    left -= parts.length;
    return parts;
  };
}
