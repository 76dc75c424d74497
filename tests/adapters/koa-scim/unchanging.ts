import { beforeAll, expect } from 'vitest';
import { errorSchema, userSchema } from '../../support/scim-client.ts';
import { serverOn, type TestAccount, type TestServer } from '../../support/start-server.ts';

export interface Expected {
  readonly status?: number;
  readonly scimType?: string;
  /** A part of it, or what it matches. */
  readonly detail: RegExp | string;
}

export const userName = 'ada@example.com';
export const resource = (fields: object) => ({ schemas: [userSchema], userName, ...fields });

/** An account with one agent, of which bad requests are expected to change nothing. */
export class Unchanging {
  private constructor(
    readonly server: TestServer,
    readonly account: TestAccount,
    /** The agent's. */
    readonly path: string,
  ) {}

  static async with(server: TestServer): Promise<Unchanging> {
    const account = await server.openAccount();
    const { id } = await account.client.create(userName, {
      ...{ title: 'Countess', profile: { location: 'London' }, externalId: '00uada' },
    });
    return new Unchanging(server, account, `/Users/${id}`);
  }

  /** Sends the request, expects a SCIM error, and that all is as it was. */
  async refuses(
    method: string,
    path: string,
    request: { body: unknown; headers?: Record<string, string> },
    { status = 400, scimType, detail }: Expected,
  ): Promise<void> {
    const before = await this.everything();
    const answer = await this.account.client.send(method, path, request);
    expect(answer.status, answer.text).toBe(status);
    expect(answer.headers['content-type']).toBe('application/scim+json');
    expect(answer.body).toMatchObject({ schemas: [errorSchema], status: String(status) });
    expect(answer.body.scimType, answer.text).toBe(scimType);
    expect(answer.body.detail).toMatch(detail);
    expect(await this.everything()).toBe(before);
  }

  /** What the service calls its own mistakes. */
  mistakes(): readonly string[] {
    return this.server.logLines.filter((line) => JSON.parse(line).level >= 50);
  }

  /** What the account's agents are, and how often any of them changed. */
  private async everything(): Promise<string> {
    const changes = (await this.account.journal()).filter(({ refusal }) => refusal === undefined);
    return (await this.account.client.get('/Users')).text + changes.length;
  }
}

export function unchanging(bodyBytesMax?: number): () => Unchanging {
  const server = serverOn(undefined, { bodyBytesMax, groupBodyBytesMax: bodyBytesMax });
  let subject: Unchanging | undefined;
  beforeAll(async () => {
    subject = await Unchanging.with(server());
  });
  return () => {
    if (subject === undefined) throw new Error('The server does not run yet.');
    return subject;
  };
}
