import { type IncomingHttpHeaders, type OutgoingHttpHeaders, request } from 'node:http';

export interface ScimAnswer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** As it came, byte for byte. */
  readonly text: string;
  /** Parsed; `{}` where nothing came, or no JSON. Tests look into it as they please. */
  // biome-ignore lint/suspicious/noExplicitAny: the shape of an answer is what tests are about
  readonly body: any;
}

export interface ScimRequest {
  readonly headers?: OutgoingHttpHeaders;
  /** Sent as JSON, unless it is a text or bytes already. */
  readonly body?: unknown;
}

export const userSchema = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const enterpriseSchema = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';
export const groupSchema = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const roleSchema = 'urn:okta:scim:schemas:core:1.0:Role';
export const userGroupSchema = 'urn:rollcall:scim:schemas:core:2.0:Usergroup';
export const patchSchema = 'urn:ietf:params:scim:api:messages:2.0:PatchOp';
export const bulkSchema = 'urn:ietf:params:scim:api:messages:2.0:BulkRequest';
export const errorSchema = 'urn:ietf:params:scim:api:messages:2.0:Error';

export const basic = (token: string, user = 'apikey'): string =>
  `Basic ${Buffer.from(`${user}:${token}`).toString('base64')}`;

/** The least that makes a User, with only the relevant fields said. */
export const user = (userName: string, fields: object = {}) => ({
  schemas: [userSchema],
  userName,
  ...fields,
});

export const patchOf = (...Operations: readonly object[]) => ({ schemas: [patchSchema], Operations });

/** Speaks SCIM over a real connection, with just the headers that it is told. */
export class ScimClient {
  /** @param baseUrl - such as `http://127.0.0.1:8080/scim/v2`. */
  constructor(
    readonly baseUrl: string,
    private readonly headers: OutgoingHttpHeaders,
  ) {}

  /** The same server, asked in another way. */
  with(headers: OutgoingHttpHeaders, baseUrl = this.baseUrl): ScimClient {
    return new ScimClient(baseUrl, headers);
  }

  get(path: string, headers: OutgoingHttpHeaders = {}): Promise<ScimAnswer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, body: unknown, headers: OutgoingHttpHeaders = {}): Promise<ScimAnswer> {
    return this.send('POST', path, { body, headers });
  }

  put(path: string, body: unknown, headers: OutgoingHttpHeaders = {}): Promise<ScimAnswer> {
    return this.send('PUT', path, { body, headers });
  }

  patch(path: string, body: unknown, headers: OutgoingHttpHeaders = {}): Promise<ScimAnswer> {
    return this.send('PATCH', path, { body, headers });
  }

  delete(path: string, headers: OutgoingHttpHeaders = {}): Promise<ScimAnswer> {
    return this.send('DELETE', path, { headers });
  }

  /** The ids of the agents that a filter finds, in order. */
  async find(filter: string): Promise<string[]> {
    const { status, body, text } = await this.get(`/Users?filter=${encodeURIComponent(filter)}`);
    if (status !== 200) throw new Error(`${filter}: ${status} ${text}`);
    return body.Resources.map(({ id }: { id: string }) => id);
  }

  /** Creates a User. @throws Error unless it is there afterwards. */
  async create(userName: string, fields: object = {}): Promise<ScimAnswer['body']> {
    const { status, body, text } = await this.post('/Users', user(userName, fields));
    if (status !== 201) throw new Error(`POST /Users: ${status} ${text}`);
    return body;
  }

  send(method: string, path: string, { body, headers = {} }: ScimRequest = {}): Promise<ScimAnswer> {
    const { hostname, port, pathname } = new URL(this.baseUrl);
    const { promise, resolve, reject } = Promise.withResolvers<ScimAnswer>();
    const sentBody =
      body === undefined || typeof body === 'string' || Buffer.isBuffer(body) ? body : JSON.stringify(body);
    const describing = sentBody === undefined ? {} : describe(sentBody);
    const options = { hostname, port, path: pathname.replace(/\/$/, '') + path, method };
    const sent = request(
      { ...options, headers: { ...describing, ...this.headers, ...headers } },
      (response) => {
        let text = '';
        // What goes on for as long as somebody listens is told by how it begins.
        if (response.headers['content-type'] === 'text/event-stream') {
          resolve({ status: response.statusCode ?? 0, headers: response.headers, text, body: {} });
          response.destroy();
          return;
        }
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('error', reject);
        response.on('end', () => {
          const answer = { status: response.statusCode ?? 0, headers: response.headers, text };
          const isJson = /[/+]json\b/.test(response.headers['content-type'] ?? '');
          resolve({ ...answer, body: isJson && text !== '' ? JSON.parse(text) : {} });
        });
      },
    );
    sent.on('error', reject);
    sent.end(sentBody);
    return promise;
  }
}

const describe = (body: string | Buffer): OutgoingHttpHeaders => ({
  'Content-Type': 'application/scim+json; charset=utf-8',
  'Content-Length': Buffer.byteLength(body),
});
