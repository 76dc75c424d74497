import { type Check, doubtful, fine } from './check.ts';

/** Without a public address, whoever sends a request chooses the host that the locations in its answer name. */
export const checkPublicUrl = (publicUrl: string | undefined): Check =>
  publicUrl === undefined
    ? doubtful(
        'public address',
        'not set; the locations in answers name whatever host a request names',
        'Set ROLLCALL_PUBLIC_URL to the address at which Okta reaches the service.',
      )
    : fine('public address', publicUrl);
