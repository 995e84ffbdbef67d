import SearchIcon from '@mui/icons-material/Search';
import Autocomplete from '@mui/material/Autocomplete';
import Box from '@mui/material/Box';
import Dialog from '@mui/material/Dialog';
import IconButton from '@mui/material/IconButton';
import type { PopperProps } from '@mui/material/Popper';
import TextField from '@mui/material/TextField';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import { useEffect, useRef, useState, type HTMLAttributes } from 'react';
import { useNavigate } from 'react-router-dom';
import type { Viewer } from '../access/viewer.js';
import { queueHref } from '../assignments/queue-choice.js';
import { useLoad } from '../data/queries.js';
import { SearchClassesDocument, SearchLearnersDocument, SearchOfficesDocument, SearchPeopleDocument } from '../gql/graphql.js';
import { officeHref } from '../offices/office-href.js';
import { useText, type TextKey } from '../ui/text.js';
import { entriesFor } from './entries.js';

/** Somebody still types. */
const QUIET_MS = 200;

/** Finds everything that the viewer may see; Ctrl+K opens it from anywhere. */
export function Search({ viewer }: { viewer: Viewer }) {
  const text = useText();
  const [isOpen, setOpen] = useState(false);
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      if (event.code !== 'KeyK' || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey || event.isComposing) return;
      // The browser's own search bar has the same key.
      event.preventDefault();
      // What is written in a dialog stays under the writer's hands.
      if (document.querySelector('[role="dialog"]') === null) setOpen(true);
    };
    window.addEventListener('keydown', onKeyDown);
    return () => {
      window.removeEventListener('keydown', onKeyDown);
    };
  }, []);
  return (
    <>
      <Tooltip title={`${text('app.search.open')} (Ctrl+K)`}>
        <IconButton
          color="inherit"
          aria-label={text('app.search.open')}
          aria-keyshortcuts="Control+K"
          onClick={() => {
            setOpen(true);
          }}
        >
          <SearchIcon />
        </IconButton>
      </Tooltip>
      {isOpen && (
        <SearchDialog
          viewer={viewer}
          onClose={() => {
            setOpen(false);
          }}
        />
      )}
    </>
  );
}

interface Hit {
  id: string;
  group: TextKey;
  name: string;
  about: string;
  to: string;
}

function SearchDialog({ viewer, onClose }: { viewer: Viewer; onClose: () => void }) {
  const text = useText();
  const navigate = useNavigate();
  const [typed, setTyped] = useState('');
  const [isComposing, setComposing] = useState(false);
  const { hits, isLoading } = useHits(viewer, useSettled(typed.trim(), isComposing));
  return (
    <Dialog
      open
      onClose={onClose}
      fullWidth
      maxWidth="sm"
      slotProps={{ paper: { 'aria-label': text('app.search.open'), sx: { m: { xs: 1, sm: 4 }, width: { xs: 'calc(100% - 16px)', sm: 'calc(100% - 64px)' }, maxHeight: { xs: 'calc(100% - 16px)', sm: 'calc(100% - 64px)' } } } }}
      sx={{ '& .MuiDialog-container': { alignItems: 'flex-start' } }}
    >
      <Autocomplete<Hit>
        open={typed.trim() !== ''}
        autoHighlight
        disablePortal
        fullWidth
        options={hits}
        // The server and the menu have filtered already.
        filterOptions={(options) => options}
        groupBy={({ group }) => text(group)}
        getOptionLabel={({ name }) => name}
        getOptionKey={({ id }) => id}
        loading={isLoading}
        loadingText={text('app.search.searching')}
        noOptionsText={text('app.search.nothing')}
        value={null}
        inputValue={typed}
        onInputChange={(_, input, reason) => {
          if (reason === 'input' || reason === 'clear') setTyped(input);
        }}
        onClose={(_, reason) => {
          if (reason === 'escape') onClose();
        }}
        onChange={(_, hit) => {
          if (hit === null) return;
          onClose();
          void navigate(hit.to);
        }}
        forcePopupIcon={false}
        slots={{ popper: Below }}
        slotProps={{ listbox: { component: 'div', sx: { maxHeight: 'none', minHeight: 0 } }, paper: { elevation: 0, square: true, sx: { borderTop: 1, borderColor: 'divider', display: 'flex', flexDirection: 'column', minHeight: 0, overflow: 'hidden' } } }}
        renderGroup={({ key, group, children }) => (
          <div key={key} role="group" aria-label={group}>
            <Typography variant="caption" component="div" color="textSecondary" aria-hidden sx={{ px: 2, pt: 1 }}>
              {group}
            </Typography>
            {children}
          </div>
        )}
        renderOption={({ key, ...props }, hit) => (
          <Box key={key} {...(props as HTMLAttributes<HTMLElement>)}>
            <div>
              {hit.name}
              {hit.about !== '' && (
                <Typography variant="caption" component="div" color="textSecondary">
                  {hit.about}
                </Typography>
              )}
            </div>
          </Box>
        )}
        renderInput={(params) => (
          <TextField
            {...params}
            autoFocus
            type="search"
            label={text('app.search.open')}
            helperText={text('app.search.help')}
            onCompositionStart={() => {
              setComposing(true);
            }}
            onCompositionEnd={() => {
              setComposing(false);
            }}
          />
        )}
        sx={{ p: 2 }}
      />
    </Dialog>
  );
}

