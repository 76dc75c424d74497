import type { OperationalLog } from '../../application/ports/operational-log.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';
import { accountId } from '../../domain/shared/identifiers.ts';
import { failedSignInOf } from '../../domain/sign-in/failed-sign-in.ts';
import { mnemonicId } from '../../domain/sign-in/mnemonic-id.ts';
import { BodyRefused } from '../koa-http/body-refused.ts';
import type { ErrorFormat } from '../koa-http/error-format.ts';
import type { HttpContext, HttpMiddleware } from '../koa-http/request-state.ts';
import { html } from './pages/html.ts';
import { htmlMediaType, pageText } from './pages/page.ts';
import { refusalPage } from './pages/refusal-page.ts';
import { respond } from './pages/respond.ts';

interface RefusalInWords {
  readonly status: number;
  readonly heading: string;
  readonly sentence: string;
}

const noSuchWay: RefusalInWords = {
  status: 404,
  heading: 'This way to sign in does not exist',
  sentence:
    'The link is mistyped, or its connection was removed. Use the tile of your company’s dashboard, or ask for the link again.',
};

/** What the refusals of this surface's use cases mean for the person in front of it. */
const refusals: Partial<Readonly<Record<DomainErrorCode, RefusalInWords>>> = {
  signInRefused: {
    status: 403,
    heading: 'You could not be signed in',
    sentence:
      'The answer of your identity provider was not accepted, so that nobody was signed in. If that happens again, the set-up has to be mended.',
  },
  agentNotFound: {
    status: 403,
    heading: 'Nobody has given you access yet',
    sentence:
      'You have proved who you are, but your company’s directory has not assigned you here, or under another name. Signing in alone gives no access.',
  },
  agentDeactivated: {
    status: 403,
    heading: 'Your access has been taken away',
    sentence:
      'You have proved who you are, but your company’s directory, or an administrator, has deactivated you.',
  },
  mayNotEnter: {
    status: 403,
    heading: 'You have no role here',
    sentence: 'You have proved who you are, but you have none of the roles with which people may enter.',
  },
  accountClosed: {
    status: 403,
    heading: 'This account is closed',
    sentence: 'Nobody can sign in to it any more.',
  },
  connectionNotFound: noSuchWay,
  inputInvalid: noSuchWay,
  signInLinkNotFound: {
    status: 403,
    heading: 'This link does not sign you in',
    sentence:
      'It counts once and for ten minutes, and a newer one takes its place. Have whoever runs the service make another one.',
  },
  // Of links.
  ownerNotFound: {
    status: 403,
    heading: 'You are no owner of this account',
    sentence: 'Whom the link was made for owns the account no longer, so that it signs nobody in.',
  },
  // Whom the session's role does not let.
  permissionMissing: {
    status: 403,
    heading: 'You may not do this',
    sentence: 'Your role does not let you. Nothing has changed.',
  },
};

const failed: RefusalInWords = {
  status: 500,
  heading: 'Something went wrong',
  sentence: 'The fault is on this side, and nothing has changed. Try again.',
};

/** Has whatever is thrown said in words; what is not known is logged with its cause. */
export const signInErrors =
  (log: OperationalLog): HttpMiddleware =>
  async (context, next) => {
    try {
      await next();
    } catch (error) {
      const words = wordsFor(context, error);
      if (words === failed) {
        const { requestId } = context.state;
        log.error('A sign-in request failed', error, { requestId });
      }
      const signIn = error instanceof DomainError ? failedSignInOf(error) : undefined;
      const mnemonic = mnemonicId(context.state.requestId);
      if (error instanceof DomainError) tellLogs(context, error);
      context.state.mnemonic = mnemonic;
      const page = refusalPage({ ...words, mnemonicId: mnemonic, signIn, retry: retryPath(context) });
      respond(context, page, words.status);
    }
  };

function wordsFor(context: HttpContext, error: unknown): RefusalInWords {
  if (error instanceof BodyRefused)
    return { status: error.status, heading: 'This could not be read', sentence: error.detail };
  if (error instanceof StorageUnavailable) {
    context.res.setHeader('Retry-After', String(Math.ceil(error.retryAfterSeconds)));
    return {
      ...failed,
      status: 503,
      sentence: 'The service is busy or waits for its database. Try again in a moment.',
    };
  }
  return (error instanceof DomainError && refusals[error.code]) || failed;
}

/** What the request log is to tell of the refusal. */
function tellLogs({ state }: HttpContext, error: DomainError): void {
  const { code, message, details } = error;
  const signIn = failedSignInOf(error);
  const { accountId: account } = details;
  if (typeof account === 'string') state.accountId = accountId(account);
  state.refusal = {
    ...{ code, message, remedy: signIn?.remedy },
    ...(signIn && {
      checks: [{ check: signIn.check, passed: false, expected: signIn.expected, received: signIn.received }],
    }),
  };
}

/** Where the sign-in begins that failed at one of the addresses below. */
const retryPath = ({ path }: HttpContext): string | undefined =>
  /^\/sign-in\/[\w-]{1,64}(?=\/)/.exec(path)?.[0] ?? '/sign-in';

/** How the server writes what it refuses before this surface sees it. */
export const pageErrorFormat: ErrorFormat = {
  contentType: htmlMediaType,
  body: (status, detail) => {
    const heading = status === 429 || status === 503 ? 'Try again in a moment' : 'This did not work';
    return pageText({ title: heading, body: html`<h1>${heading}</h1><p>${detail}</p>` });
  },
};
