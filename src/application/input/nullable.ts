import { ValidateIf } from 'class-validator';

/** The property may be `null`, and must be there. */
export const Nullable = () => ValidateIf((_, value) => value !== null);
