import 'reflect-metadata';
import { Container } from 'inversify';
import { pino } from 'pino';
import { afterAll, beforeAll } from 'vitest';
import { HttpServer } from '../../src/adapters/koa-http/server.ts';
import { FilterRuleLanguage } from '../../src/adapters/koa-scim/rule-language/filter-rule-language.ts';
import { scimErrorFormat } from '../../src/adapters/koa-scim/scim-error-format.ts';
import { scimSurface } from '../../src/adapters/koa-scim/scim-surface.ts';
import { CryptoTokenSecrets } from '../../src/adapters/node-runtime/crypto-token-secrets.ts';
import { PinoOperationalLog } from '../../src/adapters/node-runtime/pino-operational-log.ts';
import { UuidSource } from '../../src/adapters/node-runtime/uuid-source.ts';
import type { IssuedToken } from '../../src/application/access/issue-token.ts';
import type { Provisioning } from '../../src/application/index.ts';
import type { Caller, Requester } from '../../src/application/ports/caller.ts';
import type { RecordedJournalEntry } from '../../src/application/ports/event-feed.ts';
import type { UnitOfWork } from '../../src/application/ports/unit-of-work.ts';
import type { ApiTokenRequest } from '../../src/domain/account/api-token.ts';
import { instantOf } from '../../src/domain/shared/instant.ts';
import { bindings } from '../../src/main/bindings.ts';
import { applicationModule } from '../../src/main/modules/application-module.ts';
import { openDatabase } from '../support/open-storage.ts';
import { type DatabaseProduct, sqlite } from './databases.ts';
import { basic, ScimClient } from './scim-client.ts';

export interface ServerOptions {
  readonly publicUrl?: string;
  readonly trustProxy?: boolean;
  readonly bodyBytesMax?: number;
  readonly requestSecondsMax?: number;
}

/** An account with Single Sign-On set up, and a client that holds a token of it. */
export interface TestAccount {
  readonly caller: Caller;
  readonly token: IssuedToken;
  readonly client: ScimClient;
  /** The newest 1000 entries of its journal, the newest first. */
  journal(): Promise<readonly RecordedJournalEntry[]>;
  issueToken(request?: Partial<ApiTokenRequest>): Promise<IssuedToken>;
}

const operator: Requester = {
  principal: { kind: 'operator', name: 'test' },
  source: 'command line',
  requestId: 'test',
};

/** The service as it runs, on a real port and a real database, with a clock that can be put forward. */
export class TestServer {
  private constructor(
    readonly provisioning: Provisioning,
    readonly unitOfWork: UnitOfWork,
    readonly port: number,
    readonly databaseUrl: string,
    readonly logLines: readonly string[],
    private readonly clock: { aheadMilliseconds: number },
    readonly stop: () => Promise<void>,
  ) {}

  static async start(databaseUrl: string, options: ServerOptions = {}): Promise<TestServer> {
    const { trustProxy = false, bodyBytesMax = 1_048_576, requestSecondsMax = 50, publicUrl } = options;
    const logLines: string[] = [];
    const logger = pino({ level: 'trace' }, { write: (line: string) => void logLines.push(line) });
    const log = new PinoOperationalLog(logger);
    const clock = { aheadMilliseconds: 0 };
    const opened = openDatabase(databaseUrl, 10, log);
    await opened.storage.migrate();

    const container = new Container();
    container.bind(bindings.unitOfWork).toConstantValue(opened.unitOfWork);
    container.bind(bindings.accounts).toConstantValue(opened.accountDirectory);
    container.bind(bindings.tokenSecrets).toConstantValue(new CryptoTokenSecrets());
    container.bind(bindings.identifiers).toConstantValue(new UuidSource());
    container.bind(bindings.ruleLanguage).toConstantValue(new FilterRuleLanguage());
    container.bind(bindings.log).toConstantValue(log);
    const now = () => instantOf(new Date(Date.now() + clock.aheadMilliseconds));
    container.bind(bindings.clock).toConstantValue({ now });
    await container.load(applicationModule);
    const provisioning = container.get<Provisioning>(bindings.provisioning);

    const ports = { log, clock: { now }, identifiers: new UuidSource() };
    const surface = scimSurface(provisioning, ports, { publicUrl, bodyBytesMax });
    const settings = { host: '127.0.0.1', port: 0, trustProxy, requestSecondsMax, stopSecondsMax: 10 };
    const server = new HttpServer([surface], opened.storage, scimErrorFormat, logger, settings);
    const { port } = await server.listen();
    return new TestServer(provisioning, opened.unitOfWork, port, databaseUrl, logLines, clock, async () => {
      await server.stop();
      await opened.storage.close();
    });
  }

  baseUrl(basePath = '/scim/v2'): string {
    return `http://127.0.0.1:${this.port}${basePath}`;
  }

  putClockForward(days: number): void {
    this.clock.aheadMilliseconds += days * 86_400_000;
  }

  async openAccount(name = 'Acme', { sso = true } = {}): Promise<TestAccount> {
    const ssoIssuer = sso ? 'https://acme.okta.example' : undefined;
    const { issueToken, openAccount, readAuditLog } = this.provisioning;
    const account = await openAccount.execute(operator, { name, ssoIssuer });
    const caller = { ...operator, accountId: account.state.id };
    const issue = (request: Partial<ApiTokenRequest> = {}) =>
      issueToken.execute(caller, { name: 'Okta', ...request });
    const token = await issue();
    return {
      caller,
      token,
      client: new ScimClient(this.baseUrl(), { Authorization: basic(token.text) }),
      journal: () => readAuditLog.execute(caller, { limit: 1000 }),
      issueToken: issue,
    };
  }
}

/** The service on a new database during the suite. */
export function serverOn(product: DatabaseProduct = sqlite, options: ServerOptions = {}): () => TestServer {
  let server: TestServer | undefined;
  beforeAll(async () => {
    server = await TestServer.start(await product.freshUrl(), options);
  });
  afterAll(() => server?.stop());
  return () => {
    if (server === undefined) throw new Error('The server does not run yet.');
    return server;
  };
}
