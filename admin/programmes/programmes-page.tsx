import AddIcon from '@mui/icons-material/Add';
import EventNoteIcon from '@mui/icons-material/EventNoteOutlined';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { Link, Navigate, useSearchParams } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useLoad } from '../data/queries.js';
import { ProgrammeListDocument } from '../gql/graphql.js';
import { DataTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { EmptyState, Loaded } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { CreateDialog } from './create-dialog.js';
import { StateChip } from './state-chip.js';

/** All programmes that I see, with where each stands and what is due. */
export function ProgrammesPage() {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const [params] = useSearchParams();
  const query = useLoad(ProgrammeListDocument, {});
  const [isCreating, setCreating] = useState(false);
  // Addresses of what a programme asks were here before programmes had pages of their own.
  if (params.has('programme')) return <Navigate replace to={`/programmes/rules?${params.toString()}`} />;
  return (
    <Page
      title={text('programmeLife.title')}
      subtitle={text('programmeLife.subtitle')}
      actions={
        <>
          <Button component={Link} to="/programmes/rules" variant="outlined">
            {text('programmeLife.rules')}
          </Button>
          {viewer?.viewerCanDraftProgrammes === true && (
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => { setCreating(true); }}>
              {text('programmeLife.create')}
            </Button>
          )}
        </>
      }
    >
      <Loaded query={query}>
        {({ programmes }) => (
          <>
            {programmes.length === 0 ? (
              <EmptyState icon={<EventNoteIcon />} title={text('programmeLife.none')} next={text('programmeLife.noneNext')} />
            ) : (
              <DataTable
                label={text('programmeLife.title')}
                rows={programmes}
                rowKey={({ id }) => id}
                href={({ id }) => `/programmes/${id}`}
                columns={[
                  { key: 'name', label: text('programmeLife.name'), cell: ({ name }) => name },
                  { key: 'state', label: text('programmeLife.state'), cell: ({ state }) => <StateChip state={state} /> },
                  { key: 'year', label: text('programmeLife.year'), cell: ({ year }) => String(year) },
                  { key: 'code', label: text('programmeLife.code'), cell: ({ code }) => code },
                  { key: 'organiser', label: text('programmeLife.organiser'), cell: ({ life }) => life.organiserName ?? text('programmeLife.elsewhere') },
                  { key: 'runs', label: text('programmeLife.runs'), cell: ({ life }) => (life.runsFrom == null || life.runsUntil == null ? MISSING : formats.period(life.runsFrom, life.runsUntil)), isEmpty: ({ life }) => life.runsFrom == null },
                  { key: 'joinUntil', label: text('programmeLife.joinUntil'), cell: ({ life }) => formats.date(life.joinUntil), isEmpty: ({ life }) => life.joinUntil == null },
                ]}
              />
            )}
            {isCreating && <CreateDialog programmes={programmes} onClose={() => { setCreating(false); }} />}
          </>
        )}
      </Loaded>
    </Page>
  );
}
