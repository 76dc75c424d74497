import { ValidateNested } from 'class-validator';
import { isJsonObject } from '../../criteria/json.ts';
import type { InputClass } from './input-class.ts';
import { Satisfies } from './satisfies.ts';

interface NestedInput {
  readonly inputClass: () => InputClass<object>;
  readonly each: boolean;
}

const nestedInputs = new WeakMap<object, Map<string, NestedInput>>();

/**
 * The property is an object of another input class, or with `each` a list of these.
 *
 * @param inputClass - a function, so that two classes may name each other.
 */
export function Nested(inputClass: () => InputClass<object>, { each = false } = {}) {
  return (prototype: object, property: string): void => {
    // Without a value, class-validator finds nothing to validate, nor in a list within the list.
    const isThere = each
      ? Satisfies(
          'must be a list of objects',
          (value) => Array.isArray(value) && !value.some((one) => Array.isArray(one)),
        )
      : Satisfies('must be an object', isJsonObject);
    isThere(prototype, property);
    ValidateNested({ each })(prototype, property);
    const known = nestedInputs.get(prototype) ?? new Map<string, NestedInput>();
    nestedInputs.set(prototype, known.set(property, { inputClass, each }));
  };
}

/** Of the class that has this prototype, or of one that it extends. */
export function nestedInputOf(prototype: object | null, property: string): NestedInput | undefined {
  if (prototype === null) return undefined;
  const own = nestedInputs.get(prototype)?.get(property);
  return own ?? nestedInputOf(Object.getPrototypeOf(prototype) as object | null, property);
}
