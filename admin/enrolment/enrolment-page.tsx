import Box from '@mui/material/Box';
import Card from '@mui/material/Card';
import Typography from '@mui/material/Typography';
import { useParams } from 'react-router-dom';
import { ResetAccess } from '../access/reset-access.js';
import { useViewer } from '../access/viewer.js';
import { StateTag } from '../assignments/tags.js';
import { useLoad } from '../data/queries.js';
import { EnrolmentDetailDocument, type EnrolmentDetailQuery } from '../gql/graphql.js';
import { PeriodTag } from '../programmes/period.js';
import { ResultView } from '../scoring/result-view.js';
import { DataTable } from '../ui/data-table.js';
import { Facts } from '../ui/facts.js';
import { useFormats } from '../ui/format.js';
import { OfficeBreadcrumb } from '../ui/office-breadcrumb.js';
import { Page } from '../ui/page.js';
import { EmptyState, Loaded, NotFound } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { ChangeButtons } from './change-actions.js';
import { ReviewRecord } from './review-record.js';
import { EligibilityCard, RecordLink, WithdrawalRecord } from './withdrawal-record.js';

type Enrolment = NonNullable<EnrolmentDetailQuery['enrolment']>;

export function EnrolmentPage() {
  const { id = '' } = useParams();
  const query = useLoad(EnrolmentDetailDocument, { id }, { topic: 'indicators' });
  return (
    <Loaded query={query}>
      {({ enrolment }) => (enrolment === null || enrolment === undefined ? <NotFound /> : <EnrolmentView enrolment={enrolment} />)}
    </Loaded>
  );
}

function EnrolmentView({ enrolment }: { enrolment: Enrolment }) {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const { learner, school, result, submissions } = enrolment;
  return (
    <Page
      title={learner.name}
      path={
        <OfficeBreadcrumb
          ancestors={school.ancestors}
          office={school}
          href={({ id }) => `/enrolments?${new URLSearchParams({ office: id }).toString()}`}
        />
      }
      subtitle={
        <>
          {enrolment.class.name} · <PeriodTag period={enrolment.period} />
        </>
      }
      {...(viewer?.viewerCanWithdraw === true ? { actions: <ChangeButtons key={enrolment.id} enrolment={enrolment} /> } : {})}
    >
      <WithdrawalRecord enrolment={enrolment} />
      <ReviewRecord enrolment={enrolment} />
      <Box sx={{ display: 'grid', gap: 2, gridTemplateColumns: { xs: 'minmax(0, 1fr)', md: 'minmax(0, 1fr) minmax(0, 1fr)' }, mb: 2 }}>
        <Card sx={{ p: 2 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {text('enrolment.facts')}
          </Typography>
          <Facts
            facts={[
              [text('enrolment.trainingNumber'), learner.trainingNumber],
              [text('enrolment.school'), school.name],
              [text('enrolment.postTitle'), learner.title],
              [text('enrolment.idCard'), learner.idCardMasked],
              [text('enrolment.mobile'), learner.mobileMasked],
              [text('enrolment.programme'), enrolment.programme.name],
              [text('enrolment.state'), text(`enrolment.states.${enrolment.state}`)],
              [text('enrolment.enrolledAt'), formats.time(enrolment.enrolledAt)],
              ...(enrolment.replaces ? [[text('changes.replaces'), <RecordLink key="replaces" enrolment={enrolment.replaces} />] as const] : []),
            ]}
          />
          <ResetAccess person={learner} />
        </Card>
        <Card sx={{ p: 2 }}>
          <Typography variant="h2" sx={{ mb: 1 }}>
            {text('scoring.result')}
          </Typography>
          {result === null || result === undefined ? (
            <Typography color="textSecondary">{text('scoring.noResult')}</Typography>
          ) : (
            <ResultView result={result} />
          )}
        </Card>
        <EligibilityCard enrolment={enrolment} />
      </Box>
      <Typography variant="h2" sx={{ mb: 1 }}>
        {text('enrolment.submissions')}
      </Typography>
      {submissions.length === 0 ? (
        <EmptyState title={text('enrolment.noSubmissions')} next={text('enrolment.noSubmissionsNext')} />
      ) : (
        <DataTable
          label={text('enrolment.submissions')}
          rows={submissions}
          rowKey={(row) => row.id}
          columns={[
            { key: 'assignment', label: text('assignments.assignment'), cell: (row) => row.assignment.title },
            { key: 'attempt', label: text('assignments.attempt'), numeric: true, cell: (row) => row.attempt },
            { key: 'submittedAt', label: text('assignments.submittedAt'), cell: (row) => formats.time(row.submittedAt) },
            { key: 'characters', label: text('assignments.characters'), numeric: true, cell: (row) => formats.integer(row.characterCount) },
            { key: 'points', label: text('assignments.points'), numeric: true, cell: (row) => formats.points(row.review?.points) },
            {
              key: 'state',
              label: text('assignments.state'),
              cell: (row) => <StateTag state={row.state} isExcellent={row.review?.isExcellent === true} />,
            },
          ]}
        />
      )}
    </Page>
  );
}
