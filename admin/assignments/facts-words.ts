export const factsZh = {
  open: '学员情况',
  title: '%{name}的学习情况',
  now: '目前的成绩',
  noResult: '还没有成绩',
  works: '这个班的各项作业',
  earlier: '本项目其他期次的成绩',
  noEarlier: '在您可见的范围内没有该学员其他期次的记录。',
  period: '第 %{number} 期',
  close: '关闭',
};

export const factsEn: typeof factsZh = {
  open: 'About the learner',
  title: 'What is known of %{name}',
  now: 'Result so far',
  noResult: 'No result yet',
  works: 'Assignments of this class',
  earlier: 'Results of other periods in this programme',
  noEarlier: 'There is no other period of this learner within your sight.',
  period: 'Period %{number}',
  close: 'Close',
};
