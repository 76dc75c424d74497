import { ValidateBy } from 'class-validator';

/**
 * A rule of our own for a property.
 *
 * @param expectation - what is said of a property that breaks the rule, behind its name: `must be a function`.
 */
export const Satisfies = (expectation: string, holds: (value: unknown) => boolean): PropertyDecorator =>
  ValidateBy({
    name: 'satisfies',
    validator: { validate: holds, defaultMessage: () => `$property ${expectation}` },
  });
