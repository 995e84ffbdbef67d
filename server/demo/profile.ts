// Sizes of the demonstration data. Everything follows from them and from fixed seeds: the same profile is the same data.
export interface Profile {
  name: 'demo' | 'province';
  databaseName: string;
  schools: number;
  teachers: number;
  enrolments: number;
  submissions: number;
  /** Learning records of one enrolment: one for each unit of its course. */
  units: number;
  /** With submissions in second marking, disputes and anchor papers to show. */
  hasSecondMarking?: true;
  /** Work is divided among the cast's tutors. */
  hasAllocation?: true;
  /** Excellent learners are recommended, and one is commended. */
  hasNominations?: true;
  /** Teachers have chosen classes and wait for their schools. */
  hasChoices?: true;
  /** Counties have reviewed what their schools entered, and some of it waits. */
  hasReviews?: true;
  /** Courses are being handed in and reviewed. */
  hasIntake?: true;
  /** Learners of the year before, whose programme is archived: new rules are tried out on their results. */
  pastLearners?: number;
  /** Resources lie in the libraries and wait before them. */
  hasResources?: true;
  /** The enrolment of the cast's learner, whose work stands at every stage; found when the data are made. */
  castEnrolment?: number;
}

export const profiles: Record<Profile['name'], Profile> = {
  // One school for every street and town.
  demo: { name: 'demo', databaseName: 'yanxiu_demo', schools: 1_487, teachers: 20_000, enrolments: 10_000, submissions: 30_000, units: 10, hasSecondMarking: true, hasNominations: true, hasAllocation: true, hasChoices: true, hasReviews: true, hasIntake: true, pastLearners: 1_000, hasResources: true },
  province: { name: 'province', databaseName: 'yanxiu_province', schools: 14_000, teachers: 900_000, enrolments: 300_000, submissions: 900_000, units: 11, pastLearners: 10_000 },
};

/** Where the demonstration's clock stands when it is first started: in the fourth period of 2023. */
export const demoStart = new Date('2023-09-10T08:00:00+08:00');
