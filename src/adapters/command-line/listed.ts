import { type Command, Option } from 'commander';
import { type Page, resourcesPerPageDefault } from '../../application/listing/listing.ts';
import { type ListPage, resourcesPerPageMax } from '../../application/ports/list-page.ts';
import { Columns, type Row, table } from './aligned-text.ts';
import type { LongOutcome, Outcome } from './output.ts';
import { type VerbOptions, wholeNumber } from './verb.ts';

/** Which part of a list is wanted, as operators say it. */
export interface PageOptions extends VerbOptions {
  readonly startIndex: number;
  readonly count: number;
  readonly all?: true;
}

export const withPage = (command: Command): Command =>
  command
    .option('--start-index <n>', 'the first to list, counting from 1', wholeNumber(1, 1e9), 1)
    .option('--count <n>', 'how many to list', wholeNumber(0, resourcesPerPageMax), resourcesPerPageDefault)
    .addOption(new Option('--all', 'list all of them, however many').conflicts(['startIndex', 'count']));

/** How the resources of a list are shown. */
export interface ListForm<Resource> {
  /** What the document calls them. */
  readonly name: 'agents' | 'groups' | 'members';
  readonly headings: readonly string[];
  row(resource: Resource): Row;
  document(resource: Resource): unknown;
}

/** The page that the options name, or all pages as they are read. */
export async function listed<Resource>(
  form: ListForm<Resource>,
  options: PageOptions,
  read: (page: Page) => Promise<ListPage<Resource>>,
): Promise<Outcome | LongOutcome> {
  if (options.all) return { pieces: (options.json ? jsonPieces : textPieces)(form, pagesOf(read)) };
  const { startIndex, count } = options;
  const { resources, total } = await read({ from: startIndex - 1, limit: count });
  return {
    document: { total, startIndex, [form.name]: resources.map(form.document) },
    text: `${table(form.headings, resources.map(form.row))}${resources.length} of ${total}\n`,
  };
}

type Pages<Resource> = AsyncIterable<readonly Resource[]>;

async function* pagesOf<Resource>(read: (page: Page) => Promise<ListPage<Resource>>): Pages<Resource> {
  let from: Page['from'] = 'beginning';
  while (from !== undefined) {
    const page: ListPage<Resource> = await read({ from, limit: resourcesPerPageMax, withTotal: false });
    yield page.resources;
    from = page.next;
  }
}

async function* textPieces<Resource>({ headings, row }: ListForm<Resource>, pages: Pages<Resource>) {
  const columns = new Columns();
  let before: readonly Row[] = [headings];
  let count = 0;
  for await (const resources of pages) {
    yield columns.lines([...before, ...resources.map(row)]);
    before = [];
    count += resources.length;
  }
  yield `${count} of ${count}\n`;
}

/** One document, as a page of all of them would be. */
async function* jsonPieces<Resource>({ name, document }: ListForm<Resource>, pages: Pages<Resource>) {
  let count = 0;
  yield `{"startIndex":1,"${name}":[`;
  for await (const resources of pages) {
    for (const resource of resources)
      yield `${count++ === 0 ? '' : ','}${JSON.stringify(document(resource))}`;
  }
  yield `],"total":${count}}\n`;
}
