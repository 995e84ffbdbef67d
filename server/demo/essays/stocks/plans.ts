// The sections of each kind of essay and the stocks their sentences come from.
import { analysis, lesson, outcome, scene, setting, strategy } from './case-study.js';
import {
  after,
  aimHeart,
  aimKnow,
  aimWay,
  board,
  focus,
  homework,
  learners,
  obstacle,
  position,
  ready,
  value,
} from './design.js';
import { closing, drill, openNote, opening, reply, task } from './process.js';
import { background, bright, cause, ending, intent, remedy, weak } from './reflection.js';

/** Sentences, how many at least and at most, and how they are laid out. */
export type PlanGroup = readonly [
  patterns: readonly string[],
  least: number,
  most: number,
  layout?: 'item' | 'line' | 'ordered',
];
export interface PlanPart {
  readonly heads: readonly string[];
  readonly groups: readonly PlanGroup[];
  /** How often the part appears; always when absent. */
  readonly chance?: number;
}

const designTitles = [
  '~《{title}》教学设计',
  '~{stage}{subject}《{title}》教学设计',
  '~{subject}《{title}》教案',
  '~{g}《{title}》教学设计',
  '~《{title}》第[一|二]课时教学设计',
  '~{cls}《{title}》[课堂|研讨课|公开课]设计',
  '^{g}活动《{title}》设计',
  '^《{title}》活动方案',
  '^{cls}集体活动：《{title}》',
  '^{g}[语言|综合|探索]活动设计《{title}》',
];
const mottos =
  '[等一等，花会开|慢下来的课堂|把问题还给学生|从热闹走向深入|听见学生的声音|一次意外的收获|让思考看得见|遗憾也是财富|少讲一点之后|退一步，看见更多|在{link}与课本之间|由“{ask}”想到的|“{say}”]';
const reflectionTitles = [
  '~《{title}》教学反思',
  '~{stage}{subject}《{title}》课后反思',
  `~${mottos}——《{title}》教学反思`,
  `~${mottos}——{subject}课《{title}》反思`,
  '~上完《{title}》之后',
  '^{g}活动《{title}》反思',
  '^[等一等，再等一等|跟在孩子后面|蹲下来听|“{say}”]——《{title}》活动反思',
  '^{cls}《{title}》活动后记',
];
const caseTitles = [
  '~《{title}》[教学|课堂|教育][案例|叙事|个案]',
  '~{subject}课上的{hero}——《{title}》案例研究',
  `~${mottos}——《{title}》教学案例`,
  '~{hero}的[变化|转变|那句话|一小步|问号]：《{title}》{subject}教学案例',
  '~[一个{err}的孩子|{quiet}的{hero}|陪{hero}走一程|{hero}为什么不举手]——《{title}》[案例|案例研究|个案]',
  '^{hero}的故事——《{title}》活动案例',
  '^{g}《{title}》观察案例',
  '^“{say}”——{cls}《{title}》案例',
];

export const plans: Readonly<Record<'LESSON_DESIGN' | 'REFLECTION' | 'CASE_STUDY', readonly PlanPart[]>> = {
  LESSON_DESIGN: [
    { heads: designTitles, groups: [] },
    {
      heads: ['~教材分析', '~教材解读', '~内容分析', '^设计意图', '^活动由来'],
      groups: [
        [position, 1, 1],
        [value, 1, 2],
      ],
    },
    { heads: ['~学情分析', '~学情', '~学生分析', '^幼儿分析', '^经验分析'], groups: [[learners, 2, 3]] },
    {
      heads: ['~教学目标', '~学习目标', '^活动目标'],
      groups: [
        [aimKnow, 1, 2, 'item'],
        [aimWay, 1, 1, 'item'],
        [aimHeart, 1, 1, 'item'],
      ],
    },
    {
      heads: ['~教学重难点', '~重点难点', '^活动重难点'],
      groups: [
        [focus, 1, 1, 'line'],
        [obstacle, 1, 1, 'line'],
      ],
    },
    { heads: ['~教学准备', '~课前准备', '^活动准备'], groups: [[ready, 1, 1]], chance: 0.5 },
    { heads: ['~教学过程', '~学习过程', '^活动过程'], groups: [] },
    {
      heads: ['（一）[谈话导入|情境导入|从{link}说起|唤醒经验|设疑引入]'],
      groups: [
        [opening, 1, 1],
        [openNote, 0, 1],
      ],
    },
    {
      heads: ['（二）[自主探究|初步感知|活动一：{act}|任务一：{act}|走近{k}|聚焦{k}]'],
      groups: [
        [task, 2, 2],
        [reply, 1, 2],
      ],
    },
    {
      heads: ['（三）[合作交流|深入体验|活动二：{act}|任务二：{act}|品味{k}|再看{k}]'],
      groups: [
        [task, 1, 2],
        [reply, 1, 2],
      ],
    },
    { heads: ['（四）[巩固运用|拓展应用|联系生活|迁移{k}|动手试一试]'], groups: [[drill, 1, 2], [closing, 1, 1]] },
    {
      heads: ['~板书[与|和|、]作业', '~[作业|课后任务][与|和]板书', '~收尾', '^活动延伸', '^延伸'],
      groups: [
        [board, 1, 1],
        [homework, 1, 2],
      ],
    },
    { heads: ['设计说明', '几点说明', '~教学反思', '^活动反思'], groups: [[after, 1, 2]], chance: 0.8 },
  ],
  REFLECTION: [
    { heads: reflectionTitles, groups: [] },
    {
      heads: ['[背景|缘起|起因|写在前面]'],
      groups: [
        [background, 1, 1],
        [intent, 1, 2],
      ],
    },
    { heads: ['[亮点|可喜之处|收获|成功之处]'], groups: [[bright, 3, 5, 'line']] },
    { heads: ['[不足|遗憾之处|问题所在|值得改进之处]'], groups: [[weak, 3, 5, 'line']] },
    { heads: ['[原因|原因分析|追问原因|归因]'], groups: [[cause, 2, 3]] },
    { heads: ['[改进|改进措施|今后的打算|再教设想]'], groups: [[remedy, 3, 5]] },
    { heads: [], groups: [[ending, 1, 1]] },
  ],
  CASE_STUDY: [
    { heads: caseTitles, groups: [] },
    {
      heads: ['[案例背景|背景|问题的提出|缘起|基本情况|案例由来|写在前面]'],
      groups: [
        [setting, 1, 1],
        [learners, 1, 2],
      ],
    },
    { heads: ['[案例描述|案例呈现|过程实录|情景再现|课堂回放|几个片段]'], groups: [[scene, 4, 7, 'ordered']] },
    { heads: ['[案例分析|分析与思考|问题分析|原因剖析|思考|诊断]'], groups: [[analysis, 2, 3]] },
    { heads: ['[策略与措施|对策|教学调整|跟进措施|我的做法|应对]'], groups: [[strategy, 2, 4]] },
    { heads: ['[效果|成效|变化|后续|追踪|初步成效]'], groups: [[outcome, 2, 2]] },
    { heads: ['[启示|案例启示|反思|几点体会|回味|感悟]'], groups: [[lesson, 1, 2]] },
  ],
};
