import type { Steps } from '../../criteria/steps.ts';
import { limits } from '../limits.ts';
import { ScimError } from '../scim-error.ts';

type Split<Part> = (part: Part) => readonly Part[];

/**
 * Reads a request whole, and where that fails the parts of it apart, so that one that cannot be read spoils no other. Each
 * part is a step.
 *
 * @param read - takes over what a part says, or throws and has taken over nothing.
 * @param split - a part in smaller ones; none where it says one thing only.
 * @returns the parts that cannot be read, each with the reason.
 * @throws whatever `read` throws that is no ScimError.
 */
export function* readApart<Part>(
  part: Part,
  read: (part: Part) => Steps<void>,
  split: Split<Part>,
): Steps<readonly Unreadable<Part>[]> {
  try {
    yield* read(part);
    return [];
  } catch (error) {
    if (!(error instanceof ScimError)) throw error;
    const parts = split(part);
    if (parts.length === 0) return [{ part, error }];
    const unread: Unreadable<Part>[] = [];
    for (const one of parts) {
      yield;
      unread.push(...(yield* readApart(one, read, split)));
    }
    return unread;
  }
}

interface Unreadable<Part> {
  readonly part: Part;
  readonly error: ScimError;
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
