import { setTimeout as pause } from 'node:timers/promises';
import { type Command, Option } from 'commander';
import type { RequestFilter } from '../../../application/ports/request-log.ts';
import type { ExplainedRequest } from '../../../application/requests/explanation/explained-request.ts';
import type { AccountSession } from '../account-verb.ts';
import { chooseAuditedAccount } from '../choose-account.ts';
import type { Installation } from '../installation.ts';
import { OperatorError } from '../operator-error.ts';
import { writeOut } from '../output.ts';
import { type RequestOptions, requestFilterOf, withRequestFilter } from '../requests/request-filter.ts';
import { requestDetails, requestText } from '../requests/request-text.ts';
import { newestRequests, newRequests } from '../requests/walk-requests.ts';
import { accountOption, print, type VerbOptions, verb, wholeNumber, withSession } from '../verb.ts';

interface ListOptions extends VerbOptions, RequestOptions {
  readonly account?: string;
  readonly limit: number;
}

interface TailOptions extends ListOptions {
  readonly follow?: true;
}

const listedMax = 10_000;
/** A client may give one id to many requests. */
const shownMax = 20;
const followEveryMilliseconds = 1000;

export function addRequestVerbs(program: Command, installation: Installation): void {
  const requests = program
    .command('requests')
    .description('The request log: what was asked of the service, what it meant and why it was refused');
  const inAccount =
    <Options extends ListOptions>(
      run: (session: AccountSession, filter: RequestFilter, options: Options) => Promise<void>,
    ) =>
    (options: Options) =>
      withSession(installation, async (session) => {
        const inside = { ...session, caller: await chooseAuditedAccount(session, options.account) };
        await run(inside, await requestFilterOf(inside, options), options);
      });

  withRequestFilter(
    verb(
      requests,
      'tail',
      'show the newest requests, the newest last; --follow with --json prints one a line',
    )
      .addOption(accountOption())
      .addOption(new Option('--follow', 'go on as requests come, until interrupted').conflicts('until'))
      .option('--limit <n>', 'how many requests to begin with', wholeNumber(1, listedMax), 20),
  ).action(inAccount(tail));

  withRequestFilter(
    verb(requests, 'list', 'list requests, the newest first')
      .addOption(accountOption())
      .option('--limit <n>', 'how many requests at most', wholeNumber(1, listedMax), 100),
  ).action(inAccount(list));

  verb(requests, 'show <request>', 'show all that is kept of a request, by its request id or mnemonic')
    .addOption(accountOption())
    .action((named: string, options: VerbOptions & { readonly account?: string }) =>
      withSession(installation, async (session) => {
        const caller = await chooseAuditedAccount(session, options.account);
        await show({ ...session, caller }, named, options);
      }),
    );
}

async function list(session: AccountSession, filter: RequestFilter, options: ListOptions): Promise<void> {
  const found = await newestRequests(session, filter, options.limit);
  return print({ document: found, text: found.map(requestText).join('') }, options);
}

async function tail(session: AccountSession, filter: RequestFilter, options: TailOptions): Promise<void> {
  const found = (await newestRequests(session, filter, options.limit)).toReversed();
  if (!options.follow) return print({ document: found, text: found.map(requestText).join('') }, options);
  const textOf = options.json ? (one: ExplainedRequest) => `${JSON.stringify(one)}\n` : requestText;
  await writeOut(found.map(textOf).join(''));
  const added = await newRequests(session, filter, found);
  for (;;) {
    await pause(followEveryMilliseconds);
    await writeOut((await added()).map(textOf).join(''));
  }
}

/** @throws OperatorError `requestNotFound`. */
async function show(session: AccountSession, named: string, options: VerbOptions): Promise<void> {
  const byId = await newestRequests(session, { requestId: named }, shownMax);
  const found = byId.length > 0 ? byId : await newestRequests(session, { mnemonic: named }, shownMax);
  if (found.length === 0) {
    throw new OperatorError(
      'requestNotFound',
      'There is no request of that id or mnemonic in this account. What no account is known for: --account 00000000-0000-0000-0000-000000000000',
    );
  }
  const whole: ExplainedRequest[] = [];
  for (const { at, id } of found)
    whole.push(await session.application.readRequest(session.caller, { at, id }));
  return print({ document: whole, text: whole.map(requestDetails).join('\n') }, options);
}
