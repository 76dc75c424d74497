import { foldCase } from '../../../criteria/fold-case.ts';
import { isJsonObject, type JsonValue } from '../../../criteria/json.ts';
import type { AgentId } from '../../../domain/shared/identifiers.ts';
import { erasedText, type NamedPerson } from '../../ports/erasure-repository.ts';
import type { JournalEntry } from '../../ports/journal-entry.ts';

/** What tells people apart, whoever else is mentioned beside it: a department is no such thing, and an address is. */
const namingAttributes =
  /^(userName|externalId|displayName|nickName|profileUrl|name\.formatted|emails|phoneNumbers|ims|photos|addresses|urn:ietf:params:scim:schemas:extension:enterprise:2\.0:User:employeeNumber)(\.|$)/;
/** Of a structured value: `type` and `primary` name nobody. */
const namingParts: ReadonlySet<string> = new Set(['value', 'display', 'formatted', 'streetAddress']);

/** A shorter text stands in too many others. */
const charactersMin = 5;
/** So many names are looked for: a search looks for all of them at once. */
const namesMax = 1_000;

/**
 * Somebody who is to be erased, by all names that the audit log tells of: also those from before, and of people whose row is gone.
 * What was erased before is not known any more.
 */
export class PersonToErase implements NamedPerson {
  private readonly names = new Set<string>();
  private readonly logins = new Set<string>();

  constructor(readonly agentId: AgentId) {}

  get userNames(): readonly string[] {
    return [...this.logins];
  }

  /** Learns the names that an entry about the agent tells. */
  learn({ target, changes }: Pick<JournalEntry, 'target' | 'changes'>): void {
    this.addLogin(target?.name);
    for (const { path, from, to } of changes) {
      for (const value of [from, to]) {
        if (path === 'userName') this.addLogin(value);
        if (namingAttributes.test(path)) this.addNames(value);
      }
    }
    this.addWholeName(changes, 'from');
    this.addWholeName(changes, 'to');
  }

  isNamedIn(text: string): boolean {
    const folded = foldCase(text);
    return [...this.names].some((name) => standsIn(folded, name));
  }

  /** People are told apart by given and family name together. */
  private addWholeName(changes: JournalEntry['changes'], side: 'from' | 'to'): void {
    const part = (path: string) => changes.find((change) => change.path === path)?.[side];
    const [given, family] = [part('name.givenName'), part('name.familyName')];
    if (typeof given !== 'string' || typeof family !== 'string') return;
    this.addNames(`${given} ${family}`);
    this.addNames(`${family}, ${given}`);
  }

  private addLogin(value: JsonValue | undefined): void {
    if (typeof value !== 'string' || value === erasedText || value === '') return;
    this.logins.add(foldCase(value));
    this.addNames(value);
  }

  private addNames(value: JsonValue | undefined): void {
    if (Array.isArray(value)) for (const element of value) this.addNames(element);
    else if (value !== undefined && isJsonObject(value)) {
      for (const [name, part] of Object.entries(value)) if (namingParts.has(name)) this.addNames(part);
    } else if (typeof value === 'string' && value !== erasedText) {
      const name = foldCase(value).trim();
      if (name.length < charactersMin || this.names.size >= namesMax) return;
      this.names.add(name);
    }
  }
}

const wordCharacter = /[\p{L}\p{N}]/u;

/** Whether the name stands in the text, and not as a part of a longer word. */
function standsIn(text: string, name: string): boolean {
  for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
    const [before, after] = [text[at - 1] ?? '', text[at + name.length] ?? ''];
    if (!wordCharacter.test(before) && !wordCharacter.test(after)) return true;
  }
  return false;
}
