import { Problem } from '../api/problem.ts';

interface Words {
  readonly title: string;
  /** Where the sentence of the service does not say so itself. */
  readonly todo?: string;
}

const byCode: Readonly<Record<string, Words>> = {
  noAnswer: {
    title: 'Nothing answers',
    todo: 'The page asks again by itself. Nothing that you did is lost.',
  },
  permissionMissing: { title: 'Your role does not let you', todo: 'Ask an owner of the account for it.' },
  serviceUnavailable: { title: 'The service waits for its database', todo: 'Try again in a moment.' },
  versionDiffers: {
    title: 'Somebody was faster',
    todo: 'What you see here is older than what is stored. Load it again, and make your change anew.',
  },
  accountClosed: { title: 'The account is closed', todo: 'An operator can open it again.' },
  lastAdministrator: { title: 'Nobody would be left to administer the account' },
  internalError: { title: 'The service made a mistake', todo: 'Give the operator the id of the request.' },
};

const byStatus: Readonly<Record<number, Words>> = {
  400: { title: 'This was not understood' },
  403: { title: 'This is not for you' },
  404: { title: 'This is not here' },
  409: { title: 'This does not fit with what is there' },
  429: { title: 'Too many requests', todo: 'Wait for a moment.' },
};

export const wordsFor = (error: Error): Words =>
  (error instanceof Problem && (byCode[error.details.code] ?? byStatus[error.status])) || {
    title: 'Something went wrong',
  };
