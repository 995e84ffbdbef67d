// Operations on the versions of what a programme asks.
import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Ctx, FieldResolver, ID, Info, Mutation, Query, Resolver, Root } from 'type-graphql';
import { keyOf } from '../../kernel/ids.js';
import type { Clock } from '../../platform/clock/clock.js';
import type { RequestContext } from '../../platform/graphql/caller.js';
import { loaderOf } from '../../platform/graphql/loaders.js';
import { refusalsIn } from '../../platform/graphql/node.type.js';
import { Allow } from '../../platform/graphql/permission.js';
import type { ProgrammeStore } from '../programme.store.js';
import type { RuleDraftService } from '../rule-draft.service.js';
import { differencesOf } from '../rules/rule-differences.js';
import { versionsOf } from '../rules/rule-versions.js';
import { ProgrammeType } from './programme.type.js';
import * as io from './rule-draft.type.js';
import { ruleVersionType } from './rule-version.type.js';

@Resolver(() => ProgrammeType)
export class RuleDraftResolver {
  constructor(private readonly service: RuleDraftService, private readonly store: ProgrammeStore, private readonly clock: Clock) {}

  @Allow('programmes.manageRules')
  @Query(() => io.RuleDraftType, { description: '规则文件（YAML 或 JSON）作为下一版本的预览：逐处的错误，或内容及与现行版本的不同。What a text would be as the next version.' })
  async ruleDraft(@Arg('programmeId', () => ID, { description: '项目。' }) programmeId: string, @Arg('document', () => String, { description: '规则文件的全文。' }) text: string, @Ctx() context: RequestContext): Promise<io.RuleDraftType> {
    const { document, faults, inForce, latest } = await this.service.read(context, keyOf('Programme', programmeId) ?? 0, text);
    const { language } = context;
    const [version] = document === null ? [] : versionsOf([document], this.clock.today());
    return {
      faults: faults.map(({ place, message, ...fault }) => ({ ...fault, place: place[language], message: message[language] })),
      version: document === null || version === undefined ? null : ruleVersionType({ ...version, differences: inForce === null ? [] : differencesOf(inForce, document) }, language),
      latestVersion: latest,
    };
  }

  @Allow('programmes.manageRules')
  @Mutation(() => io.SaveRulesPayload, { description: '主办项目办保存项目要求的新版本，自生效日期起取代前一版本。Saves the next version of what a programme asks.' })
  async saveRules(@Arg('input', () => io.SaveRulesInput, { description: '输入。' }) input: io.SaveRulesInput, @Ctx() context: RequestContext): Promise<io.SaveRulesPayload> {
    const { programmeId, document, effectiveFrom, replacesUpcoming, expectedVersion, idempotencyKey } = input;
    const outcome = await this.service.save(context, { programmeId: keyOf('Programme', programmeId) ?? 0, text: document, effectiveFrom, replacesUpcoming, expectedVersion, idempotencyKey: idempotencyKey ?? null });
    return outcome.ok ? { version: outcome.value.version, refusals: [] } : { version: null, refusals: refusalsIn(context.language, outcome.refusals) };
  }

  @FieldResolver(() => Boolean, { description: '可否由当前调用者更新项目要求（本级主办）。' })
  async viewerCanManageRules(@Root() { key }: ProgrammeType, @Ctx() context: RequestContext, @Info() info: GraphQLResolveInfo): Promise<boolean> {
    const { officeId, actions, scope, viewingAs } = context.caller;
    if (officeId === null || viewingAs !== null || !actions.has('programmes.manageRules')) return false;
    return loaderOf<boolean>(context, info, async (keys) => {
      const found = await this.store.organisedBy(scope, keys, officeId);
      return keys.map((one) => found.has(one));
    }).load(key);
  }
}
