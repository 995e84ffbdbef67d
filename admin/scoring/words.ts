export const scoringZh = {
  result: '成绩',
  passMark: '80 分合格',
  noResult: '尚无成绩',
  verdicts: { PENDING: '未定', PASS: '合格', FAIL: '不合格' },
  parts: {
    LEARNING_TIME: '学习时间',
    OBJECTIVE: '客观题',
    SUBJECTIVE: '主观题',
    EXCELLENT_ASSIGNMENT: '优秀作业',
    INTERACTION: '互动',
  },
  assignments: '作业',
  pointsOutOf: '%{points} / %{outOf} 分',
  rule: '规则第 %{version} 版，计算于 %{time}',
};

export const scoringEn: typeof scoringZh = {
  result: 'Result',
  passMark: '80 to pass',
  noResult: 'No result yet',
  verdicts: { PENDING: 'Open', PASS: 'Passed', FAIL: 'Failed' },
  parts: {
    LEARNING_TIME: 'Learning time',
    OBJECTIVE: 'Objective items',
    SUBJECTIVE: 'Subjective items',
    EXCELLENT_ASSIGNMENT: 'Excellent assignment',
    INTERACTION: 'Interaction',
  },
  assignments: 'Assignments',
  pointsOutOf: '%{points} / %{outOf} points',
  rule: 'Rule version %{version}, computed %{time}',
};
