import { isJsonObject } from '../../criteria/json.ts';
import type { Caller } from '../ports/caller.ts';
import type { OpenAttempt } from '../refusals/open-attempt.ts';
import type { UseCase } from './use-case.ts';

/** What an attempt is about, as far as an input says that nobody has checked yet; anything but text is left out. */
export function attemptTarget(
  { target: targetOf }: Pick<UseCase, 'target'>,
  input: unknown,
  caller: Partial<Caller>,
): OpenAttempt['target'] {
  const target = targetOf?.(isJsonObject(input) ? (input as never) : ({} as never), caller);
  if (target === undefined) return undefined;
  const { type, id, name } = target;
  return { type, id: textOf(id), name: textOf(name) };
}

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
