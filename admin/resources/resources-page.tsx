import AddIcon from '@mui/icons-material/Add';
import FolderSpecialIcon from '@mui/icons-material/FolderSpecialOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import ToggleButton from '@mui/material/ToggleButton';
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup';
import { useState } from 'react';
import { useNavigate } from 'react-router-dom';
import { useViewer } from '../access/viewer.js';
import { useConnection, useLoad } from '../data/queries.js';
import { ExportMenu } from '../exchange/export-menu.js';
import { ResourceLibrariesDocument, ResourcesDocument } from '../gql/graphql.js';
import { Choice, STAGES, SUBJECTS } from '../people/choices.js';
import { useAddress } from '../ui/address.js';
import { ConnectionTable } from '../ui/data-table.js';
import { MISSING, useFormats } from '../ui/format.js';
import { Page } from '../ui/page.js';
import { SearchField } from '../ui/search-field.js';
import { EmptyState } from '../ui/states.js';
import { useText } from '../ui/text.js';
import { HandInDialog } from './hand-in-dialog.js';
import { RESOURCE_KINDS, ResourceStateTag } from './resource-tags.js';

const EMPTY = { LIBRARY: ['resources.none', 'resources.noneNext'], WAITING: ['resources.noneWaiting', 'resources.noneWaitingNext'], OWN: ['resources.noneOwn', 'resources.noneOwnNext'] } as const;

/** What the libraries above hold; for administrators also what waits for them, and what their office handed in. */
export function ResourcesPage() {
  const text = useText();
  const formats = useFormats();
  const viewer = useViewer();
  const navigate = useNavigate();
  const [params, change] = useAddress();
  const [isHandingIn, setHandingIn] = useState(false);
  const libraries = useLoad(ResourceLibrariesDocument, {});
  const office = libraries.data?.viewer?.office;
  const offered = office == null ? [] : [office, ...office.ancestors.toReversed()];
  const views = (['LIBRARY', 'WAITING', 'OWN'] as const).filter((one) => one === 'LIBRARY' || (one === 'WAITING' ? viewer?.viewerCanDecideResources === true : viewer?.viewerCanHandInResources === true));
  const view = views.find((one) => one === params.get('view')) ?? 'LIBRARY';
  const kind = RESOURCE_KINDS.find((one) => one === params.get('kind')) ?? null;
  const subject = SUBJECTS.find((one) => one === params.get('subject')) ?? null;
  const stage = STAGES.find((one) => one === params.get('stage')) ?? null;
  const libraryId = view === 'LIBRARY' ? params.get('library') : null;
  const search = params.get('search') ?? '';
  const set = (name: string, value: string | null): void => {
    change({ [name]: value });
  };
  const filter = { libraryId, kind, subject, stage, search: search === '' ? null : search, isWaiting: view === 'WAITING' ? true : null, isOwn: view === 'OWN' ? true : null };
  const resources = useConnection(ResourcesDocument, { ...filter, first: 50 }, (result) => result.resources, { keepPrevious: true });
  return (
    <Page
      title={text('resources.title')}
      subtitle={text('resources.intro')}
      actions={
        <>
          <ExportMenu list="resources" label={text('ui.export')} filter={filter} />
          {viewer?.viewerCanHandInResources === true && (
            <Button variant="contained" startIcon={<AddIcon />} onClick={() => { setHandingIn(true); }}>
              {text('resources.handIn')}
            </Button>
          )}
        </>
      }
    >
      {views.length > 1 && (
        <ToggleButtonGroup exclusive size="small" color="primary" value={view} aria-label={text('resources.list')} sx={{ mb: 2 }} onChange={(_, next: string | null) => { if (next !== null) set('view', next === 'LIBRARY' ? null : next); }}>
          {views.map((one) => (
            <ToggleButton key={one} value={one} sx={{ px: 1.5 }}>
              {text(`resources.views.${one}`)}
            </ToggleButton>
          ))}
        </ToggleButtonGroup>
      )}
      <Box role="search" sx={{ display: 'flex', flexWrap: 'wrap', gap: 2, mb: 2, alignItems: 'center' }}>
        <SearchField label={text('resources.search')} value={search} onSearch={(value) => { set('search', value); }} />
        {view === 'LIBRARY' && offered.length > 0 && <Choice hasAll label={text('resources.whoseLibrary')} value={offered.find(({ id }) => id === libraryId)?.id ?? null} values={offered.map(({ id }) => id)} nameOf={(id) => offered.find((one) => one.id === id)?.name ?? ''} onChange={(id) => { set('library', id); }} allName={text('resources.anyLibrary')} />}
        <Choice hasAll label={text('resources.kind')} value={kind} values={RESOURCE_KINDS} nameOf={(one) => text(`resources.kinds.${one}`)} onChange={(value) => { set('kind', value); }} />
        <Choice hasAll label={text('resources.subject')} value={subject} values={SUBJECTS} nameOf={(one) => text(`people.subjects.${one}`)} onChange={(value) => { set('subject', value); }} />
        <Choice hasAll label={text('resources.stage')} value={stage} values={STAGES} nameOf={(one) => text(`people.stages.${one}`)} onChange={(value) => { set('stage', value); }} />
      </Box>
      <ConnectionTable
        label={text('resources.list')}
        connection={resources}
        rowKey={(row) => row.id}
        href={(row) => `/resources/${encodeURIComponent(row.id)}`}
        columns={[
          { key: 'title', label: text('resources.name'), cell: (row) => <span lang="zh-CN">{row.title}</span> },
          { key: 'kind', label: text('resources.kind'), cell: (row) => text(`resources.kinds.${row.kind}`) },
          { key: 'subject', label: text('resources.subjectAndStage'), cell: (row) => `${text(`people.subjects.${row.subject}`)} · ${text(`people.stages.${row.stage}`)}` },
          { key: 'authors', label: text('resources.authors'), cell: (row) => <span lang="zh-CN">{row.authors}</span> },
          // Of the own ones it is known where they come from, and asked how far they have come.
          ...(view === 'OWN' ? [] : [{ key: 'source', label: text('resources.source'), cell: (row: (typeof resources.nodes)[number]) => <span lang="zh-CN">{row.source.name}</span> }]),
          { key: 'library', label: text('resources.library'), cell: (row) => (row.library == null ? MISSING : <span lang="zh-CN">{row.library.name}</span>) },
          ...(view === 'OWN' ? [{ key: 'state', label: text('resources.state'), cell: (row: (typeof resources.nodes)[number]) => <ResourceStateTag resource={row} /> }] : []),
          { key: 'handedInAt', label: text('resources.handedInAt'), cell: (row) => formats.date(row.handedInAt.slice(0, 10)) },
        ]}
        empty={<EmptyState icon={<FolderSpecialIcon />} title={text(EMPTY[view][0])} next={text(EMPTY[view][1])} />}
      />
      {isHandingIn && <HandInDialog onClose={() => { setHandingIn(false); }} onDone={(id) => void navigate(`/resources/${encodeURIComponent(id)}`)} />}
    </Page>
  );
}
