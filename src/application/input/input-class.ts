/** A class whose instances are inputs: properties with class-validator's rules, and no constructor parameters. */
export type InputClass<Input> = new () => Input;
