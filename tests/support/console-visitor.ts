import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import type { Caller } from '../../src/application/ports/caller.ts';
import type { Role } from '../../src/domain/role/role.ts';
import type { AgentId } from '../../src/domain/shared/identifiers.ts';
import { chromiumMissing, launchChromium } from './chromium.ts';
import type { TestAccount, TestServer } from './start-server.ts';

export interface Appearance {
  readonly colorScheme?: 'light' | 'dark';
  /** Of the window, in pixels. */
  readonly width?: number;
}

/** A browser in which somebody is signed in, and what it has seen. */
export interface ConsoleVisitor {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Requests to any other host than the service. */
  readonly foreignRequests: readonly string[];
  /** What the browser or a script complained about, refusals by the content security policy included. */
  readonly complaints: readonly string[];
}

/** Opens a browser for the file. @throws Error that says what to do where there is none. */
export function consoleVisitors(server: () => TestServer) {
  let browser: Browser | undefined;
  beforeAll(async () => {
    const missing = chromiumMissing();
    if (missing !== undefined) throw new Error(missing);
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  /** Somebody of the account, whose browser is at no page yet; as `nobody` not signed in. */
  return async function visitor(
    account: Pick<TestAccount, 'caller'>,
    role: Role | 'nobody' = 'admin',
    { colorScheme = 'light', width = 1440 }: Appearance = {},
  ): Promise<ConsoleVisitor> {
    if (browser === undefined) throw new Error('The browser does not run yet.');
    const viewport = { width, height: width < 600 ? 844 : 900 };
    const context = await browser.newContext({ baseURL: server().baseUrl(''), colorScheme, viewport });
    if (role !== 'nobody') await context.addCookies([await sessionCookieOf(server(), account, role)]);
    const page = await context.newPage();
    const foreignRequests: string[] = [];
    const complaints: string[] = [];
    page.on('request', (request) => {
      if (!request.url().startsWith(server().baseUrl(''))) foreignRequests.push(request.url());
    });
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    return { page, context, foreignRequests, complaints };
  };
}

/** By the account and the role: whoever comes again is the same person, in another browser. */
const persons = new Map<string, AgentId>();

async function sessionCookieOf(server: TestServer, { caller }: Pick<TestAccount, 'caller'>, role: Role) {
  const { application } = server;
  const key = `${caller.accountId} ${role}`;
  const agentId = persons.get(key) ?? (await provision(server, caller, role));
  persons.set(key, agentId);
  const beginning = { agentId, connection: 'test', address: '127.0.0.1', browser: 'Chromium' };
  const { secret } = await application.beginSession(caller, beginning);
  return { name: 'rollcall', value: secret, url: server.baseUrl('') };
}

async function provision({ application }: TestServer, caller: Caller, role: Role): Promise<AgentId> {
  const userName = `${role}@example.com`.toLowerCase();
  const desired = { userName, active: true, profile: {}, directory: { roles: [{ value: role }] } };
  const { id } = (await application.provisionAgent(caller, { desired })).agent.state;
  if (role === 'owner') await application.nameOwner(caller, { userName });
  return id;
}
