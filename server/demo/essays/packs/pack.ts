// The shape of a subject's stock of phrases.
export interface SubjectPack {
  /** What learners do, as verb phrases. */
  readonly act: string;
  /** Materials and tools. */
  readonly tool: string;
  /** Competencies the subject works on. */
  readonly comp: string;
  /** Usual weaknesses, as verb phrases whose subject is a learner. */
  readonly err: string;
  /** Homework, as verb phrases. */
  readonly hw: string;
  /** What learners produce. */
  readonly prod: string;
  /** Things of everyday life the lesson can be tied to. */
  readonly link: string;
  /** Questions, without the question mark. */
  readonly ask: string;
  /** What a learner says, without the final stop. */
  readonly say: string;
}
