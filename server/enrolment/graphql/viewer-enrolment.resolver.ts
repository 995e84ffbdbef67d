// What the caller may do with enrolments, as fields of the viewer.
import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import type { RequestContext } from '../../platform/graphql/caller.js';

@Resolver(() => ViewerType)
export class ViewerEnrolmentResolver {
  @FieldResolver(() => Boolean, { description: '可否浏览学员名单。' })
  viewerCanBrowseEnrolments(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.browse'); }

  @FieldResolver(() => Boolean, { description: '可否选课（教师本人）。' })
  viewerCanChoose(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.choose') && caller.viewingAs === null; }

  @FieldResolver(() => Boolean, { description: '可否为本校教师报名（校级管理员）。' })
  viewerCanEnrol(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.enrol') && caller.viewingAs === null; }

  @FieldResolver(() => Boolean, { description: '可否为本校学员换人和退回报名（校级管理员）。' })
  viewerCanWithdraw(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.withdraw') && caller.viewingAs === null; }

  @FieldResolver(() => Boolean, { description: '可否审核学校的报名（规则定由哪一级审核）。' })
  viewerCanReviewEnrolments(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.review') && caller.viewingAs === null; }

  @FieldResolver(() => Boolean, { description: '可否就审核退回的报名说明并重新报审（校级管理员）。' })
  viewerCanAnswerReview(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.answerReview') && caller.viewingAs === null; }

  @FieldResolver(() => Boolean, { description: '可否查看培训班的报名和候补人数，本级主办的并可限定名额。' })
  viewerCanLimitClasses(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.limit'); }

  @FieldResolver(() => Boolean, { description: '可否浏览本级及以下教师的选课。' })
  viewerCanBrowseChoices(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.choices') && caller.actions.has('enrolment.browse'); }
}
