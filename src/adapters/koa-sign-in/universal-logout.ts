import type { Application } from '../../application/application.ts';
import { StorageUnavailable } from '../../application/ports/storage-errors.ts';
import { isJsonObject } from '../../criteria/json.ts';
import { DomainError, type DomainErrorCode } from '../../domain/shared/domain-error.ts';
import type { SubjectIdentifier } from '../../domain/sign-in/subject-identifier.ts';
import { unknownRequester } from '../koa-http/admit-caller.ts';
import { BodyRefused } from '../koa-http/body-refused.ts';
import { problemFormat } from '../koa-http/error-format.ts';
import type { RateLimits } from '../koa-http/rate-limits.ts';
import { readJsonBody } from '../koa-http/read-json-body.ts';
import type { HttpContext, HttpMiddleware } from '../koa-http/request-state.ts';
import { refuse, refuseForNow, type Surface } from '../koa-http/surface.ts';
import { signInAddress } from './sign-in-address.ts';

const path = '/okta/universal-logout';
/** A subject is two texts. */
const bodyBytesMax = 16_384;

type Logout = Pick<Application, 'authenticateLogoutToken' | 'logOutSubject'>;

/**
 * Okta's Universal Logout (draft-parecki-oauth-global-token-revocation): `POST` with a signed token says who is to be signed out
 * everywhere. Whatever is wrong is answered with RFC 9457.
 */
export function universalLogoutSurface(
  application: Logout,
  rates: Pick<RateLimits, 'admitUnknown'>,
  { publicUrl }: { readonly publicUrl?: string },
): Surface {
  const middleware: HttpMiddleware = async (context) => {
    if (context.path !== path) return refuse(context, 404, `There is nothing here; Okta asks ${path}.`);
    if (context.method !== 'POST') {
      context.res.setHeader('Allow', 'POST');
      return refuse(context, 405, 'Somebody is signed out everywhere by POST only.');
    }
    if (!(await rates.admitUnknown(context))) return;
    const address = signInAddress(context, publicUrl);
    if (address === undefined)
      return refuse(
        context,
        421,
        'Logout tokens are for one address only. The operator sets it as ROLLCALL_PUBLIC_URL.',
      );
    try {
      await logOut(context, application, address + path);
      context.status = 204;
    } catch (error) {
      answerRefusal(context, error);
    }
  };
  return { prefixes: [path], errorFormat: problemFormat, middleware };
}

/** Where several accounts trust the same application, in each of them that knows the person. */
async function logOut(
  context: HttpContext,
  { authenticateLogoutToken, logOutSubject }: Logout,
  audience: string,
): Promise<void> {
  const { state, req } = context;
  const [, text] = /^Bearer +(\S+)$/i.exec(context.get('Authorization')) ?? [];
  const { callers, sender, tokenId, endsAt } = await authenticateLogoutToken(unknownRequester(context), {
    text,
    audience,
  });
  state.accountId = callers[0]?.accountId;
  state.principal = callers[0]?.principal;
  const rules = { mediaTypes: ['application/json'], bytesMax: bodyBytesMax, deadline: state.deadline };
  const body = await readJsonBody(req, rules);
  // The application holds it against its class.
  const subject = (isJsonObject(body) ? body.sub_id : undefined) as SubjectIdentifier;
  const logout = { subject, issuer: sender.issuer, tokenId, endsAt };
  const refusals: unknown[] = [];
  for (const caller of callers) {
    try {
      await logOutSubject(caller, logout);
    } catch (error) {
      if (!isNotOfAll(error)) throw error;
      refusals.push(error);
    }
  }
  if (refusals.length === callers.length) throw refusals[0];
}

/** What one account refuses while another may have done it: the person is not there, or it was done before. */
const isNotOfAll = (error: unknown): boolean =>
  error instanceof DomainError && (error.code === 'agentNotFound' || error.code === 'logoutTokenUsed');

/** Whatever else the domain refuses could not be done: 422, as Okta has it. */
const statuses: Partial<Readonly<Record<DomainErrorCode, number>>> = {
  agentNotFound: 404,
  inputInvalid: 400,
  logoutTokenInvalid: 401,
  logoutTokenUsed: 401,
};

function answerRefusal(context: HttpContext, error: unknown): void {
  if (error instanceof StorageUnavailable) {
    refuseForNow(context, 503, Math.ceil(error.retryAfterSeconds), error.message);
  } else if (error instanceof BodyRefused) {
    refuse(context, error.status, error.detail);
  } else if (error instanceof DomainError) {
    const { code, message } = error;
    const status = statuses[code] ?? 422;
    context.state.refusal = { code, message };
    // RFC 6750 section 3.1: no error is told to whoever shows no token.
    const challenge = context.get('Authorization') === '' ? 'Bearer' : 'Bearer error="invalid_token"';
    if (status === 401) context.res.setHeader('WWW-Authenticate', challenge);
    refuse(context, status, message);
  } else throw error;
}
