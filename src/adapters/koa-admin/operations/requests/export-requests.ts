import { IsIn, Matches } from 'class-validator';
import { Optional } from '../../../../application/input/optional.ts';
import { requestsPerPageMax } from '../../../../application/ports/request-log.ts';
import { RequestLogFilter } from '../../../../application/requests/request/request-log-filter.ts';
import type { RequestPlace } from '../../../../application/requests/request/request-place.ts';
import { type CsvCell, csvLines } from '../../../entry-formats/csv-lines.ts';
import { jsonLine } from '../../../entry-formats/json-format.ts';
import { type RequestAnswer, showRequest } from '../../answers/request-answer.ts';
import { streamOperation } from '../../operation.ts';

const columns: Readonly<Record<string, (request: RequestAnswer) => CsvCell>> = {
  at: ({ at }) => at,
  id: ({ id }) => id,
  requestId: ({ requestId }) => requestId,
  meaning: ({ meaning }) => meaning,
  principalKind: ({ principal }) => principal?.kind,
  principalId: ({ principal }) => principal?.id,
  principalName: ({ principal }) => principal?.name,
  source: ({ source }) => source,
  client: ({ client }) => client,
  method: ({ method }) => method,
  path: ({ path }) => path,
  query: ({ query }) => query,
  status: ({ status }) => status,
  milliseconds: ({ milliseconds }) => milliseconds,
  targetType: ({ subject }) => subject?.type,
  targetId: ({ subject }) => subject?.id,
  targetName: ({ subject }) => subject?.name,
  refusalCode: ({ refusal }) => refusal?.code,
  refusalMessage: ({ refusal }) => refusal?.message,
  tried: ({ explanation }) => explanation?.tried,
  answered: ({ explanation }) => explanation?.answered,
  why: ({ explanation }) => explanation?.why,
  todo: ({ explanation }) => explanation?.todo,
  mnemonic: ({ mnemonic }) => mnemonic,
  lost: ({ lost }) => lost,
};

const formats = {
  jsonl: {
    mediaType: 'application/jsonl',
    heading: '',
    linesOf: (requests: readonly RequestAnswer[]) => requests.map(jsonLine).join(''),
  },
  csv: {
    mediaType: 'text/csv',
    heading: csvLines([Object.keys(columns)]),
    linesOf: (requests: readonly RequestAnswer[]) =>
      csvLines(requests.map((request) => Object.values(columns).map((cellOf) => cellOf(request)))),
  },
} as const;

const place = /^(?<at>[\dT:.-]{1,40}Z),(?<id>[\w.-]{1,64})$/;

class RequestLogExport extends RequestLogFilter {
  /** JSON, a request a line, or a table. `jsonl` where it is not said. */
  @Optional()
  @IsIn(Object.keys(formats))
  readonly format?: keyof typeof formats;

  /** Only older requests: `at` and `id` of the last line of an export before, with a comma between them. */
  @Optional()
  @Matches(place)
  readonly before?: string;
}

export const exportRequests = streamOperation({
  method: 'get',
  path: '/requests/export',
  useCase: 'listRequests',
  area: 'Requests',
  summary: 'Export the request log as lines of JSON or as a table, the newest requests first',
  request: RequestLogExport,
  mediaTypes: Object.values(formats).map(({ mediaType }) => mediaType),
  mediaTypeOf: ({ format = 'jsonl' }) => formats[format].mediaType,
  pieces: async function* (run, { format = 'jsonl', before: last, ...filter }) {
    const { heading, linesOf } = formats[format];
    yield heading;
    let before = last?.match(place)?.groups as RequestPlace | undefined;
    do {
      const { requests, next } = await run({ ...filter, limit: requestsPerPageMax, before });
      yield linesOf(requests.map(showRequest));
      before = next;
    } while (before !== undefined);
  },
});
