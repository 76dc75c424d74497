import { identified } from '../../../criteria/criteria.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import type { Removal } from '../../ports/event-feed.ts';
import type { LoggedRequest, RequestRefusal, RequestSubject } from '../../ports/request-log.ts';
import type { ReadScope } from '../../ports/unit-of-work.ts';
import { ConfidentialAttributes } from '../request/confidential-attributes.ts';
import { meaningOf, type NameOf, triedOf, whoIs } from './meaning.ts';
import type { RefusalCode } from './refusal-code.ts';
import { remedies } from './remedies.ts';

/** Why a request was refused, in the four parts that whoever looks for the cause needs. */
interface RefusalExplanation {
  /** What was tried: `change Ada Byron`. */
  readonly tried: string;
  /** The status, and the error as the protocol names it. */
  readonly answered: string;
  readonly why: string;
  /** In Markdown; absent where the sentence says what to do. */
  readonly todo?: string;
}

export interface ExplainedRequest extends LoggedRequest {
  /** In one sentence: `Okta deactivated Ada Byron.` */
  readonly meaning: string;
  readonly explanation?: RefusalExplanation;
}

/** Says of requests what they meant: with the names that agents have, and when what is missing was removed. */
export async function explained(
  { agents, journal, policy }: Pick<ReadScope, 'agents' | 'journal' | 'policy'>,
  logged: readonly LoggedRequest[],
): Promise<readonly ExplainedRequest[]> {
  const { confidential } = (await policy.current()).profileSchema;
  const requests =
    confidential.size === 0 ? logged : logged.map(hiding(new ConfidentialAttributes(confidential)));
  const named = requests.flatMap(({ subject, entries }) => [
    subject,
    ...entries.map((entry) => entry.subject),
  ]);
  const ids = idsOf('agent', named);
  const known = ids.length === 0 ? [] : await agents.some(identified(ids), ids.length);
  const names = new Map<string, string>(
    known.map(({ state }) => [state.id, state.displayName ?? state.userName]),
  );
  const missing = requests.filter(({ status }) => status === 404).map(({ subject }) => subject);
  const removals = new Map<string, Removal>();
  for (const type of ['agent', 'group'] as const) {
    const asked = idsOf(type, missing);
    if (asked.length === 0) continue;
    for (const [id, removal] of await journal.removals(type, asked)) removals.set(id, removal);
  }
  const nameOf: NameOf = ({ id = '' }) => names.get(id) ?? removals.get(id)?.name;
  return requests.map((request) => ({
    ...request,
    meaning: meaningOf(request, nameOf),
    explanation: explanationOf(request, nameOf, removals.get(request.subject?.id ?? '')),
  }));
}

/** What the account has declared confidential since is hidden in what was written down before as well. */
const hiding =
  (attributes: ConfidentialAttributes) =>
  (request: LoggedRequest): LoggedRequest => {
    const shown = (refusal: RequestRefusal): RequestRefusal => ({
      ...refusal,
      message: attributes.hideIn(refusal.message),
    });
    const { query, refusal, parts } = request;
    return {
      ...request,
      query: query && attributes.hideIn(query),
      refusal: refusal && shown(refusal),
      parts: parts && { ...parts, refusals: parts.refusals.map(shown) },
    };
  };

const idsOf = (type: 'agent' | 'group', subjects: readonly (RequestSubject | undefined)[]): AgentId[] => [
  ...new Set(
    subjects.flatMap((subject) =>
      subject?.type === type && subject.id !== undefined ? [subject.id as AgentId] : [],
    ),
  ),
];

function explanationOf(
  request: LoggedRequest,
  nameOf: NameOf,
  removal: Removal | undefined,
): RefusalExplanation | undefined {
  const { status, parts } = request;
  const refusal = request.refusal ?? parts?.refusals[0];
  if (refusal === undefined) return undefined;
  const { code, message, scimType, remedy } = refusal;
  const isRemoved = removal !== undefined && status === 404;
  return {
    tried: triedOf(request, nameOf),
    answered: [String(status), scimType].filter(Boolean).join(' '),
    why: isRemoved
      ? `${removal.name} was removed here on ${removal.at} by ${whoIs(removal.principal)}.`
      : withoutRemedy(message, remedy),
    todo: remedy ?? remedies[isRemoved ? 'resourceRemoved' : (code as RefusalCode)]?.todo,
  };
}

/** The sentence of a sign-in that failed ends with what to do, for those who read nothing but the sentence. */
const withoutRemedy = (message: string, remedy: string | undefined): string =>
  remedy !== undefined && message.endsWith(` ${remedy}`) ? message.slice(0, -remedy.length - 1) : message;
