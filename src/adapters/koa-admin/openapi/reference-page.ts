import { createHash } from 'node:crypto';
import type { OpenAPIObject, OperationObject, ParameterObject } from 'openapi3-ts/oas31';

interface ReferencePage {
  readonly html: string;
  /** Lets the page load nothing and run nothing. */
  readonly contentSecurityPolicy: string;
}

const methods = ['get', 'post', 'put', 'patch', 'delete'] as const;

/**
 * The document as people read it: one page without scripts, and without anything from elsewhere.
 *
 * @param statuses - of each code of a problem.
 */
export function referencePage(
  { info, paths = {}, components, servers, tags = [] }: OpenAPIObject,
  statuses: Readonly<Record<string, number>>,
): ReferencePage {
  const root = servers?.[0]?.url ?? '';
  const all = Object.entries(paths).flatMap(([path, item]) =>
    methods.flatMap((method) => {
      const operation = item[method];
      return operation === undefined ? [] : [{ method, path: root + path, operation }];
    }),
  );
  const areas = Map.groupBy(all, ({ operation }) => operation.tags?.[0] ?? '');
  const sections = tags.map(
    ({ name, description }) =>
      `<h2>${escaped(name)}</h2><p>${prose(description)}</p>${(areas.get(name) ?? []).map(operationHtml).join('')}`,
  );
  const schemas = Object.entries(components?.schemas ?? {}).map(
    ([name, schema]) => `<h3 id="${escaped(name)}">${escaped(name)}</h3>${code(schema)}`,
  );
  const html = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(info.title)}</title><style>${style}</style>
<main><h1>${escaped(info.title)}</h1><p>${prose(info.description)}</p>
<p>The same for programs: <a href="${escaped(root)}/openapi.json">openapi.json</a></p>
${sections.join('\n')}<h2>Problems</h2><p>What a problem says in <code>detail</code> tells what to do.</p>${problemTable(statuses)}<h2>Objects</h2>${schemas.join('\n')}</main></html>`;
  const styleHash = createHash('sha256').update(style).digest('base64');
  const contentSecurityPolicy = `default-src 'none'; style-src 'sha256-${styleHash}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`;
  return { html, contentSecurityPolicy };
}

interface Shown {
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

function operationHtml({ method, path, operation }: Shown): string {
  const { operationId = '', summary, description, parameters = [], requestBody, responses } = operation;
  const rows = (parameters as ParameterObject[]).map(parameterRow);
  const body =
    requestBody && 'content' in requestBody ? requestBody.content['application/json']?.schema : undefined;
  return `<section id="${escaped(operationId)}"><h3>${escaped(summary ?? '')}</h3>
<p><code><b>${method.toUpperCase()}</b> ${escaped(path)}</code></p><p>${prose(description)}</p>
${rows.length === 0 ? '' : `<table><tr><th>Parameter<th>In<th>What it is</tr>${rows.join('')}</table>`}
${body === undefined ? '' : `<p>Body:</p>${code(body)}`}<p>Answer:</p>${code(answersOf(responses))}</section>`;
}

const problemTable = (statuses: Readonly<Record<string, number>>): string =>
  `<table><tr><th>Code<th>Status</tr>${Object.entries(statuses)
    .map(([code, status]) => `<tr id="${code}"><td><code>${code}</code><td>${status}</tr>`)
    .join('')}</table>`;

const parameterRow = ({ name, in: place, required, description, schema }: ParameterObject): string =>
  `<tr><td><code>${escaped(name)}</code>${required ? ', required' : ''}<td>${place}<td>${prose(description)} <code>${escaped(JSON.stringify(schema))}</code></tr>`;

const answersOf = (responses: OperationObject['responses']): object =>
  Object.fromEntries(
    Object.entries(responses ?? {})
      .filter(([status]) => /^\d+$/.test(status))
      .map(([status, { description, content }]) => [
        status,
        content?.['application/json']?.schema ?? description,
      ]),
  );

const linked = /&quot;#\/components\/schemas\/(\w+)&quot;/g;

const code = (value: unknown): string =>
  `<pre>${escaped(JSON.stringify(value, null, 2)).replaceAll(linked, '<a href="#$1">$1</a>')}</pre>`;

/** Texts in which single words are code. */
const prose = (text = ''): string => escaped(text).replaceAll(/`([^`]*)`/g, '<code>$1</code>');

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const style = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;margin:0}main{max-width:60rem;margin:auto;padding:1rem}
pre,table{overflow:auto;display:block}pre{padding:.75rem;background:#8882;font-size:.85rem}td,th{text-align:left;vertical-align:top;padding:.25rem .5rem}
section{border-top:1px solid #8886;padding-top:.5rem}`;
