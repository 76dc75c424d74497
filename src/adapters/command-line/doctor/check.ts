/** One thing that was looked at. */
export interface Check {
  readonly name: string;
  readonly ok: boolean;
  readonly found: string;
  /** What to do; absent where nothing is. Where `ok` holds as well, the service works without it. */
  readonly mend?: string;
}

export const fine = (name: string, found: string): Check => ({ name, ok: true, found });

export const doubtful = (name: string, found: string, mend: string): Check => ({
  name,
  ok: true,
  found,
  mend,
});

export const wrong = (name: string, found: string, mend: string): Check => ({ name, ok: false, found, mend });
