/** One thing that differs between installations. */
export interface Setting {
  /** The property of `AppConfig`. */
  readonly property: string;
  /** The environment variable. */
  readonly variable: string;
  readonly meaning: string;
  /** What a value should be, to complete "must be …". */
  readonly expected: string;
  /** The value holds a password: no message repeats it. */
  readonly secret: boolean;
}

const declared: Setting[] = [];

/** Every setting, in the order of `AppConfig`. */
export const settings: readonly Setting[] = declared;

/** Declares a property of `AppConfig` as a setting: what it means stands here once, for code and for readers. */
export const Setting =
  (meaning: string, expected: string, { secret = false } = {}) =>
  (_config: object, property: string): void => {
    const variable = `ROLLCALL_${property.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
    declared.push({ property, variable, meaning, expected, secret });
  };
