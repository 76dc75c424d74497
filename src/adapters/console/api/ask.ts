import { noAnswer, Problem, problemOf } from './problem.ts';

type ParameterValue = string | number | boolean | readonly string[] | undefined;

export interface Question {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** What is not said is left out. */
  readonly query?: Readonly<Record<string, ParameterValue>>;
  readonly body?: object;
  /** The `ETag` of what is changed, as it was seen. */
  readonly ifMatch?: string;
  readonly signal?: AbortSignal;
}

/**
 * Asks the administration API. Whoever is not signed in any more is led to the sign-in, and back.
 *
 * @param path - below `/api/v1`, such as `agents`; parts that come from elsewhere are encoded.
 * @throws Problem
 */
export async function ask<Answer>(path: string, question: Question = {}): Promise<Answer> {
  const { method = 'GET', body, ifMatch, signal } = question;
  const response = await fetch(addressOf(path, question.query), {
    ...{ method, signal },
    headers: {
      Accept: 'application/json',
      // No other site's page can set it, hence its presence proves that this is ours.
      'X-Rollcall-Request': 'console',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(ifMatch && { 'If-Match': ifMatch }),
    },
    body: body && JSON.stringify(body),
  }).catch((error: unknown) => {
    throw signal?.aborted ? error : noAnswer();
  });
  if (response.status === 401) signIn();
  if (!response.ok) throw await problemOf(response);
  return response.status === 204 ? (undefined as Answer) : response.json();
}

/** Below the page's base, since a proxy may have the service below a path. */
export function addressOf(path: string, query: Question['query'] = {}): string {
  const address = new URL(`api/v1/${path}`, document.baseURI);
  for (const [name, value] of Object.entries(query))
    for (const one of [value].flat()) if (one !== undefined) address.searchParams.append(name, String(one));
  return address.href;
}

let isSigningOut = false;

/**
 * The person signs out by a form, whose answer is the next page. A question that meets the ended session
 * before that answer has come would lead to the sign-in in its place, with nothing said of the sign-out.
 */
export function signingOut(): void {
  isSigningOut = true;
  // The browser may bring this page back as it was, by its Back button.
  addEventListener(
    'pageshow',
    () => {
      isSigningOut = false;
    },
    { once: true },
  );
}

function signIn(): void {
  if (isSigningOut) return;
  const { pathname, search } = location;
  const below = pathname.slice(new URL(document.baseURI).pathname.length - 1);
  location.assign(new URL(`sign-in?${new URLSearchParams({ return: below + search })}`, document.baseURI));
}

/** Whether asking again may help. */
export const isPassing = (error: unknown): boolean =>
  error instanceof Problem && [0, 429, 502, 503, 504].includes(error.status);
