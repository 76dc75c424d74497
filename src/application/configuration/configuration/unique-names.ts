import { foldCase } from '../../../criteria/fold-case.ts';
import { DomainError } from '../../../domain/shared/domain-error.ts';

/**
 * That no two items of a configuration say what is to become of the same thing, letter case aside.
 *
 * @param items - the path of each and the name in it.
 * @throws DomainError `inputInvalid`, at the second.
 */
export function requireUniqueNames(items: readonly (readonly [path: string, name: string])[]): void {
  const paths = new Map<string, string>();
  for (const [path, name] of items) {
    const first = paths.get(foldCase(name));
    if (first !== undefined) {
      const message = `${JSON.stringify(name.slice(0, 80))} is named twice in the configuration, at ${first} and at ${path}.`;
      throw new DomainError('inputInvalid', message, { path });
    }
    paths.set(foldCase(name), path);
  }
}
