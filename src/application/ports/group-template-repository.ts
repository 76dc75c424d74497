import type { Scalar } from '../../criteria/field.ts';
import type {
  GroupTemplate,
  GroupTemplateChange,
  GroupTemplateId,
} from '../../domain/group/group-template.ts';

/** The group templates of the scope's account. */
export interface GroupTemplateReader {
  /** The oldest first. */
  list(): Promise<readonly GroupTemplate[]>;
  find(id: GroupTemplateId): Promise<GroupTemplate | undefined>;
}

export interface GroupTemplateRepository extends GroupTemplateReader {
  /** Writes the template and its events' journal entries; the groups of one that is removed were removed before. */
  store(change: GroupTemplateChange): Promise<void>;
  /** Values of the template's attribute that have no group yet, each as somebody has it. */
  valuesWithoutGroup(template: GroupTemplate, limit: number): Promise<readonly Scalar[]>;
}
