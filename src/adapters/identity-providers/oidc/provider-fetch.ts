import type { CustomFetch } from 'openid-client';
import { type Bounds, boundedFetch, unreachable } from '../bounded-fetch.ts';

/**
 * How `openid-client` asks a provider. Redirections are not followed: OpenID Connect has none here, and one would carry
 * the client secret elsewhere. Of the answer the headers are left out but for the media type, so that the library
 * reads why a client is refused from the body, where providers say more than in `WWW-Authenticate`.
 */
export const providerFetch =
  (bounds: Bounds): CustomFetch =>
  async (url, { method, headers, body }) => {
    const form = body instanceof URLSearchParams ? body : undefined;
    const answer = await boundedFetch(url, { method, headers, body: form, redirectsMax: 0 }, bounds);
    const { status } = answer;
    const refusesClient = method === 'POST' && status >= 400 && status <= 499;
    if (status !== 200 && !refusesClient) throw unreachable(new URL(url), `answered with ${status}`);
    return new Response(answer.body, { status, headers: { 'content-type': answer.contentType } });
  };
