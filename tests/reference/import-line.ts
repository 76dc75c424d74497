const charactersPerLineMax = 110;

/** An import as the formatter writes it, its names sorted. */
export function importLine(names: readonly string[], path: string): string {
  const line = `import { ${names.join(', ')} } from '${path}';\n`;
  if (line.length <= charactersPerLineMax + 1) return line;
  return `import {\n${names.map((name) => `  ${name},\n`).join('')}} from '${path}';\n`;
}
