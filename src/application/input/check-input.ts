import { getMetadataStorage, type ValidationError, validateSync } from 'class-validator';
import { isJsonObject } from '../../criteria/json.ts';
import { DomainError } from '../../domain/shared/domain-error.ts';
import type { InputClass } from './input-class.ts';
import { nestedInputOf } from './nested.ts';

/**
 * The input as an instance of its class, where it keeps the class's rules. Properties that the class does not have are
 * refused, since a misspelt one would be lost in silence.
 *
 * @throws DomainError `inputInvalid`, with the path of the first wrong property and what is wrong with it.
 */
export function checkInput<Input>(useCase: string, inputClass: InputClass<Input>, value: unknown): Input {
  const refuse = (problem: string, attribute?: string) =>
    new DomainError('inputInvalid', `The input of "${useCase}" is not valid: ${problem}.`, { attribute });
  if (!isJsonObject(value)) throw refuse(`it must be an object, not ${shown(value)}`);
  const unknown = unknownProperty(inputClass, value);
  if (unknown !== undefined) throw refuse(`"${unknown}" is not known here`, unknown);
  const input = instanceOf(inputClass, value);
  const [error] = validateSync(input as object, { stopAtFirstError: true });
  if (error === undefined) return input;
  const { path, problem } = firstProblem(error);
  throw refuse(`"${path}" ${problem}`, path);
}

const knownProperties = new WeakMap<object, ReadonlySet<string>>();

/** The properties for which the class has rules. */
function propertiesOf(inputClass: InputClass<unknown>): ReadonlySet<string> {
  const known = knownProperties.get(inputClass);
  if (known !== undefined) return known;
  const rules = getMetadataStorage().getTargetValidationMetadatas(inputClass, '', false, false);
  const properties = new Set(rules.map(({ propertyName }) => propertyName));
  knownProperties.set(inputClass, properties);
  return properties;
}

/** The path of the first property that its class does not have. */
function unknownProperty(inputClass: InputClass<unknown>, value: object): string | undefined {
  const properties = propertiesOf(inputClass);
  for (const [name, given] of Object.entries(value)) {
    if (!properties.has(name)) return name.slice(0, nameCharactersShown).toWellFormed();
    const nested = nestedInputOf(inputClass.prototype as object, name);
    if (nested === undefined) continue;
    for (const [path, one] of objectsAt(name, given)) {
      const below = unknownProperty(nested.inputClass(), one);
      if (below !== undefined) return `${path}.${below}`;
    }
  }
  return undefined;
}

const nameCharactersShown = 80;

/** The objects that a property holds, with their paths: one, or those of a list. */
const objectsAt = (path: string, given: unknown): readonly (readonly [string, object])[] =>
  Array.isArray(given)
    ? given.flatMap((one: unknown, index) => (isJsonObject(one) ? [[`${path}.${index}`, one] as const] : []))
    : isJsonObject(given)
      ? [[path, given]]
      : [];

/** To be called once all properties are known to be the class's, so that none is the prototype's. */
function instanceOf<Input>(inputClass: InputClass<Input>, value: object): Input {
  const input = new inputClass();
  for (const [name, given] of Object.entries(value)) {
    (input as Record<string, unknown>)[name] = nestedValue(inputClass, name, given);
  }
  return input;
}

function nestedValue<Input>(inputClass: InputClass<Input>, name: string, given: unknown): unknown {
  const nested = nestedInputOf(inputClass.prototype as object, name);
  if (nested === undefined) return given;
  const instance = (one: unknown) => (isJsonObject(one) ? instanceOf(nested.inputClass(), one) : one);
  return nested.each && Array.isArray(given) ? given.map(instance) : instance(given);
}

/** The path down to the innermost property that is wrong, and what is said of it. */
function firstProblem({ property, constraints, children }: ValidationError): {
  readonly path: string;
  readonly problem: string;
} {
  const [child] = children ?? [];
  if (child !== undefined) {
    const { path, problem } = firstProblem(child);
    return { path: `${property}.${path}`, problem };
  }
  const [message = 'is not valid'] = Object.values(constraints ?? {});
  // class-validator's messages begin with the property.
  return { path: property, problem: message.replace(`${property} `, '') };
}

const shown = (value: unknown): string => (value === null ? 'null' : `a value of type ${typeof value}`);
