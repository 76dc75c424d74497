import { ValidateBy } from 'class-validator';
import type { JsonObject } from '../../criteria/json.ts';

/** The name by which class-validator's metadata know such a rule; its first constraint is the schema. */
export const satisfiesRule = 'satisfies';

/**
 * A rule of our own for a property.
 *
 * @param expectation - what is said of a property that breaks the rule, behind its name: `must be a function`.
 * @param schema - as much of the same as JSON Schema can say, for documents.
 */
export const Satisfies = (
  expectation: string,
  holds: (value: unknown) => boolean,
  schema: JsonObject = {},
): PropertyDecorator =>
  ValidateBy({
    name: satisfiesRule,
    constraints: [schema],
    validator: { validate: holds, defaultMessage: () => `$property ${expectation}` },
  });
