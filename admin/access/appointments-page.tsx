import AssignmentIndIcon from '@mui/icons-material/AssignmentIndOutlined';
import Button from '@mui/material/Button';
import MenuItem from '@mui/material/MenuItem';
import Stack from '@mui/material/Stack';
import TextField from '@mui/material/TextField';
import { useState } from 'react';
import { Link } from 'react-router-dom';
import { useConnection } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { AppointmentsDocument, type AppointmentPartsFragment, type Role } from '../gql/graphql.js';
import { OfficeChoice } from '../offices/office-choice.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { Page } from '../ui/page.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { AppointDialog } from './appoint-dialog.js';
import { EndAppointmentDialog } from './end-appointment-dialog.js';
import { served, usePostText } from './post-text.js';
import { useToday } from './use-today.js';
import { VacanciesCard } from './vacancies-card.js';
import { useViewer } from './viewer.js';

const ROLES: readonly Role[] = ['ADMIN', 'CHIEF_ADMIN', 'SCHOOL_LEADER', 'SUBJECT_LEAD', 'EXPERT', 'TUTOR', 'CHIEF_TUTOR'];

/** Who holds which post here and below, what is open, and the way to give and end posts. */
export function AppointmentsPage() {
  const text = useText();
  const viewer = useViewer();
  const days = useToday();
  const [params, change] = useAddress();
  const [appointing, setAppointing] = useState<{ given: { officeId: string; role: Role } | null } | null>(null);
  const [ending, setEnding] = useState<AppointmentPartsFragment | null>(null);
  const set = (name: string, value: string | null): void => {
    change({ [name]: value });
  };
  const officeId = params.get('office');
  const role = ROLES.find((one) => one === params.get('role')) ?? null;
  const isAll = params.get('when') === 'all';
  const appointments = useConnection(AppointmentsDocument, { first: 50, officeId, role, isValidOn: isAll ? null : (days?.today ?? null) }, (result) => result.appointments, { enabled: days !== null, keepPrevious: true });
  const appointButton = (
    <Button
      variant="contained"
      onClick={() => {
        setAppointing({ given: null });
      }}
    >
      {text('posts.appoint')}
    </Button>
  );
  return (
    <Page
      title={text('posts.title')}
      subtitle={text('posts.intro')}
      actions={
        <>
          {(viewer?.viewerCanRecommendChiefTutors === true || viewer?.viewerCanAppointChiefTutors === true) && (
            <Button component={Link} to="/appointments/chief-tutors" variant="outlined">
              {text('posts.chiefTutors')}
            </Button>
          )}
          <ExportMenu list="appointments" label={text('ui.export')} filter={{ officeId, role, isValidOn: isAll ? null : (days?.today ?? null) }} />
          {appointButton}
        </>
      }
    >
      <VacanciesCard
        onAppoint={(given) => {
          setAppointing({ given });
        }}
      />
      <Stack direction="row" useFlexGap spacing={1.5} role="search" sx={{ flexWrap: 'wrap', mb: 2 }}>
        <OfficeChoice
          label={text('posts.office')}
          value={officeId}
          onChange={(id) => {
            set('office', id);
          }}
        />
        <Filter label={text('posts.post')} value={role ?? ''} all={text('posts.allPosts')} onChange={(value) => { set('role', value); }} options={ROLES.map((one) => [one, text(`access.role.${one}`)])} />
        <Filter label={text('posts.when')} value={isAll ? 'all' : ''} all={text('posts.current')} onChange={(value) => { set('when', value); }} options={[['all', text('posts.all')]]} />
      </Stack>
      <AppointmentTable connection={appointments} onEnd={setEnding} empty={<EmptyState icon={<AssignmentIndIcon />} title={text('posts.none')} next={text('posts.noneNext')} />} />
      {appointing !== null && days !== null && (
        <AppointDialog
          given={appointing.given}
          today={days.today}
          onClose={() => {
            setAppointing(null);
          }}
        />
      )}
      {ending !== null && days !== null && (
        <EndAppointmentDialog
          appointment={ending}
          {...days}
          onClose={() => {
            setEnding(null);
          }}
        />
      )}
    </Page>
  );
}

interface FilterProps { label: string; value: string; all: string; options: readonly (readonly [string, string])[]; onChange: (value: string) => void }

function Filter({ label, value, all, options, onChange }: FilterProps) {
  return (
    <TextField
      select
      label={label}
      value={value}
      onChange={(event) => {
        onChange(event.target.value);
      }}
      slotProps={{ inputLabel: { shrink: true }, select: { displayEmpty: true } }}
      sx={{ minWidth: 160, width: { xs: '100%', sm: 'auto' } }}
    >
      <MenuItem value="">{all}</MenuItem>
      {options.map(([key, name]) => (
        <MenuItem key={key} value={key}>
          {name}
        </MenuItem>
      ))}
    </TextField>
  );
}

type TableProps = Pick<Parameters<typeof ConnectionTable<AppointmentPartsFragment>>[0], 'connection' | 'empty'> & { onEnd: (appointment: AppointmentPartsFragment) => void };

function AppointmentTable({ connection, empty, onEnd }: TableProps) {
  const text = useText();
  const post = usePostText();
  return (
    <ConnectionTable
      label={text('posts.list')}
      connection={connection}
      empty={empty}
      rowKey={(row) => row.id}
      href={(row) => `/appointments/${row.id}`}
      columns={[
        { key: 'holder', label: text('posts.holder'), cell: post.holder },
        { key: 'post', label: text('posts.post'), cell: post.post },
        { key: 'office', label: text('posts.office'), cell: (row) => row.office.name },
        { key: 'term', label: text('posts.term'), cell: post.term },
        { key: 'serves', label: text('posts.serves'), cell: post.serves, isEmpty: (row) => served[row.role] === undefined },
      ]}
      actions={(row) =>
        row.viewerCanEnd && (
          <Button
            size="small"
            color="error"
            aria-label={text('posts.endNamed', { name: row.person?.name ?? text('posts.moved'), post: post.post(row) })}
            onClick={() => {
              onEnd(row);
            }}
          >
            {text('posts.end')}
          </Button>
        )
      }
    />
  );
}
