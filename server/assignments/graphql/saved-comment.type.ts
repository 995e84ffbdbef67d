// Saved comments as the public schema shows them.
import { Field, ID, InputType, Int, ObjectType } from 'type-graphql';
import { SubjectEnum } from '../../access/index.js';
import type { Subject } from '../../kernel/subjects.js';
import { NodeType, RefusalType, connectionOf } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';

@Allow('assignments.grade')
@ObjectType('SavedComment', { implements: NodeType, simpleResolvers: true, description: '常用评语：本人的，或按学科共享的。A comment kept for use again.' })
export class SavedCommentType implements NodeType {
  key!: number;
  @Field(() => ID, { description: '全局标识。' }) id!: string;
  @Field(() => String, { description: '内容。' }) text!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '共享给此学科的辅导员；空为仅本人。' }) subject!: Subject | null;
  @Field(() => String, { description: '何人所写。' }) ownerName!: string;
  @Field(() => Boolean, { description: '是否本人所写；只有本人可以修改和删除。' }) isMine!: boolean;
  @Field(() => Int, { description: '本人用过的次数。How often the viewer has used it.' }) uses!: number;
  @Field(() => Int, { nullable: true, description: '收藏的序号（1–9），按 Alt 加数字插入；空为未收藏。' }) favouriteNumber!: number | null;
  @Field(() => Int, { description: '版本，写入时须带上。' }) version!: number;
}

export const { Connection: SavedCommentConnection } = connectionOf('SavedComment', '常用评语', 'assignments.grade', () => SavedCommentType);

@InputType('CreateSavedCommentInput', { description: '新建常用评语。' })
export class CreateSavedCommentInput {
  @Field(() => String, { description: '内容。' }) text!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '共享给此学科；缺省为仅本人。' }) subject?: Subject | null;
  @Field(() => String, { nullable: true, description: '幂等键。' }) idempotencyKey?: string | null;
}

@InputType('ChangeSavedCommentInput', { description: '修改常用评语。' })
export class ChangeSavedCommentInput {
  @Field(() => ID, { description: '常用评语。' }) savedCommentId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
  @Field(() => String, { description: '内容。' }) text!: string;
  @Field(() => SubjectEnum, { nullable: true, description: '共享给此学科；空为仅本人。' }) subject?: Subject | null;
}

@InputType('RemoveSavedCommentInput', { description: '删除常用评语。' })
export class RemoveSavedCommentInput {
  @Field(() => ID, { description: '常用评语。' }) savedCommentId!: string;
  @Field(() => Int, { description: '所依据的版本。' }) expectedVersion!: number;
}

@InputType('FavourSavedCommentInput', { description: '收藏常用评语，或取消收藏。' })
export class FavourSavedCommentInput {
  @Field(() => ID, { description: '常用评语。' }) savedCommentId!: string;
  @Field(() => Boolean, { description: '是否收藏。' }) isFavourite!: boolean;
}

@Allow('assignments.grade')
@ObjectType({ description: '拒绝。' })
abstract class SavedCommentPayload {
  @Field(() => SavedCommentType, { nullable: true, description: '常用评语现在的样子。' }) savedComment!: SavedCommentType | null;
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}

@Allow('assignments.grade')
@ObjectType('CreateSavedCommentPayload', { simpleResolvers: true, description: '新建的结果。' })
export class CreateSavedCommentPayload extends SavedCommentPayload {}

@Allow('assignments.grade')
@ObjectType('ChangeSavedCommentPayload', { simpleResolvers: true, description: '修改的结果。' })
export class ChangeSavedCommentPayload extends SavedCommentPayload {}

@Allow('assignments.grade')
@ObjectType('FavourSavedCommentPayload', { simpleResolvers: true, description: '收藏的结果。' })
export class FavourSavedCommentPayload extends SavedCommentPayload {}

@Allow('assignments.grade')
@ObjectType('RemoveSavedCommentPayload', { simpleResolvers: true, description: '删除的结果。' })
export class RemoveSavedCommentPayload {
  @Field(() => [RefusalType], { description: '拒绝。' }) refusals!: RefusalType[];
}
