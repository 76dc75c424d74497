import { RulePreviewAnswer, showPreviewed } from '../../answers/rule-answers.ts';
import { operation } from '../../operation.ts';

export const previewRule = operation({
  method: 'post',
  path: '/rules/preview',
  useCase: 'previewRule',
  area: 'Rules',
  summary: 'Tell what a rule would do, and change nothing',
  answer: RulePreviewAnswer,
  show: ({ matching, joining, leaving }) => ({
    matching: showPreviewed(matching),
    joining: showPreviewed(joining),
    leaving: showPreviewed(leaving),
  }),
});
