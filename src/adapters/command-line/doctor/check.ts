/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do; only where something is wrong. */
  readonly mend?: string;
}

export const fine = (name: string, found: string): Check => ({ name, ok: true, found });

export const wrong = (name: string, found: string, mend: string): Check => ({ name, ok: false, found, mend });
