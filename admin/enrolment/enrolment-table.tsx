import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import Typography from '@mui/material/Typography';
import { useState } from 'react';
import { useViewer } from '../access/viewer.js';
import { useConnection } from '../data/queries.js';
import { EnrolmentsDocument, type EnrolmentStanding, type EnrolmentsQuery } from '../gql/graphql.js';
import { VerdictTag } from '../scoring/result-view.js';
import { ConnectionTable } from '../ui/data-table.js';
import { Flash } from '../ui/figures.js';
import { MISSING, useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChangeDialog, ChangeMenu, type Act } from './change-actions.js';

type EnrolmentRow = EnrolmentsQuery['enrolments']['nodes'][number];

interface EnrolmentTableProps {
  officeId: string | null;
  periodId: string | null;
  search?: string;
  standing?: EnrolmentStanding | null;
  /** Where all are of one school, no column repeats it. */
  isOneSchool?: boolean;
}

export function EnrolmentTable({ officeId, periodId, search = '', standing = null, isOneSchool = false }: EnrolmentTableProps) {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  // Held here and not in the row: what is told at the end of a change stands while its row is read anew.
  const [changing, setChanging] = useState<{ act: Act; enrolment: EnrolmentRow } | null>(null);
  const enrolments = useConnection(
    EnrolmentsDocument,
    { officeId, periodId, search: search === '' ? null : search, state: standing, first: 50 },
    (result) => result.enrolments,
    { topic: 'indicators', keepPrevious: true },
  );
  return (
    <>
      <ConnectionTable
        label={text('enrolment.list')}
        connection={enrolments}
        rowKey={(row) => row.id}
        href={(row) => `/enrolments/${encodeURIComponent(row.id)}`}
        columns={[
          { key: 'name', label: text('enrolment.name'), cell: (row) => row.learner.name },
          { key: 'trainingNumber', label: text('enrolment.trainingNumber'), cell: (row) => row.learner.trainingNumber },
          ...(isOneSchool ? [] : [{ key: 'school', label: text('enrolment.school'), cell: (row: EnrolmentRow) => row.school.name }]),
          { key: 'class', label: text('enrolment.className'), cell: (row) => row.class.name },
          { key: 'period', label: text('enrolment.period'), cell: (row) => text('programmes.periodNumber', { number: row.period.number }) },
          {
            key: 'total',
            label: text('enrolment.total'),
            numeric: true,
            cell: (row) => <Flash value={row.result?.total ?? ''}>{formats.decimal(row.result?.total)}</Flash>,
          },
          {
            key: 'verdict',
            label: text('enrolment.verdict'),
            cell: (row) => (row.result === null || row.result === undefined ? MISSING : <VerdictTag verdict={row.result.verdict} />),
          },
          { key: 'state', label: text('enrolment.state'), cell: (row) => <Standing enrolment={row} /> },
        ]}
        {...(viewer?.viewerCanWithdraw === true
          ? { actions: (row: EnrolmentRow) => (row.state === 'ENROLLED' ? <ChangeMenu enrolment={row} onAct={(act) => { setChanging({ act, enrolment: row }); }} /> : null) }
          : {})}
        empty={<EmptyState icon={<GroupsIcon />} title={text('enrolment.none')} next={text('enrolment.noneNext')} />}
      />
      {changing !== null && <ChangeDialog {...changing} onClose={() => { setChanging(null); }} />}
    </>
  );
}

/** How an enrolment stands, and who came or went with it. */
function Standing({ enrolment: { state, replaces, replacedBy } }: { enrolment: EnrolmentRow }) {
  const text = useText();
  const more = replacedBy ? text('changes.replacedBy', { name: replacedBy.learner.name }) : replaces ? text('changes.inPlaceOf', { name: replaces.learner.name }) : null;
  return (
    <>
      {text(`enrolment.states.${state}`)}
      {more !== null && (
        <Typography component="div" variant="caption" color="textSecondary">
          {more}
        </Typography>
      )}
    </>
  );
}
