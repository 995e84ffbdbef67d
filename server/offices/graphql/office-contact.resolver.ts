// Operations on an office's contacts.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, Info, Mutation, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Outcome } from '../../kernel/refusals.js';
import { selectionOf } from '../../platform/database/selection.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { OfficeContactService } from '../office-contact.service.js';
import type { OfficeContactStore } from '../office-contact.store.js';
import * as io from './office-contact.type.js';
import { OfficeType } from './office.type.js';

@Resolver(() => OfficeType)
export class OfficeContactResolver {
  constructor(private readonly store: OfficeContactStore, private readonly service: OfficeContactService) {}

  @Allow('offices.contacts')
  @FieldResolver(() => [io.OfficeContactType], { description: '联系人（所见范围内）。Its contacts, within the own subtree.' })
  async contacts(@Root() { key }: OfficeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeContactType[]> {
    const selection = selectionOf(info, 'OfficeContact');
    return loaderOf<io.OfficeContactType[]>(context, info, async (keys) => {
      const found = await this.store.contactsOf(context.caller.scope, keys, selection);
      return keys.map((one) => found.get(one) ?? []);
    }).load(key);
  }

  @Allow('offices.contacts')
  @Mutation(() => io.AddOfficeContactPayload, { description: '填报联系人。Adds a contact.' })
  async addOfficeContact(@Arg('input', () => io.AddOfficeContactInput, { description: '输入。' }) input: io.AddOfficeContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeContactPayload> {
    const { name, unit, mobile, email } = input;
    return this.#answer(context, info, 'AddOfficeContactPayload', await this.service.add(context, keyOf('Office', input.officeId) ?? 0, { name, unit, mobile: mobile.trim(), email: email.trim() }, input.idempotencyKey ?? null));
  }

  @Allow('offices.contacts')
  @Mutation(() => io.ChangeOfficeContactPayload, { description: '修改联系人。Changes a contact.' })
  async changeOfficeContact(@Arg('input', () => io.ChangeOfficeContactInput, { description: '输入。' }) input: io.ChangeOfficeContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeContactPayload> {
    const { name, unit, email } = input;
    return this.#answer(context, info, 'ChangeOfficeContactPayload', await this.service.change(context, contactKey(input.contactId), input.expectedVersion, { name, unit, email: email.trim(), mobile: input.mobile?.trim() || null }));
  }

  @Allow('offices.contacts')
  @Mutation(() => io.RemoveOfficeContactPayload, { description: '删除联系人。Removes a contact.' })
  async removeOfficeContact(@Arg('input', () => io.RemoveOfficeContactInput, { description: '输入。' }) input: io.RemoveOfficeContactInput, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<io.OfficeContactPayload> {
    return this.#answer(context, info, 'RemoveOfficeContactPayload', await this.service.remove(context, contactKey(input.contactId), input.expectedVersion));
  }

  @Allow('offices.contacts')
  @Mutation(() => io.RevealOfficeContactPayload, { description: '查看完整手机号码：须说明原因，逐次记录，每天限量。The number in full, for a recorded reason.' })
  async revealOfficeContact(@Arg('input', () => io.RevealOfficeContactInput, { description: '输入。' }) input: io.RevealOfficeContactInput, @Ctx() context: RequestContext): Promise<io.RevealOfficeContactPayload> {
    const outcome = await this.service.reveal(context, contactKey(input.contactId), input.reason);
    return outcome.ok ? { mobile: outcome.value.mobile, refusals: [] } : { mobile: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }

  async #answer(context: RequestContext, info: GraphQLResolveInfo, payload: string, outcome: Outcome<{ contactId: number }>): Promise<io.OfficeContactPayload> {
    if (!outcome.ok) return { contact: null, refusals: refusalsIn(context.language, outcome.refusals) };
    return { contact: await this.store.byKey(context.caller.scope, outcome.value.contactId, selectionOf(info, payload).at('contact')), refusals: [] };
  }
}

function contactKey(id: string): number { return keyOf('OfficeContact', id) ?? 0; }
