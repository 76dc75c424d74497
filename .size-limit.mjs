import { readFileSync } from 'node:fs';

const folder = 'dist/console';
const built = JSON.parse(readFileSync(`${folder}/manifest.json`, 'utf8'));

/** The scripts that a page loads at once. */
const withImports = (name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const imported of built[name].imports ?? []) withImports(imported, found);
  return found;
};

const firstLoad = new Set([...withImports('index.html'), ...withImports('pages/overview/overview.tsx')]);

export default [
  {
    name: 'first load of the console: shell and Overview',
    path: [...firstLoad].map((name) => `${folder}/${built[name].file}`),
    limit: '250 kB',
    gzip: true,
  },
];
