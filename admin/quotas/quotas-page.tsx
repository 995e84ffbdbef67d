import EventSeatIcon from '@mui/icons-material/EventSeatOutlined';
import { useParams, useSearchParams } from 'react-router-dom';
import { useProgramme } from '../allocation/programme-select.js';
import { useLoad } from '../data/queries.js';
import { QuotaAccountDocument } from '../gql/graphql.js';
import { Page } from '../ui/page.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { OfficeQuotas } from './office-quotas.js';

/** The seats of an office in a programme, and how it divides them among those below. */
export function QuotasPage() {
  const text = useText();
  const { officeId = null } = useParams();
  const [params] = useSearchParams();
  const { programmeId, choice } = useProgramme();
  const query = useLoad(QuotaAccountDocument, { programmeId: programmeId ?? '', officeId }, { enabled: programmeId !== null, keepPrevious: true });
  return (
    <Loaded query={query}>
      {({ quotaAccount, quotaPeriods, participation }) =>
        quotaPeriods.length === 0 ? (
          <Page title={text('quotas.title')}>
            {choice}
            <EmptyState icon={<EventSeatIcon />} title={text('quotas.none')} next={text('quotas.noneNext')} />
          </Page>
        ) : (
          <OfficeQuotas key={`${quotaAccount.office.id} ${params.get('programme') ?? ''}`} programmeId={programmeId ?? ''} choice={choice} account={quotaAccount} periods={quotaPeriods} participation={participation} />
        )
      }
    </Loaded>
  );
}
