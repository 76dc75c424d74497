import { showCount } from '../../answers/agent-count-answer.ts';
import { showGroup } from '../../answers/group-answer.ts';
import { CreatedRuleGroupAnswer } from '../../answers/rule-answers.ts';
import { operation } from '../../operation.ts';
import { RuleGroupRequest } from '../../request/rule-group-request.ts';

export const createRuleGroup = operation({
  method: 'post',
  path: '/rule-groups',
  useCase: 'createRuleGroup',
  area: 'Rules',
  summary: 'Make a group to which belongs whoever satisfies a rule',
  creates: true,
  request: RuleGroupRequest,
  inputOf: ({ displayName, kind, ...rule }) => ({ desired: { displayName }, kind, rule }),
  answer: CreatedRuleGroupAnswer,
  show: ({ group, members }) => ({ group: showGroup(group), members: showCount(members) }),
});
