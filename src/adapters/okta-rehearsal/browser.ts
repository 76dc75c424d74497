import type { Exchange } from './okta-client.ts';
import { ServerUnreachable } from './server-unreachable.ts';

const timeoutMilliseconds = 60_000;

/** Somebody's browser: it keeps cookies, which stand in no exchange, and follows no redirection by itself. */
export class Browser {
  private readonly cookies = new Map<string, string>();

  /** @param origin - where the service listens. */
  constructor(private readonly origin: string) {}

  /** @throws ServerUnreachable */
  async send(method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Exchange> {
    const url = this.origin + path;
    const response = await fetch(url, {
      method,
      headers: { Cookie: [...this.cookies].map((pair) => pair.join('=')).join('; '), Accept: 'text/html' },
      body: form && new URLSearchParams(form),
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMilliseconds),
    }).catch((error: unknown) => {
      throw new ServerUnreachable(this.origin, error);
    });
    this.keep(response.headers.getSetCookie());
    const body = response.headers.get('location') ?? wordsOf(await response.text());
    return { method, url, requestBody: form && shortened(form), status: response.status, body };
  }

  private keep(set: readonly string[]): void {
    for (const text of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (value === '') this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

const charactersShown = 60;

const shortened = (form: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      value.length > charactersShown ? `${value.slice(0, charactersShown)}…` : value,
    ]),
  );

/** What a person reads of a page, a line each. */
const wordsOf = (page: string): string =>
  page
    .replaceAll(/<(style|script|title)>[\s\S]*?<\/\1>/g, '')
    .replaceAll(/<\/?(b|strong|span|code|time|a)\b[^>]*>/g, ' ')
    .split(/<[^>]*>|\n/)
    .map((line) => line.trim().replaceAll(/\s+/g, ' '))
    .filter((line) => line !== '')
    .join('\n');