/** What is found stands in the dialog, below the field and its help; nothing lies over them. */
function Below({ children }: Pick<PopperProps, 'children'>) {
  return <Box sx={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>{typeof children === 'function' ? null : children}</Box>;
}

/** What was typed, as soon as the hands rest; never half-composed pinyin. */
function useSettled(typed: string, isComposing: boolean): string {
  const [settled, setSettled] = useState(typed);
  const latest = useRef(typed);
  latest.current = typed;
  useEffect(() => {
    if (isComposing) return undefined;
    const timer = window.setTimeout(() => {
      setSettled(latest.current);
    }, QUIET_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [typed, isComposing]);
  return settled;
}

function useHits(viewer: Viewer, search: string): { hits: Hit[]; isLoading: boolean } {
  const text = useText();
  const isAsked = search !== '';
  const seesPeople = viewer.viewerCanBrowsePeople;
  const people = useLoad(SearchPeopleDocument, { search }, { enabled: isAsked && seesPeople });
  // Who lists people finds learners among them.
  const learners = useLoad(SearchLearnersDocument, { search }, { enabled: isAsked && !seesPeople && viewer.viewerCanBrowseEnrolments });
  const offices = useLoad(SearchOfficesDocument, { search }, { enabled: isAsked && viewer.viewerCanBrowseOffices });
  const classes = useLoad(SearchClassesDocument, { search }, { enabled: isAsked && viewer.viewerCanGrade });
  if (!isAsked) return { hits: [], isLoading: true };
  const hits: Hit[] = [
    ...entriesFor(viewer, search, text).map(({ to, label }): Hit => ({ id: to, group: 'app.search.pages', name: text(label), about: '', to })),
    ...(people.data?.people.nodes ?? []).map(({ id, name, trainingNumber, school }): Hit => ({ id, group: 'app.search.people', name, about: [trainingNumber, school?.name ?? null].filter((part) => part !== null).join(' · '), to: `/people/${encodeURIComponent(id)}` })),
    ...(learners.data?.enrolments.nodes ?? []).map(({ id, learner, class: { name } }): Hit => ({ id, group: 'app.search.learners', name: learner.name, about: `${learner.trainingNumber} · ${name}`, to: `/enrolments/${encodeURIComponent(id)}` })),
    ...(offices.data?.offices.nodes ?? []).map(({ id, name, code, parent }): Hit => ({ id, group: 'app.search.offices', name, about: [code, parent?.name ?? null].filter((part) => part !== null).join(' · '), to: officeHref({ id }) })),
    ...(classes.data?.classes.nodes ?? []).map(({ id, name, code }): Hit => ({ id, group: 'app.search.classes', name, about: code, to: queueHref({ filter: 'ALL', classId: id, assignmentId: null, order: 'OLDEST_FIRST' }) })),
  ];
  return { hits, isLoading: [people, learners, offices, classes].some(({ isFetching }) => isFetching) };
}
