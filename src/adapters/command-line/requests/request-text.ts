import type { RequestCheck } from '../../../application/ports/request-log.ts';
import type { ExplainedRequest } from '../../../application/requests/explanation/explained-request.ts';
import { aligned, printable, type Row } from '../aligned-text.ts';

/** A request as people read it in a list. */
export function requestText(request: ExplainedRequest): string {
  const { at, meaning, explanation } = request;
  const lines = [
    ...(request.lost === undefined ? [['  request', addressOf(request)]] : []),
    ...(explanation === undefined
      ? []
      : [
          ['  because', explanation.why],
          ...(explanation.todo === undefined ? [] : [['  to do', plain(explanation.todo)]]),
        ]),
  ];
  return `${printable(`${at}  ${meaning}`)}\n${aligned(lines)}`;
}

/** All that is kept of it. */
export function requestDetails(request: ExplainedRequest): string {
  const { at, meaning, explanation, refusal, parts, bodies, principal } = request;
  const rows: Row[] = [
    ['  request', addressOf(request)],
    ['  query', request.query],
    [
      '  by',
      principal === undefined ? undefined : `${principal.kind} ${'name' in principal ? principal.name : ''}`,
    ],
    ['  from', [request.source, request.client].filter(Boolean).join(', ')],
    ['  mnemonic', request.mnemonic],
    ...(explanation === undefined
      ? []
      : ([
          ['  tried to', explanation.tried],
          ['  answered', explanation.answered],
          ['  because', explanation.why],
          ['  to do', explanation.todo && plain(explanation.todo)],
        ] satisfies Row[])),
    ...(refusal?.checks ?? []).map((check) => ['  check', checkText(check)]),
    ...(parts?.refusals ?? []).map(({ message }) => ['  part', message]),
    ['  sent', bodies?.request],
    ['  answer', bodies?.answer],
  ];
  const told = rows.filter(([, value]) => value !== undefined);
  return `${printable(`${at}  ${meaning}`)}\n${aligned(told)}`;
}

const addressOf = ({ method, path, status, milliseconds, requestId }: ExplainedRequest): string =>
  `${method} ${path} → ${status}, ${milliseconds} ms, request ${requestId}`;

const checkText = ({ check, passed, expected, received }: RequestCheck): string =>
  passed ? `PASSED  ${check}` : `FAILED  ${check} Expected: ${expected}. Received: ${received}`;

/** Markdown as a terminal shows it. */
const plain = (markdown: string): string => markdown.replaceAll(/\*\*|`|(?<!\w)\*|\*(?!\w)/g, '');
