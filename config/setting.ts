/** One thing that differs between installations. */
export interface Setting {
  /** The property of `AppConfig`. */
  readonly property: string;
  /** The environment variable. */
  readonly variable: string;
  readonly meaning: string;
  /** What a value should be, to complete "must be …". */
  readonly expected: string;
  /** What no message repeats: the whole value, or the password that stands in an address. */
  readonly secret?: 'value' | 'password';
}

const declared: Setting[] = [];

/** Every setting, in the order of `AppConfig`. */
export const settings: readonly Setting[] = declared;

/** A value is a secret where its name says so, so that none is told because somebody forgot to mark it. */
const secretName = /_(SECRET|PASSWORD|TOKEN|KEY)$/;

/** Declares a property of `AppConfig` as a setting: what it means stands here once, for code and for readers. */
export const Setting =
  (meaning: string, expected: string, { holdsPassword = false } = {}) =>
  (_config: object, property: string): void => {
    const variable = `ROLLCALL_${property.replace(/[A-Z]/g, '_$&').toUpperCase()}`;
    const secret = secretName.test(variable) ? 'value' : holdsPassword ? 'password' : undefined;
    declared.push({ property, variable, meaning, expected, secret });
  };
