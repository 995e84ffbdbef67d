import BalanceIcon from '@mui/icons-material/BalanceOutlined';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useLearnerName } from '../assignments/use-learner-name.js';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { AppealsDocument, type AppealList } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AppealStateTag, usePointsTold } from './appeal-view.js';

const LISTS = ['WAITING', 'ANSWERED', 'ALL'] as const satisfies readonly AppealList[];

/** What learners ask of their tutors, or of the chief subject tutor. */
export function AppealsPage() {
  const text = useText();
  const formats = useFormats();
  const nameOf = useLearnerName();
  const pointsTold = usePointsTold();
  const [params, change] = useAddress();
  const list = LISTS.find((one) => one === params.get('list')) ?? 'WAITING';
  const appeals = useConnection(AppealsDocument, { list, first: 50 }, (result) => result.appeals, { topic: 'submissions' });
  return (
    <Page title={text('appeals.title')} subtitle={text('appeals.intro')} actions={<ExportMenu list="appeals" label={text('ui.export')} filter={{ list }} />}>
      <ToggleButtonGroup
        exclusive
        size="small"
        color="primary"
        value={list}
        aria-label={text('appeals.list')}
        sx={{ mb: 2 }}
        onChange={(_, next: AppealList | null) => {
          if (next !== null) change({ list: next });
        }}
      >
        {LISTS.map((one) => (
          <ToggleButton key={one} value={one} sx={{ px: 1.5 }}>
            {text(`appeals.lists.${one}`)}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
      <ConnectionTable
        label={text('appeals.list')}
        connection={appeals}
        rowKey={(row) => row.id}
        href={(row) => `/appeals/${encodeURIComponent(row.id)}`}
        columns={[
          { key: 'learner', label: text('appeals.learner'), cell: (row) => nameOf(row.submission) },
          { key: 'assignment', label: text('appeals.assignment'), cell: (row) => row.submission.assignment.title },
          { key: 'class', label: text('appeals.class'), cell: (row) => row.submission.class.name },
          { key: 'criteria', label: text('appeals.criteria'), cell: (row) => row.items.map(({ name }) => name).join(text('exchange.comma')) },
          { key: 'points', label: text('appeals.points'), numeric: true, cell: (row) => pointsTold(row) },
          { key: 'step', label: text('appeals.step'), cell: (row) => text(`appeals.steps.${row.step}`) },
          { key: 'state', label: text('appeals.state'), cell: (row) => <AppealStateTag state={row.state} /> },
          { key: 'madeAt', label: text('appeals.madeAt'), cell: (row) => formats.time(row.madeAt) },
        ]}
        empty={<EmptyState icon={<BalanceIcon />} title={text(list === 'WAITING' ? 'appeals.none' : 'appeals.noneOther')} next={text(list === 'WAITING' ? 'appeals.noneNext' : 'appeals.noneOtherNext')} />}
      />
    </Page>
  );
}
