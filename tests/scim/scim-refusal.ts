import { ScimError } from '../../src/scim/scim-error.ts';

/** The SCIM error that the work is refused with. */
export function scimRefusalOf(work: () => unknown): ScimError {
  try {
    work();
  } catch (error) {
    if (error instanceof ScimError) return error;
    throw error;
  }
  throw new Error('Expected a SCIM error, but the work succeeded.');
}

/** What it says, in short: `400 invalidValue "title" must be …`. */
export function refusalText(work: () => unknown): string {
  const { status, scimType, detail } = scimRefusalOf(work);
  return `${status} ${scimType} ${detail}`;
}
