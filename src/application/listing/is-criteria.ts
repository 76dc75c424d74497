import { ValidateBy, type ValidationArguments } from 'class-validator';
import { criteriaProblem } from '../../criteria/criteria-problem.ts';

/** The property is a `Criteria`, bounded in depth and number. */
export const IsCriteria = (): PropertyDecorator =>
  ValidateBy({
    name: 'isCriteria',
    validator: {
      validate: (value) => criteriaProblem(value) === undefined,
      defaultMessage: (given?: ValidationArguments) => `$property ${criteriaProblem(given?.value)}`,
    },
  });
