// What the caller may do with enrolments, as fields of the viewer.
import { Ctx, FieldResolver, Resolver } from 'type-graphql';
import { ViewerType } from '../../access/index.js';
import type { RequestContext } from '../../platform/graphql/caller.js';

@Resolver(() => ViewerType)
export class ViewerEnrolmentResolver {
  @FieldResolver(() => Boolean, { description: '可否浏览学员名单。' })
  viewerCanBrowseEnrolments(@Ctx() { caller }: RequestContext): boolean { return caller.actions.has('enrolment.browse'); }
}
