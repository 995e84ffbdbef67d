import GavelIcon from '@mui/icons-material/GavelOutlined';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import TextField from '@mui/material/TextField';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useLearnerName } from '../assignments/use-learner-name.js';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { SecondMarkingsDocument, type SecondMarkingRowFragment, type SecondMarkingState } from '../gql/graphql.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { useFormats } from '../ui/format.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { QualityPage } from './quality-page.js';

const STATES = ['DISPUTED', 'AGREED', 'WAIVED', 'CANCELLED'] as const satisfies readonly SecondMarkingState[];

/** What was marked twice; what a chief tutor has to decide comes first. */
export function MarkingsPage() {
  const text = useText();
  const formats = useFormats();
  const nameOf = useLearnerName();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const asked = params.get('state');
  const standard = viewer?.viewerCanDecideDisputes === true ? 'DISPUTED' : null;
  const state = asked === 'ALL' ? null : (STATES.find((one) => one === asked) ?? standard);
  const markings = useConnection(SecondMarkingsDocument, { state, first: 50 }, (result) => result.secondMarkings, { topic: 'submissions', keepPrevious: true });
  const by = (review: SecondMarkingRowFragment['first']): string => (review === null || review === undefined ? '—' : `${formats.points(review.points)} · ${review.tutorName}`);
  return (
    <QualityPage
      tab="markings"
      subtitle={text('moderation.markingsIntro')}
      actions={
        <>
          <ExportMenu list="secondmarkings" label={text('ui.export')} filter={{ state }} />
          {viewer?.viewerCanNominate === true && <Button component={Link} to="/nominations">{text('excellence.title')}</Button>}
          {viewer?.viewerCanGrade === true && (
            <Button component={Link} to="/assignments?filter=SECOND_MARKING" variant="outlined">
              {text(viewer.viewerCanDecideDisputes ? 'moderation.seeQueue' : 'moderation.toQueue')}
            </Button>
          )}
        </>
      }
    >
      <TextField
        select
        label={text('moderation.state')}
        value={state ?? 'ALL'}
        onChange={(event) => {
          change({ state: event.target.value });
        }}
        sx={{ mb: 2, width: { xs: '100%', sm: 200 } }}
      >
        <MenuItem value="ALL">{text('moderation.anyState')}</MenuItem>
        {STATES.map((one) => (
          <MenuItem key={one} value={one}>
            {text(`moderation.states.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      <ConnectionTable
        label={text('moderation.list')}
        connection={markings}
        rowKey={(row) => row.id}
        href={(row) => `/moderation/${row.id}`}
        columns={[
          { key: 'learner', label: text('moderation.learner'), cell: (row) => nameOf(row.submission) },
          { key: 'assignment', label: text('moderation.assignment'), cell: (row) => row.submission.assignment.title },
          { key: 'class', label: text('moderation.className'), cell: (row) => row.submission.class.name },
          { key: 'state', label: text('moderation.state'), cell: (row) => text(`moderation.states.${row.state}`) },
          { key: 'reasons', label: text('moderation.reason'), cell: (row) => row.reasons.map((reason) => text(`moderation.reasons.${reason}`)).join(text('exchange.comma')) },
          { key: 'first', label: text('moderation.firstMark'), cell: (row) => by(row.first) },
          { key: 'second', label: text('moderation.secondMark'), cell: (row) => by(row.second) },
          { key: 'difference', label: text('moderation.difference'), numeric: true, cell: (row) => formats.points(row.difference) },
          { key: 'agreed', label: text('moderation.agreedMark'), numeric: true, cell: (row) => formats.points(row.agreed?.points) },
          { key: 'at', label: text('moderation.secondAt'), cell: (row) => formats.time(row.secondAt) },
        ]}
        empty={<EmptyState icon={<GavelIcon />} title={text(state === 'DISPUTED' ? 'moderation.noneDisputed' : 'moderation.none')} next={text(state === 'DISPUTED' ? 'moderation.noneDisputedNext' : 'moderation.noneNext')} />}
      />
    </QualityPage>
  );
}
