import EventIcon from '@mui/icons-material/EventOutlined';
import Button from '@mui/material/Button';
import MuiLink from '@mui/material/Link';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { OfficeChangesDocument, type OfficeChangePartsFragment } from '../gql/graphql.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { CancelPlanDialog, useChangeSentence } from './cancel-plan-dialog.js';
import { officeHref } from './office-href.js';

/** What is planned to change in the own subtree, the nearest day first. */
export function OfficePlansPage() {
  const text = useText();
  const formats = useFormats();
  const sentence = useChangeSentence(null);
  const plans = useConnection(OfficeChangesDocument, { first: 50, state: 'PLANNED' }, (result) => result.officeChanges);
  const [cancelling, setCancelling] = useState<OfficeChangePartsFragment | null>(null);
  return (
    <Page title={text('organisation.plans')} subtitle={text('organisation.plansIntro')} actions={<ExportMenu list="officechanges" label={text('ui.export')} filter={{ state: 'PLANNED' }} />}>
      <ConnectionTable
        label={text('organisation.plans')}
        connection={plans}
        empty={<EmptyState icon={<EventIcon />} title={text('organisation.noPlans')} next={text('organisation.noPlansNext')} />}
        rowKey={(row) => row.id}
        columns={[
          { key: 'office', label: text('organisation.planOffice'), cell: (row) => <PlannedOffice change={row} /> },
          { key: 'day', label: text('organisation.planDay'), cell: (row) => formats.date(row.effectiveOn) },
          { key: 'what', label: text('organisation.planWhat'), cell: sentence },
          { key: 'reason', label: text('organisation.reason'), cell: (row) => row.reason },
          { key: 'by', label: text('organisation.planBy'), cell: (row) => text('organisation.recordedBy', { name: row.byName, time: formats.time(row.recordedAt) }) },
        ]}
        actions={(row) =>
          row.viewerCanCancel && (
            <Button
              size="small"
              color="error"
              aria-label={`${text('organisation.cancelPlan')}：${row.office?.name ?? row.nameAfter ?? ''}`}
              onClick={() => {
                setCancelling(row);
              }}
            >
              {text('organisation.cancelPlan')}
            </Button>
          )
        }
      />
      {cancelling !== null && (
        <CancelPlanDialog
          change={cancelling}
          officeId={null}
          onClose={() => {
            setCancelling(null);
          }}
        />
      )}
    </Page>
  );
}

/** An office that is yet to be made stands below the one that will be above it. */
function PlannedOffice({ change: { office, parentAfter, nameAfter } }: { change: OfficeChangePartsFragment }) {
  const place = office ?? parentAfter;
  const name = office?.name ?? nameAfter ?? '';
  return place === null || place === undefined ? name : <MuiLink component={Link} to={officeHref(place)} underline="hover">{name}</MuiLink>;
}
