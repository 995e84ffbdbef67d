import GroupsIcon from '@mui/icons-material/GroupsOutlined';
import BadgeIcon from '@mui/icons-material/BadgeOutlined';
import CheckCircleIcon from '@mui/icons-material/CheckCircleOutlined';
import HourglassIcon from '@mui/icons-material/HourglassEmpty';
import UploadIcon from '@mui/icons-material/UploadFile';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import FormControlLabel from '@mui/material/FormControlLabel';
import Stack from '@mui/material/Stack';
import Switch from '@mui/material/Switch';
import { Link } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useConnection } from '../data/queries.js';
import { PeopleDocument, type PersonPartsFragment, type Stage, type Subject } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { MISSING } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { Choice, STAGES, SUBJECTS } from './choices.js';

export function PeoplePage() {
  const text = useText();
  const viewer = useViewer();
  const [params, change] = useAddress();
  const set = (name: string, value: string | null): void => {
    change({ [name]: value });
  };
  const filter = {
    officeId: params.get('office'),
    search: params.get('q'),
    subject: params.get('subject') as Subject | null,
    stage: params.get('stage') as Stage | null,
    isConfirmed: params.has('confirmed') ? params.get('confirmed') === 'true' : null,
    isLikelyDuplicate: params.has('duplicates') ? true : null,
  };
  const people = useConnection(PeopleDocument, { ...filter, first: 50 }, (result) => result.people, { keepPrevious: true });
  return (
    <Page
      title={text('people.title')}
      actions={
        <>
          {viewer?.viewerCanBrowseEnrolments === true && (
            <Button component={Link} to="/enrolments" variant="outlined" startIcon={<GroupsIcon />}>
              {text('app.menu.learners')}
            </Button>
          )}
          {viewer?.viewerCanImportRosters === true && (
            <Button component={Link} to="/people/rosters" variant="outlined" startIcon={<UploadIcon />}>
              {text('people.rosters')}
            </Button>
          )}
          <ExportMenu list="people" label={text('ui.export')} filter={filter} />
        </>
      }
    >
      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ flexWrap: 'wrap', alignItems: 'center', mb: 2 }}>
        <SearchField
          label={text('people.search')}
          value={filter.search ?? ''}
          onSearch={(value) => {
            set('q', value);
          }}
        />
        <OfficeChoice
          label={text('offices.field')}
          value={filter.officeId}
          onChange={(id) => {
            set('office', id);
          }}
        />
        <Choice label={text('people.fields.SUBJECT')} value={filter.subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(one) => { set('subject', one); }} hasAll />
        <Choice label={text('people.fields.STAGE')} value={filter.stage} values={STAGES} nameOf={(one) => text(`people.stages.${one}`)} onChange={(one) => { set('stage', one); }} hasAll />
        <Choice
          label={text('people.confirmation')}
          value={filter.isConfirmed === null ? null : filter.isConfirmed ? 'true' : 'false'}
          values={['true', 'false'] as const}
          nameOf={(one) => text(one === 'true' ? 'people.confirmed' : 'people.unconfirmed')}
          onChange={(one) => { set('confirmed', one); }}
          hasAll
        />
        {viewer?.viewerCanMergePeople === true && (
          <FormControlLabel
            control={<Switch checked={filter.isLikelyDuplicate === true} onChange={(_, isOn) => { set('duplicates', isOn ? '1' : null); }} />}
            label={text('people.onlyDuplicates')}
          />
        )}
      </Stack>
      <ConnectionTable
        label={text('people.list')}
        connection={people}
        rowKey={(row) => row.id}
        href={(row) => `/people/${encodeURIComponent(row.id)}`}
        columns={[
          { key: 'name', label: text('people.fields.NAME'), cell: (row) => row.name },
          { key: 'number', label: text('people.trainingNumber'), cell: (row) => row.trainingNumber },
          { key: 'school', label: text('people.fields.SCHOOL'), cell: (row) => row.school?.name ?? MISSING },
          { key: 'subject', label: text('people.fields.SUBJECT'), cell: (row) => (row.subject ? text(`people.subjects.${row.subject}`) : MISSING) },
          { key: 'stage', label: text('people.fields.STAGE'), cell: (row) => (row.stage ? text(`people.stages.${row.stage}`) : MISSING) },
          { key: 'title', label: text('people.fields.TITLE'), cell: (row) => row.title ?? MISSING },
          { key: 'posts', label: text('people.fields.POSTS'), isEmpty: (row) => row.posts.length === 0, cell: (row) => row.posts.map((post) => text(`people.posts.${post}`)).join('、') || MISSING },
          { key: 'confirmed', label: text('people.confirmation'), isEmpty: (row) => !row.subject, cell: (row) => <ConfirmedTag person={row} /> },
        ]}
        empty={<EmptyState icon={<BadgeIcon />} title={text('people.none')} next={text('people.noneNext')} />}
      />
    </Page>
  );
}

export function ConfirmedTag({ person }: { person: PersonPartsFragment }) {
  const text = useText();
  if (!person.subject) return <>{MISSING}</>;
  return person.confirmedAt ? (
    <Chip size="small" variant="outlined" color="success" icon={<CheckCircleIcon />} label={text('people.confirmed')} />
  ) : (
    <Chip size="small" variant="outlined" icon={<HourglassIcon />} label={text('people.unconfirmed')} />
  );
}
