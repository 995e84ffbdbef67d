// Front door of courses (课程遴选): training bodies, handing in, review by experts, classes of what was accepted.
import type { ClassType } from 'type-graphql';
import { CourseReview } from './course-review.entity.js';
import { CourseStep } from './course-step.entity.js';
import { courseActions } from './courses.actions.js';
import { CourseActsResolver, ViewerCoursesResolver } from './graphql/course-acts.resolver.js';
import { CourseResolver } from './graphql/course.resolver.js';
import { TrainingBodyResolver } from './graphql/training-body.resolver.js';

export { CourseReview, CourseStep };
export { courseExport, trainingBodyExport } from './course-exports.js';
export { CourseStore } from './course.store.js';
export { ClassOpeningService } from './opening.service.js';
export { CourseReviewingService } from './reviewing.service.js';
export { TrainingBodyService } from './training-body.service.js';
export { TrainingBodyStore } from './training-body.store.js';
export { CourseWritingService } from './writing.service.js';
export { CourseActsResolver, CourseResolver, TrainingBodyResolver, ViewerCoursesResolver };

export const courses = {
  name: 'courses',
  entities: [CourseStep, CourseReview],
  resolvers: [CourseResolver, CourseActsResolver, TrainingBodyResolver, ViewerCoursesResolver] as ClassType[],
  actions: courseActions,
  writes: { office: ['course', 'unit', 'course_review', 'training_body'], classes: ['course', 'unit'], programmes: ['course_review'] },
  inserts: { office: ['course_step', 'course_reading', 'period', 'training_class'], classes: ['course_step', 'course_reading'] },
  deletes: { office: ['unit', 'course_reading'], classes: ['unit', 'course_reading'] },
};
