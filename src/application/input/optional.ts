import { ValidateIf } from 'class-validator';

/** The property may be missing; `null` is a value like any other, unlike with class-validator's `IsOptional`. */
export const Optional = () => ValidateIf((_, value) => value !== undefined);
