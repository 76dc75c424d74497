import { type Answer, ask } from '../adapters/koa-http/serving.ts';

interface Sending {
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether another site sends it by POST, so that cookies stay away. */
  readonly isCrossSite?: boolean;
}

/** What a browser does of itself: it keeps cookies, and says of forms where they come from. */
export class Browser {
  readonly cookies = new Map<string, string>();
  /** All answers, the first first. */
  readonly answers: Answer[] = [];

  /** @param origin - of the service. */
  constructor(readonly origin: string) {}

  get(path: string, sending: Sending = {}): Promise<Answer> {
    return this.send(path, { method: 'GET', ...sending });
  }

  /** Sends a form of a page of the service itself, or of another site. */
  post(path: string, form: Readonly<Record<string, string>>, sending: Sending = {}): Promise<Answer> {
    return this.send(path, { method: 'POST', form, ...sending });
  }

  private async send(path: string, sending: Sending): Promise<Answer> {
    const { method, form, headers = {}, isCrossSite = false } = sending;
    const { origin, port, pathname, search } = new URL(path, this.origin);
    if (origin !== this.origin) throw new Error(`${origin} is not the service.`);
    const cookie = [...this.cookies].map((pair) => pair.join('=')).join('; ');
    const sent = {
      'User-Agent': 'Chromium of the tests',
      ...(isCrossSite || cookie === '' ? {} : { Cookie: cookie }),
      ...(form && { 'Content-Type': 'application/x-www-form-urlencoded' }),
      ...(method === 'POST' && { Origin: isCrossSite ? 'https://idp.example' : this.origin }),
      ...headers,
    };
    const body = form && new URLSearchParams(form).toString();
    const answer = await ask(Number(port), pathname + search, { method, headers: sent, body });
    this.keep(answer.headers['set-cookie'] ?? []);
    this.answers.push(answer);
    return answer;
  }

  private keep(set: readonly string[]): void {
    for (const text of set) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(text) ?? [];
      if (/max-age=0/i.test(text)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
  }
}

/** The fields of the form in a page. */
export const formIn = ({ text }: Pick<Answer, 'text'>): Record<string, string> =>
  Object.fromEntries(
    [...text.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)">/g)].map(
      ([, name = '', value = '']) => [name, value.replaceAll('&#39;', "'").replaceAll('&amp;', '&')],
    ),
  );
