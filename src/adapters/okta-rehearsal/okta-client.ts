import { ServerUnreachable } from './server-unreachable.ts';

/** One request of the rehearsal and its answer. The `Authorization` header is in neither. */
export interface Exchange {
  readonly method: string;
  readonly url: string;
  readonly requestBody?: unknown;
  readonly status: number;
  /** JSON where it is JSON, otherwise the text; absent where there is none. */
  readonly body?: unknown;
}

export interface RehearsalTarget {
  /** The SCIM base URL, such as `http://127.0.0.1:8080/scim/v2`. */
  readonly baseUrl: string;
  readonly token: string;
}

// Okta gives up on a request after 60 seconds.
const timeoutMilliseconds = 60_000;

/** Sends requests with the headers that Okta's SCIM client sends. */
export class OktaClient {
  constructor(private readonly target: RehearsalTarget) {}

  /** @throws ServerUnreachable */
  async send(method: string, path: string, requestBody?: unknown): Promise<Exchange> {
    const url = this.target.baseUrl.replace(/\/$/, '') + path;
    try {
      const response = await fetch(url, {
        method,
        headers: this.headers(requestBody !== undefined),
        body: requestBody === undefined ? undefined : JSON.stringify(requestBody),
        redirect: 'manual',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      return { method, url, requestBody, status: response.status, body: bodyOf(await response.text()) };
    } catch (error) {
      throw new ServerUnreachable(this.target.baseUrl, error);
    }
  }

  private headers(withBody: boolean): Record<string, string> {
    const credentials = Buffer.from(`apikey:${this.target.token}`).toString('base64');
    return {
      'User-Agent': 'Okta SCIM Client 1.0.0',
      Accept: 'application/scim+json',
      'Accept-Charset': 'utf-8',
      Authorization: `Basic ${credentials}`,
      ...(withBody && { 'Content-Type': 'application/scim+json; charset=utf-8' }),
    };
  }
}

function bodyOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
