import { type ValidationError, validateSync } from 'class-validator';
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
  if (!isJsonObject(value)) {
    throw new DomainError(
      'inputInvalid',
      `"${useCase}" takes an object with its input, not ${shown(value)}.`,
    );
  }
  const input = instanceOf(inputClass, value);
  const [error] = validateSync(input as object, {
    whitelist: true,
    forbidNonWhitelisted: true,
    stopAtFirstError: true,
  });
  if (error === undefined) return input;
  const { path, problem } = firstProblem(error);
  throw new DomainError('inputInvalid', `The input of "${useCase}" is not valid: "${path}" ${problem}.`, {
    attribute: path,
  });
}

function instanceOf<Input>(inputClass: InputClass<Input>, value: object): Input {
  const input = new inputClass();
  for (const [name, given] of Object.entries(value)) {
    // Assigned, not defined, it would change the prototype instead of being refused.
    Object.defineProperty(input, name, {
      value: nestedValue(inputClass, name, given),
      enumerable: true,
      configurable: true,
      writable: true,
    });
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
  const [[rule, message] = ['', 'is not valid']] = Object.entries(constraints ?? {});
  if (rule === 'whitelistValidation') return { path: property, problem: 'is not known here' };
  // class-validator's messages begin with the property.
  return { path: property, problem: message.replace(`${property} `, '') };
}

const shown = (value: unknown): string => (value === null ? 'null' : `a value of type ${typeof value}`);
