import ArrowBackIcon from '@mui/icons-material/ArrowBack';
import KeyboardArrowDownIcon from '@mui/icons-material/KeyboardArrowDown';
import KeyboardArrowUpIcon from '@mui/icons-material/KeyboardArrowUp';
import VisibilityOffIcon from '@mui/icons-material/VisibilityOffOutlined';
import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import Chip from '@mui/material/Chip';
import IconButton from '@mui/material/IconButton';
import Stack from '@mui/material/Stack';
import Tooltip from '@mui/material/Tooltip';
import Typography from '@mui/material/Typography';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { useFormats } from '../ui/format.js';
import { KeyHint } from '../ui/key-hint.js';
import { useDocumentTitle } from '../ui/page.js';
import { useText } from '../ui/text.js';
import { APP_BAR_HEIGHT, ITEM_HEADER_HEIGHT } from '../ui/theme.js';
import type { WorkbenchSubmission } from './submission-cache.js';
import { StateTag } from './tags.js';
import { useArrivalFocus } from './use-arrival-focus.js';
import { useLearnerName } from './use-learner-name.js';

interface SubmissionHeaderProps {
  submission: WorkbenchSubmission;
  backTo: string;
  previousTo: string | null;
  nextTo: string | null;
  areKeysShown: boolean;
  status?: ReactNode;
}

/** Whose work this is and where it comes from. */
export function SubmissionHeader({ submission, backTo, previousTo, nextTo, areKeysShown, status }: SubmissionHeaderProps) {
  const text = useText();
  const formats = useFormats();
  const { school, county, city, assignment } = submission;
  const name = useLearnerName()(submission);
  const heading = useArrivalFocus();
  const isHidden = (submission.learner ?? null) === null;
  useDocumentTitle(`${name} · ${assignment.title}`);
  const places = [city, county, school].flatMap((place) => (place === null || place === undefined ? [] : [place.name]));
  return (
    <Box
      component="header"
      sx={{ display: 'flex',
        flexWrap: { xs: 'wrap', md: 'nowrap' },
        position: { md: 'sticky' },
        top: APP_BAR_HEIGHT,
        height: { md: ITEM_HEADER_HEIGHT },
        zIndex: 3,
        alignItems: 'center', columnGap: 2, rowGap: 0.5, px: { xs: 1, md: 2 }, py: 1, borderBottom: 1, borderColor: 'divider', bgcolor: 'background.paper' }}
    >
      <Tooltip title={text('assignments.backToQueue')}>
        <IconButton component={Link} to={backTo} aria-label={text('assignments.backToQueue')}>
          <ArrowBackIcon />
        </IconButton>
      </Tooltip>
      <Box sx={{ flex: '1 1 240px', minWidth: 0 }}>
        <Stack direction="row" useFlexGap spacing={1} sx={{ alignItems: 'center', flexWrap: { xs: 'wrap', md: 'nowrap' } }}>
          <Typography ref={heading} variant="h1" tabIndex={-1} sx={{ flexShrink: 0, fontSize: '1.125rem', borderRadius: 0.5, outline: 'none', '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 1 } }}>
            {name}
          </Typography>
          {isHidden && (
            <Tooltip title={text('assignments.anonymousHelp')} describeChild>
              <Chip size="small" variant="outlined" icon={<VisibilityOffIcon />} label={text('assignments.anonymous')} tabIndex={0} />
            </Tooltip>
          )}
          <StateTag state={submission.state} isExcellent={submission.review?.isExcellent === true} />
          <Typography variant="caption" color="textSecondary" noWrap sx={{ minWidth: 0 }}>
            {text('assignments.attemptNumber', { number: submission.attempt })} · {formats.time(submission.submittedAt)}
          </Typography>
        </Stack>
        <Typography variant="caption" component="p" color="textSecondary" noWrap title={`${places.join(' · ')} · ${submission.class.name}`} sx={{ m: 0 }}>
          {[...places, submission.class.name].join(' · ')}
        </Typography>
      </Box>
      <Stack direction="row" spacing={1} sx={{ alignItems: 'center', ml: 'auto' }}>
        {status}
        <Step to={previousTo} label={text('assignments.previous')} keyName="K" icon={<KeyboardArrowUpIcon />} areKeysShown={areKeysShown} />
        <Step to={nextTo} label={text('assignments.next')} keyName="J" icon={<KeyboardArrowDownIcon />} areKeysShown={areKeysShown} />
      </Stack>
    </Box>
  );
}

interface StepProps {
  to: string | null;
  label: string;
  keyName: string;
  icon: ReactNode;
  areKeysShown: boolean;
}

/** On a phone the state of the draft stands beside both, in whatever words. */
const stepLook = { flexShrink: 0, whiteSpace: 'nowrap', px: { xs: 0.75, sm: 1.25 }, '& .MuiButton-startIcon': { mr: { xs: 0.25, sm: 1 }, ml: { xs: 0, sm: -0.25 } } } as const;

function Step({ to, label, keyName, icon, areKeysShown }: StepProps) {
  const content = (
    <>
      {label}
      <KeyHint keys={keyName} isShown={areKeysShown} />
    </>
  );
  return to === null ? (
    <Button size="small" variant="outlined" disabled startIcon={icon} sx={stepLook}>
      {content}
    </Button>
  ) : (
    <Button size="small" variant="outlined" component={Link} to={to} startIcon={icon} aria-keyshortcuts={keyName} sx={stepLook}>
      {content}
    </Button>
  );
}
